import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The program as it is shipped. */
export const main = fileURLToPath(new URL("../../dist/bundle/main.js", import.meta.url));
/** What V8 has compiled once: the specs start a hundred programs, and each would compile the same. */
const compiled = fileURLToPath(new URL("../../node_modules/.cache/portico-specs", import.meta.url));

export interface Program {
  readonly process: ChildProcess;
  /** Everything printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when stdout matches; rejects when the program ends before. */
  prints(pattern: RegExp): Promise<void>;
  /** Sends the signal and resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  readonly exited: Promise<number | null>;
}

/** The built program as a process of its own, with nothing of this environment but `env` and the cache. */
export function startProgram(command: string, env: Record<string, string>): Program {
  return startScript([main, command], env);
}

export function startScript(args: readonly string[], env: Record<string, string>): Program {
  return startProcess(process.execPath, args, { NODE_COMPILE_CACHE: compiled, ...env });
}

/** Any other program. */
export function startProcess(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Program & { readonly failed: Promise<Error> } {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const failed = new Promise<Error>((resolve) => child.once("error", resolve));
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  return {
    failed,
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(stdout) && resolve();
        child.stdout?.on("data", look);
        exited.then((code) =>
          reject(new Error(`It ended with ${code} before printing ${pattern}:\n${stderr}`)),
        );
        look();
      }),
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return exited;
    },
  };
}
