import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPostmasterFile } from "./postgres-process.js";
import { commandLine, processStartedAt } from "./process-identity.js";

/**
 * Stops the server that a killed Portico left running on the data directory `cluster`, if any. Call it only as the
 * holder of the instance lock.
 *
 * @throws {Error} when that server does not stop within 15 s.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const pid = (await readPostmasterFile(cluster))?.pid;
  if (pid === undefined) return;
  const startedAt = processStartedAt(pid);
  const command = startedAt && commandLine(pid);
  if (startedAt === undefined || (command !== undefined && !command.includes(cluster))) {
    // Dead, or its pid is another program's by now. PostgreSQL would take that, or a zombie, for a running server;
    // without the file it still notices processes of the old server by their shared memory.
    await rm(join(cluster, "postmaster.pid"), { force: true });
    return;
  }
  if (command === undefined) return;
  const isRunning = () => processStartedAt(pid) === startedAt;
  // PostgreSQL's fast shutdown, then its immediate one, which costs a recovery at the next start.
  for (const [signal, seconds] of [
    ["SIGINT", 10],
    ["SIGQUIT", 5],
  ] as const) {
    if (isRunning()) process.kill(pid, signal);
    for (let waited = 0; isRunning() && waited < seconds * 1000; waited += 10) await sleep(10);
  }
  if (isRunning())
    throw new Error(`A database server left over from an earlier run (process ${pid}) does not stop.`);
}
