import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import pg from "pg";
import { sql } from "../../src/cli/sql.js";
import { parseConfig } from "../../src/config.js";
import { runningEmbeddedDatabase } from "../../src/infrastructure/embedded-database/embedded-database.js";
import { freePort } from "../../src/infrastructure/free-port.js";
import { readOnly } from "../../src/infrastructure/persistence/explain.js";
import type { Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { main, type Program, startProgram, startScript } from "../support/program.js";
import { Person, verifies } from "../support/story.js";

const email = "ada@sql.example";

describe("`portico sql` on a started product", () => {
  let dataDir: string;
  let program: Program;
  let ada: Person;
  let catalogue: { products: object[]; environments: object[] };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "portico-sql-"));
    const port = await freePort();
    const url = `http://localhost:${port}`;
    program = startProgram("start", { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "silent" });
    await program.prints(/Portico is running/);
    ada = new Person(url, email);
    await ada.post("/api/auth/sign-up/email", { email });
    const json = async (path: string): Promise<Json> => (await ada.request(path)).json();
    const mail = await eventually(async () => {
      const [newest] = (await json(`/dev/mailbox.json?to=${encodeURIComponent(email)}`)) as Json[];
      return newest && json(`/dev/mailbox/${newest.id}.json`);
    });
    await verifies(ada, mail.text);
    await ada.completes();
    const nodes = "edges { node { id } }";
    const ids = await ada.data(`{ apiProducts { ${nodes} } apiEnvironments { ${nodes} } }`);
    const idsOf = (list: { edges: { node: { id: string } }[] }) => list.edges.map(({ node }) => node);
    catalogue = { products: idsOf(ids.apiProducts), environments: idsOf(ids.apiEnvironments) };
    await registers("First");
  });

  afterAll(async () => {
    await program.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const registers = (name: string) =>
    ada.registers({
      name,
      description: "Counts statements.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      ...catalogue,
    });

  /** The program itself. */
  async function portico(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
    const run = startScript([main, "sql", ...args], { DATA_DIR: dataDir });
    return { code: await run.exited, out: run.stdout(), err: run.stderr().trim() };
  }

  /** The same without a process of its own; what it prints. */
  async function printed(...args: string[]): Promise<string> {
    const log = jest.spyOn(console, "log").mockImplementation(() => {});
    try {
      await sql(parseConfig({ DATA_DIR: dataDir, LOG_LEVEL: "silent" }), args);
      return log.mock.calls.flat().join("\n");
    } finally {
      log.mockRestore();
    }
  }

  /** In the order of their text: those of one level are sent at once. */
  const statementsIn = (out: string) =>
    out
      .split(/^-- \d+(?:, [\d.]+ ms)?$/m)
      .slice(1)
      .map((part) => part.replace(/^--.*$/gm, "").trim())
      .sort();

  it("prints each statement of My APIs, with its parameters and its plan", async () => {
    const { code, out, err } = await portico("my-apis", "--as", email);
    expect([code, err]).toEqual([0, ""]);
    const statements = statementsIn(out);
    expect(out).toMatch(new RegExp(`^-- ${statements.length} statements?, `, "m"));
    for (const table of ["client_application", "access_grant", "api_key", "api_environment", "api_product"]) {
      expect(statements).toContainEqual(
        expect.stringMatching(new RegExp(`^(select|with)[^]*\\b(from|join) "?${table}"? as`)),
      );
    }
    expect(out.match(/actual time=/g)?.length).toBeGreaterThanOrEqual(statements.length);
    expect(out.match(/^-- {3}Execution Time: /gm)).toHaveLength(statements.length);
    const { me } = await ada.data("{ me { partner { id } } }");
    expect(out).toContain(`--   $1 = ${JSON.stringify(me.partner.id)}\n`);
  });

  it("says what a query answers instead of data, with exit status 1", async () => {
    expect(await portico("{ me { nothing } }", "--as", email)).toMatchObject({
      code: 1,
      err: 'Cannot query field "nothing" on type "Developer".',
    });
  });

  it("prints the same statements however many applications there are", async () => {
    const few = statementsIn(await printed("my-apis", "--as", email));
    await registers("Second");
    await registers("Third");
    expect(statementsIn(await printed("my-apis", "--as", email.toUpperCase()))).toEqual(few);
  });

  it("takes an operation or a file, of several one by name, and variables", async () => {
    const { id } = await registers("Fourth");
    const query = "query One($id: ID!) { clientApplication(id: $id) { name } } query Other { me { id } }";
    const file = join(dataDir, "one.graphql");
    await writeFile(file, query);
    for (const source of [query, file]) {
      const more = ["--operation", "One", "--variables", JSON.stringify({ id }), "--as", email];
      const out = await printed(source, ...more);
      expect(statementsIn(out)).toEqual([
        expect.stringMatching(
          /^with (?:.|\n)*select "a"\."id", [^\n]* from "client_application" as "a" where "a"\."id" = /,
        ),
      ]);
      expect(out).toContain(`--   $1 = ["${id}"]\n`);
    }
  });

  it("carries out nothing: mutations and subscriptions are refused, and no row changes", async () => {
    const client = new pg.Client({ connectionString: (await runningEmbeddedDatabase(dataDir)) ?? "" });
    await client.connect();
    await eventually(async () => {
      const due = await client.query("select from graphile_worker.jobs where run_at <= now()");
      return due.rowCount === 0;
    });
    const rows = () => dumpDatabase(client, ["graphile_worker"]);
    const before = await rows();
    const mutation = 'mutation { updateProfile(input: { givenName: "Eve" }) { userErrors { code } } }';
    await expect(printed(mutation, "--as", email)).rejects.toThrow(
      "`portico sql` explains only queries: a mutation would have to be carried out.",
    );
    const subscription =
      'subscription { clientApplicationChanged(clientApplicationId: "app_1") { clientApplication { id } } }';
    await expect(printed(subscription, "--as", email)).rejects.toThrow(
      "`portico sql` explains only queries: at each event, a subscription runs what a query of the same selection runs.",
    );
    await printed("my-apis", "--as", email);
    expect(await rows()).toBe(before);
    await client.end();
  });

  it("and PostgreSQL itself refuses changes on its connections", async () => {
    const url = (await runningEmbeddedDatabase(dataDir)) ?? "";
    for (const given of [url, `${url}?options=${encodeURIComponent("-c work_mem=1MB")}`]) {
      const client = new pg.Client({ connectionString: readOnly(given) });
      await client.connect();
      await expect(client.query("delete from member")).rejects.toThrow(/in a read-only transaction/);
      await client.end();
    }
  });

  it("says so when nobody asks", async () => {
    const note = jest.spyOn(console, "error").mockImplementation(() => {});
    const out = await printed("{ me { id } }");
    const notes = note.mock.calls.flat();
    note.mockRestore();
    expect(out).toBe("-- 0 statements, 0.00 ms in the database");
    expect(notes).toEqual(["The query ran as nobody; name a developer with --as <email>."]);
  });

  it.each([
    [["{ me { id } }", "--as", "eve@sql.example"], "No developer has the address eve@sql.example."],
    [["no-such"], "There is no example no-such. The examples are: accept-terms, "],
    [["{ me { id } }", "--variables", "{"], "--variables must be a JSON object: "],
    [["{ me { id } }", "--variables", "[1]"], "--variables must be a JSON object."],
    [["one", "two"], "Give one operation, in quotes, or name its file or example."],
    [["--as", email], "Give one operation, in quotes, or name its file or example."],
    [["{ me { id }"], "Syntax Error: Expected Name, found <EOF>."],
  ])("says what is wrong with %j", async (args, sentence) => {
    await expect(printed(...args)).rejects.toThrow(sentence);
  });
});
