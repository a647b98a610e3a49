import { supervise } from "../jobs/supervise.js";
import { stopOrphan } from "./postgres-orphan.js";
import { endOfLog, type Launch, launchPostgres, type PostgresProcess } from "./postgres-process.js";

/** In ms: connections are tried again every second. */
const pauses = { shortestPause: 100, longestPause: 5_000 };

/**
 * Runs the server until `stop()`. One that ends, as after `kill -9` or on a full disk, is started again on its port; `onEnd`
 * is told. Call it only as the holder of the instance lock.
 *
 * @throws {Error} with the end of the server's log when it does not start at first.
 */
export async function keepPostgres(
  launch: Launch,
  onEnd: (error: unknown, pause: number) => void,
): Promise<Pick<PostgresProcess, "port" | "stop" | "interrupt">> {
  let server: PostgresProcess | undefined;
  const supervised = await supervise({
    async start() {
      await stopOrphan(launch.cluster);
      server = await launchPostgres({ ...launch, ...(server && { port: server.port }) });
      const { ended, stop } = server;
      return { promise: ended.then(() => fails(launch.logFile)), stop };
    },
    onEnd,
    ...pauses,
  });
  const { port } = server as unknown as PostgresProcess;
  return { port, stop: supervised.stop, interrupt: () => server?.interrupt() };
}

async function fails(logFile: string): Promise<never> {
  throw new Error(`The embedded database ended: ${await endOfLog(logFile)}`);
}
