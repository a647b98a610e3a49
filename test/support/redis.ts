import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../src/infrastructure/free-port.js";
import { type Program, startProcess } from "./program.js";

export interface Redis {
  readonly url: string;
  /** The server is gone, and what it counted. */
  stop(): Promise<void>;
  /** Another one at the same place. */
  start(): Promise<void>;
  /** It stands still, and takes connections that nobody answers. */
  pause(): void;
  resume(): void;
}

/** Debian's redis-server, of the spec's own. Rejects when it is not installed. */
export async function startRedis(): Promise<Redis> {
  const port = await freePort();
  let server: Program | undefined;
  const redis: Redis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const folder = await mkdtemp(join(tmpdir(), "portico-redis-"));
      const args = [
        "--port",
        `${port}`,
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        folder,
      ];
      const started = startProcess("redis-server", args, { PATH: "/usr/sbin:/usr/bin:/bin" });
      const failed = started.failed.then((error) => {
        throw new Error("redis-server cannot be started: apt-get install redis-server", { cause: error });
      });
      started.exited.then(() => rm(folder, { recursive: true, force: true }));
      await Promise.race([started.prints(/Ready to accept connections/), failed]);
      server = started;
    },
    async stop() {
      await server?.stop("SIGKILL");
      server = undefined;
    },
    pause: () => void server?.process.kill("SIGSTOP"),
    resume: () => void server?.process.kill("SIGCONT"),
  };
  await redis.start();
  return redis;
}
