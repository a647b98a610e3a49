import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { makeDataFolder } from "../../src/infrastructure/data-folder.js";
import { startScript } from "../support/program.js";

const dist = new URL("../../dist/infrastructure/data-folder.js", import.meta.url);
/** Root may write everywhere, so it becomes nobody once the program is read: that may lie where nobody else may look. */
const asNobody = process.getuid?.() === 0 ? "process.setuid(65534);" : "";
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "portico-data-folder-"));
  await chmod(home, 0o755);
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** What somebody who is not root is told. */
async function toldOf(folder: string): Promise<string> {
  const script = `import { makeDataFolder } from "${dist}"; ${asNobody} await makeDataFolder("${folder}").catch(({ message }) => console.log(message));`;
  const program = startScript(["--input-type=module", "--eval", script], {});
  expect(await program.exited).toBe(0);
  return program.stdout().trim();
}

describe("the data folder", () => {
  it("is made with all above it, for its user alone", async () => {
    const folder = join(home, "deep", "data");
    await makeDataFolder(folder);
    await makeDataFolder(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it.each([
    ["the folder", "kept"],
    ["what it is to be in", "kept/new/deep"],
  ])("is told in a sentence when %s may not be written to", async (_, name) => {
    await mkdir(join(home, "kept"), { mode: 0o555 });
    const folder = join(home, name);
    expect(await toldOf(folder)).toBe(
      `This user may not write to ${folder}: set DATA_DIR to another folder.`,
    );
  });

  it.each([
    ["it is", "file"],
    ["it would be in", "file/data"],
  ])("is told in a sentence when %s a file", async (_, name) => {
    await writeFile(join(home, "file"), "");
    const folder = join(home, name);
    await expect(makeDataFolder(folder)).rejects.toThrow(
      `${folder} is no folder: set DATA_DIR to another folder.`,
    );
  });
});
