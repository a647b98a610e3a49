import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Program, startProcess } from "./program.js";

const examples = fileURLToPath(new URL("../../examples/gateways/", import.meta.url));

/** How each gateway that Debian has is started on files of `examples/gateways`. */
export const gateways = {
  nginx: { package: "nginx-light", files: ["nginx.conf", "portico-told.conf"], args: nginxArgs },
  caddy: {
    package: "caddy",
    files: ["Caddyfile"],
    args: (folder: string) => ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"],
  },
  haproxy: {
    package: "haproxy",
    files: ["haproxy.cfg", "portico.lua"],
    args: (folder: string) => ["-db", "-f", join(folder, "haproxy.cfg"), "-C", folder],
  },
} as const;

export type GatewayName = keyof typeof gateways;

function nginxArgs(folder: string): string[] {
  const own = `daemon off; pid ${join(folder, "nginx.pid")}; error_log stderr; worker_processes 1;`;
  return ["-p", folder, "-c", join(folder, "nginx.conf"), "-g", own];
}

/** What stands in the examples for what is the reader's own. */
export interface Places {
  readonly listen: number;
  readonly portico: number;
  readonly api: number;
  readonly token: string;
}

/** The gateway as its example says, in the places of the spec. Rejects when it is not installed. */
export async function startGateway(
  name: GatewayName,
  places: Places,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { files, args, package: debian } = gateways[name];
  const folder = await mkdtemp(join(tmpdir(), `portico-${name}-`));
  for (const file of files) {
    const text = await readFile(join(examples, file), "utf8");
    await writeFile(join(folder, file), inPlace(text, places));
  }
  const remove = () => rm(folder, { recursive: true, force: true });
  const program = startProcess(name, args(folder), { HOME: folder, PATH: "/usr/sbin:/usr/bin:/bin" });
  const failed = program.failed.then(async (error) => {
    await remove();
    throw new Error(`${name} cannot be started: apt-get install ${debian}`, { cause: error });
  });
  const url = `http://127.0.0.1:${places.listen}`;
  await Promise.race([untilListening(url, program), failed]);
  return {
    url,
    async stop() {
      await program.stop("SIGTERM");
      await remove();
    },
  };
}

function inPlace(text: string, { listen, portico, api, token }: Places): string {
  return text
    .replaceAll("ptc_gw_YOUR_TOKEN", token)
    .replaceAll("127.0.0.1:4000", `127.0.0.1:${portico}`)
    .replaceAll("127.0.0.1:8081", `127.0.0.1:${api}`)
    .replace(
      /(listen |bind |^):?8080/m,
      (_, before) => `${before}${before === "listen " ? "" : ":"}${listen}`,
    );
}

async function untilListening(url: string, program: Program): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer) return;
    if (program.process.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It does not listen at ${url}:\n${program.stderr()}`);
}
