import { access, constants, mkdir } from "node:fs/promises";

/** ENOENT is what `mkdir` says below a read-only folder. */
const unwritable = new Set(["EACCES", "EROFS", "EPERM", "ENOENT"]);

/**
 * Makes the folder where a process keeps its data, for its user alone, unless it is there.
 *
 * @throws {Error} with a sentence when this user may not write there, or there is something else.
 */
export async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (unwritable.has(code)) throw elsewhere(`This user may not write to ${dataDir}`, error);
    if (code === "EEXIST" || code === "ENOTDIR") throw elsewhere(`${dataDir} is no folder`, error);
    throw error;
  }
}

function elsewhere(problem: string, cause: unknown): Error {
  return new Error(`${problem}: set DATA_DIR to another folder.`, { cause });
}
