import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../src/infrastructure/free-port.js";
import type { Pinning } from "./pinning.js";
import { memoryMb } from "./processes.js";
import { environmentOf, type Settings } from "./settings.js";

export interface Contestant {
  readonly name: string;
  /** Whether it has the whole API, or the page of applications alone. */
  readonly isPortico: boolean;
  readonly folder: string;
  readonly args: readonly string[];
  /** That it runs on; 0 when left out. */
  readonly core?: number;
}

export interface Server extends Contestant {
  readonly url: string;
  readonly pid: number;
  readonly startMs: number;
  /** Once it was ready. */
  readonly memoryMb: number;
  stop(): Promise<void>;
}

const startLimitMs = 60_000;
/** With which flags Node.js runs Portico. */
export const asItsImageDoes = ["--max-semi-space-size=32"];
const peer = (name: string): Contestant => ({
  name,
  isPortico: false,
  folder: "bench/peers",
  args: [`${name}.js`],
});
const portico = (name: string, folder: string): Contestant => ({
  name,
  isPortico: true,
  folder,
  args: [...asItsImageDoes, "dist/bundle/main.js", "web"],
});

/** `limit` is no peer: one statement behind node:http, as fast as PostgreSQL and Node.js allow. */
export const limit = "limit";
/** No peer either: what a registration has to write at least. */
export const byHand = "by-hand";

export function contestants(beside: string | null, only: readonly string[] | null): Contestant[] {
  const all = [...builds(beside), ...["apollo", "postgraphile", "mercurius", "yoga", limit].map(peer)];
  return all.filter(({ name }) => only?.includes(name) ?? true);
}

/** Of writes there is no peer: the same rows in one transaction by hand, behind node:http. */
export const writers = (beside: string | null): Contestant[] => [...builds(beside), peer(byHand)];

const builds = (beside: string | null): Contestant[] => [
  portico("portico", "."),
  ...(beside ? [portico("beside", beside)] : []),
];

/** @throws {Error} when it does not become ready. */
export async function startServer(
  contestant: Contestant,
  settings: Settings,
  pinned: Pinning,
  probe: (url: string) => Promise<boolean>,
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [command, args] = pinned.on(contestant.core ?? 0, process.execPath, contestant.args);
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: resolve(contestant.folder),
    stdio: "ignore",
    env: environmentOf(settings, port),
  });
  const ended = once(child, "exit");
  process.once("exit", () => child.kill("SIGKILL"));
  while (!(await probe(url).catch(() => false))) {
    if (performance.now() - started > startLimitMs || hasEnded(child))
      throw new Error(`${contestant.name} did not start.`);
    await sleep(10);
  }
  const pid = child.pid ?? 0;
  return {
    ...contestant,
    url,
    pid,
    startMs: Math.round(performance.now() - started),
    memoryMb: memoryMb(pid),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
