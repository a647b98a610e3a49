import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What `sha256sum` prints for each migration that has landed; `sha256sum --check` reads it, too. */
const LIST = "checksums.sha256";

/**
 * What is wrong with the migrations in `directory`, a sentence each: one that has landed was edited or is gone, one is
 * not listed, or one would come before one that has landed, so that existing databases would run it out of order.
 */
export async function migrationProblems(directory: string): Promise<string[]> {
  const landed = new Map(
    (await readFile(join(directory, LIST), "utf8"))
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("  ").reverse() as [file: string, checksum: string]),
  );
  const present = new Map<string, string>();
  for (const file of (await readdir(directory)).filter((each) => each.endsWith(".sql")).sort()) {
    present.set(file, checksum(await readFile(join(directory, file))));
  }
  return [
    ...[...landed].flatMap(([file, expected]) => {
      if (!present.has(file)) return `${file} has landed and is gone: put it back.`;
      return present.get(file) === expected
        ? []
        : `${file} was edited after it landed: put it back, and write a new migration.`;
    }),
    ...[...present].flatMap(([file, actual]) => {
      if (landed.has(file)) return [];
      const later = [...landed.keys()].find((each) => each > file);
      return later
        ? `${file} comes before ${later}, which has landed: give it the next number.`
        : `${file} is not listed. Once it is as it should be for good, add this line to ${LIST}:\n${actual}  ${file}`;
    }),
  ];
}

function checksum(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
