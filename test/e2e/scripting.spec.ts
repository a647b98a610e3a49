import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { byId } from "../support/references.js";
import { type Story, startStory } from "../support/story.js";

interface Language {
  readonly fence: string;
  readonly command: string;
  readonly file: string;
  /** What has to be there beside Node. */
  readonly needs: readonly string[];
}

const languages: Readonly<Record<string, Language>> = {
  curl: { fence: "bash", command: "bash", file: "script.sh", needs: ["bash", "curl", "jq"] },
  JavaScript: { fence: "js", command: process.execPath, file: "script.mjs", needs: [] },
  Python: { fence: "python", command: "python3", file: "script.py", needs: ["python3"] },
};

/** Node is always there; the others where they are installed. */
const runnable = await Promise.all(
  Object.keys(languages).map(async (name) => {
    const found = await Promise.all(
      (languages[name]?.needs ?? []).map(async (each) => (await run(each, ["--version"], {})).code === 0),
    );
    return found.includes(false) ? [] : [name];
  }),
);

describe("the scripts of docs/scripting.md", () => {
  let story: Story;
  let folder: string;
  let token: string;
  const text = readFile("docs/scripting.md", "utf8");

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "portico-scripts-"));
    story = await startStory();
    const ada = await story.readyDeveloper("ada@acme.example");
    const { catalogue } = story;
    for (const name of ["One", "Two", "Three"])
      await ada.registers({
        name,
        description: "Fills more than a page.",
        type: "SERVICE",
        authentication: "CLIENT_CREDENTIALS",
        products: byId(catalogue.accounts),
        environments: byId(catalogue.development),
      });
    const wanted = { name: "script", scopes: ["READ", "WRITE"], expiresInDays: 1 };
    token = (await ada.mutate("createAccessToken", wanted, "value")).value;
  });

  afterAll(async () => {
    await story?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function runs(name: string, environment: Record<string, string>) {
    const { fence, command, file } = languages[name] as Language;
    const blocks = [...(await text).matchAll(new RegExp(`^\`\`\`${fence}\n(.*?)^\`\`\``, "gms"))];
    const path = join(folder, file);
    await writeFile(path, blocks.map(([, block]) => block).join("\n"));
    return run(command, [path], { PORTICO_URL: story.url, PORTICO_TOKEN: token, ...environment });
  }

  it.each(runnable.flat())("in %s does all that it says", async (name) => {
    const done = await runs(name, { APPLICATION_NAME: `By ${name}`, RUN: name });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toContain("I am ada@acme.example.");
    for (const each of ["One", "Two", "Three"]) expect(done.stdout).toContain(`${each}\n`);
    expect(done.stdout).toContain("Live: ACTIVE");
    // The same key again: the same answer, and nothing new.
    expect(await runs(name, { APPLICATION_NAME: `By ${name}`, RUN: name })).toMatchObject({ code: 0 });
  });

  it.each(runnable.flat())("in %s fails with a token that does not work", async (name) => {
    const done = await runs(name, {
      APPLICATION_NAME: "Never",
      RUN: "never",
      PORTICO_TOKEN: `${token.slice(0, -1)}_`,
    });
    expect(done.code).not.toBe(0);
  });

  it.each(runnable.flat())("in %s fails with input that is refused", async (name) => {
    const done = await runs(name, { APPLICATION_NAME: "", RUN: `${name}-refused` });
    expect(done.code).not.toBe(0);
    expect(done.stderr).toContain("name");
  });
});

async function run(command: string, args: string[], variables: Record<string, string>) {
  const environment = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile("env", [...environment, command, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) || 1 : 0, stdout, stderr }),
    );
  });
}
