import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { migrationProblems } from "../../src/cli/migration-checksums.js";

describe("migrations are never edited once they have landed", () => {
  let directory: string;
  const write = (file: string, text: string) => writeFile(join(directory, file), text);
  const problems = () => migrationProblems(directory);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "portico-migrations-"));
    await write("0001-first.sql", "create table first ();\n");
    await write("0002-second.sql", "create table second ();\n");
    // As sha256sum prints them.
    await write(
      "checksums.sha256",
      [
        "8bc8a31b9991b7a1cb51aae1bdd8c44b428b81e609ffb7466ab9eec137dc2b50  0001-first.sql",
        "b660cda7ecf0c9828073f9d41c05f84ba8762e6d0e5dc625a178aa5c0e4811ed  0002-second.sql",
        "",
      ].join("\n"),
    );
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("what is listed and unchanged passes", async () => {
    expect(await problems()).toEqual([]);
  });

  it("an edit is found, be it only a space", async () => {
    await appendFile(join(directory, "0001-first.sql"), " ");
    expect(await problems()).toEqual([
      "0001-first.sql was edited after it landed: put it back, and write a new migration.",
    ]);
  });

  it("so is a file that is gone or has another name", async () => {
    await rm(join(directory, "0002-second.sql"));
    expect(await problems()).toEqual(["0002-second.sql has landed and is gone: put it back."]);
  });

  it("a new one passes once the line that was asked for is added", async () => {
    await write("0003-third.sql", "create table third ();\n");
    const [problem = ""] = await problems();
    const [sentence, line] = problem.split("\n");
    expect(sentence).toMatch(/^0003-third.sql is not listed/);
    await appendFile(join(directory, "checksums.sha256"), `${line}\n`);
    expect(await problems()).toEqual([]);
  });

  it("a new one comes after all that have landed", async () => {
    await write("0001-late.sql", "create table late ();\n");
    expect(await problems()).toEqual([
      "0001-late.sql comes before 0002-second.sql, which has landed: give it the next number.",
    ]);
  });
});
