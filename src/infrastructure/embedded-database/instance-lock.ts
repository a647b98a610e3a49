import { rmSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createFileOnce } from "../create-file-once.js";
import { makeDataFolder } from "../data-folder.js";
import { processStartedAt } from "./process-identity.js";

export interface InstanceLock {
  /** Idempotent and synchronous, so that it can run while the process exits. */
  release(): void;
}

/** Another running process uses the data directory. */
export class DataDirectoryInUseError extends Error {
  override name = "DataDirectoryInUseError";
  constructor(dataDir: string, pid: number) {
    super(
      `Portico is already running on ${dataDir} (process ${pid}): stop that one, or set DATA_DIR to another folder.`,
    );
  }
}

/**
 * Makes this process the only one that uses `dataDir`, until it releases the lock or ends in any way: the lock of
 * a process that was killed does not count.
 *
 * @throws {DataDirectoryInUseError}
 * @throws {Error} with a sentence when this user may not write there.
 */
export async function acquireInstanceLock(dataDir: string): Promise<InstanceLock> {
  const file = join(dataDir, "instance.lock");
  const mine = JSON.stringify({ pid: process.pid, startedAt: processStartedAt(process.pid) });
  await makeDataFolder(dataDir);
  while (!(await createFileOnce(file, mine))) await removeIfStale(dataDir, file);
  let isHeld = true;
  return {
    release() {
      if (isHeld) rmSync(file, { force: true });
      isHeld = false;
    },
  };
}

/** Takes the stale lock away by renaming it, which only one of two processes can do. */
async function removeIfStale(dataDir: string, file: string): Promise<void> {
  const content = await readFile(file, "utf8").catch(() => undefined);
  if (content === undefined) return;
  const owner = parseOwner(content);
  if (owner && processStartedAt(owner.pid) === owner.startedAt) {
    throw new DataDirectoryInUseError(dataDir, owner.pid);
  }
  const aside = `${file}.stale-${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readFile(aside, "utf8");
  await rm(aside, { force: true });
  if (taken !== content) await createFileOnce(file, taken);
}

function parseOwner(content: string): { pid: number; startedAt: string } | undefined {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
