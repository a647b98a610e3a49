import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "../../../src/infrastructure/embedded-database/embedded-database.js";
import { readPostmasterFile } from "../../../src/infrastructure/embedded-database/postgres-process.js";
import { eventually } from "../eventually.js";
import { startTcpProxy, type TcpProxy } from "../tcp-proxy.js";

/** A PostgreSQL of the spec's own, which may be killed, frozen and cut off. */
export interface FaultyPostgres {
  /** Without faults of the network, for those who check. */
  readonly direct: string;
  /** As the processes under test reach it. */
  readonly url: string;
  readonly network: TcpProxy;
  readonly folder: string;
  /** `kill -9` for its first process; the others end by themselves, and it is started again. */
  kill(): Promise<void>;
  /** Stops all of its processes where they are, until `thaw()`. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFaultyPostgres(given?: string): Promise<FaultyPostgres> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), "portico-faults-")));
  let ends = 0;
  const onEnd = () => {
    ends += 1;
  };
  const server = await startEmbeddedDatabase(folder, { onEnd });
  const { hostname: host, port } = new URL(server.url);
  const network = await startTcpProxy({ host, port: Number(port) });

  async function processes(): Promise<number[]> {
    const cluster = (await readdir(folder)).find((name) => /^postgres-\d+$/.test(name)) ?? "";
    const { pid } = (await readPostmasterFile(join(folder, cluster))) ?? { pid: 0 };
    const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const children = await Promise.all(
      all.map(async (name) => {
        const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
        return Number(stat.slice(stat.lastIndexOf(")") + 4).split(" ")[0]) === pid ? [Number(name)] : [];
      }),
    );
    return pid ? [pid, ...children.flat()] : [];
  }

  const signal = (pids: readonly number[], name: NodeJS.Signals) => {
    for (const pid of pids) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  };

  return {
    direct: server.url,
    url: network.through(server.url),
    network,
    folder,
    async kill() {
      const before = ends;
      const [first = 0] = await processes();
      signal([first], "SIGKILL");
      await eventually(async () => ends > before);
    },
    freeze: async () => signal(await processes(), "SIGSTOP"),
    thaw: async () => signal(await processes(), "SIGCONT"),
    async stop() {
      // A spec that failed may have left it frozen.
      signal(await processes(), "SIGCONT");
      await network.close();
      await server.stop();
      if (!given) await rm(folder, { recursive: true, force: true });
    },
  };
}
