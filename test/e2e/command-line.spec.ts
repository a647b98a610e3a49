import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { generateKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { main, startProgram, startScript } from "../support/program.js";

const consoleScript = fileURLToPath(new URL("../support/console.js", import.meta.url));
const example = fileURLToPath(new URL("../../docs/catalogue.example.yaml", import.meta.url));

let database: TestDatabase;
let pool: pg.Pool;
let directory: string;
let atConsole: ChildProcess;

beforeAll(async () => {
  atConsole = fork(consoleScript, { execArgv: [] });
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  directory = await mkdtemp(join(tmpdir(), "portico-catalogue-"));
});

afterAll(async () => {
  atConsole.kill("SIGKILL");
  await pool.end();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

const secrets = { SECRET_KEYS: generateKeyring(), AUTH_SECRET: randomBytes(32).toString("base64url") };
const settings = () => ({ ...secrets, DATABASE_URL: database.url, OPERATOR_EMAILS: "boss@bank.example" });

/** One command at a time; `runProgram` is what runs in a process of its own. */
async function portico(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  atConsole.send({ args, env: settings() });
  const [{ code, out, err }] = await once(atConsole, "message");
  return { code, out: out.split("\n").filter(Boolean), err };
}

async function runProgram(env: Record<string, string>, ...args: string[]) {
  const program = startScript([main, ...args], env);
  return { code: await program.exited, out: program.stdout().trim(), err: program.stderr().trim() };
}

async function file(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

/** A live key of Digital Banking in Development, of an application of nobody's. */
async function insertLiveKey(): Promise<void> {
  await pool.query(`do $$ begin
    set local session_replication_role = replica;
    insert into client_application
        (id, partner_id, name, name_key, name_skeleton, description, type, authentication, redirect_urls, product_ids, owner_id,
         co_owner_ids, version, created_at, updated_at)
      select 'app_1', 'prt_1', 'App', 'app', 'app', 'D.', 'WEB', 'OAUTH', '{}', array[id], 'dev_1', '{}', 1, now(), now()
        from api_product where slug = 'digital-banking';
    insert into access_grant (id, application_id, environment_id)
      select 'grt_1', 'app_1', id from api_environment where slug = 'development';
    insert into access_request
        (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at, verdict, decided_at,
         changed_details)
      select 'req_1', 'grt_1', 'app_1', environment_id, 'prt_1', product_ids, now(), 'APPROVED', now(), '{}'
        from access_grant, client_application;
    insert into api_key (id, grant_id, application_id, partner_id, product_id, issued_at, provisioned_at)
      select 'key_1', 'grt_1', 'app_1', 'prt_1', id, now(), now() from api_product where slug = 'digital-banking';
  end $$`);
}

describe("`portico operator`", () => {
  it("grants, lists and revokes, each time with an audit entry", async () => {
    expect(await portico("operator", "grant", "Olga@Bank.example")).toMatchObject({
      code: 0,
      out: ["olga@bank.example is an operator now."],
    });
    expect((await portico("operator", "grant", "olga@bank.example")).out).toEqual([
      "olga@bank.example is already an operator.",
    ]);
    const listed = await portico("operator", "list");
    expect(listed.out).toEqual([
      "boss@bank.example\tOPERATOR_EMAILS",
      expect.stringMatching(/^olga@bank\.example\t20/),
    ]);
    expect((await portico("operator", "revoke", "olga@bank.example")).out).toEqual([
      "olga@bank.example is no longer an operator.",
    ]);
    expect((await portico("operator", "revoke", "boss@bank.example")).out).toEqual([
      "boss@bank.example was not made an operator here.",
      "OPERATOR_EMAILS still names this address: remove it there too.",
    ]);
    const { rows } = await pool.query(
      "select action, summary, actor_id, actor_address from audit_entry order by id",
    );
    const atConsole = { actor_id: null, actor_address: "console" };
    const who = "someone who has not registered yet";
    expect(rows).toEqual([
      { action: "OPERATOR_GRANTED", summary: `made ${who} an operator`, ...atConsole },
      { action: "OPERATOR_REVOKED", summary: `removed ${who} from the operators`, ...atConsole },
    ]);
  });

  it("names whom it is about by the id once they have registered, never by the address", async () => {
    await pool.query(
      "insert into developer (id, email, created_at) values ('dev_olga', 'olga@bank.example', now())",
    );
    await portico("operator", "grant", "olga@bank.example");
    await portico("operator", "revoke", "olga@bank.example");
    const { rows } = await pool.query(
      "select summary from audit_entry where subject_id = 'dev_olga' order by id",
    );
    expect(rows.map(({ summary }) => summary)).toEqual([
      "made \u2068dev_olga\u2069 an operator",
      "removed \u2068dev_olga\u2069 from the operators",
    ]);
  });

  it("removes the second factors of whoever has lost them", async () => {
    await pool.query(
      `insert into developer (id, email, created_at) values ('dev_pia', 'pia@bank.example', now())`,
    );
    await pool.query(`insert into developer_identity (subject, developer_id, email, created_at)
                      values ('portico|pia', 'dev_pia', 'pia@bank.example', now())`);
    await pool.query(`insert into auth."user" (id, name, email, "emailVerified", "twoFactorEnabled", "createdAt", "updatedAt")
                      values ('pia', 'Pia', 'pia@bank.example', true, true, now(), now())`);
    const remove = () => portico("operator", "remove-factors", "Pia@bank.example");
    expect(await remove()).toMatchObject({
      code: 0,
      out: [
        "The second factors of pia@bank.example are removed, and all their sessions and tokens have ended.",
        "They are told by mail. Once they have signed in, they set up a new factor.",
      ],
    });
    expect(await remove()).toMatchObject({ code: 0, out: ["pia@bank.example has no second factor."] });
    expect(await portico("operator", "remove-factors", "nobody@bank.example")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Nobody has registered with nobody@bank.example."),
    });
    const { rows } = await pool.query(
      "select action, actor_address from audit_entry where subject_id = 'dev_pia'",
    );
    expect(rows).toEqual([{ action: "FACTORS_REMOVED", actor_address: "console" }]);
  });

  it("grants once when it is told twice at the same moment", async () => {
    const grants = await Promise.all(
      [1, 2, 3].map(() => runProgram(settings(), "operator", "grant", "eve@bank.example")),
    );
    expect(grants.map(({ out }) => out).sort()).toEqual([
      "eve@bank.example is already an operator.",
      "eve@bank.example is already an operator.",
      "eve@bank.example is an operator now.",
    ]);
    await portico("operator", "revoke", "eve@bank.example");
  });

  it.each([["grant"], ["grant", "nobody"], ["promote", "a@b.example"], ["list", "all"]])(
    "says how it is called when it is called wrongly: %j %j",
    async (...args) => {
      expect(await portico("operator", ...args)).toMatchObject({ code: 2, out: [] });
    },
  );
});

describe("`portico catalogue apply`", () => {
  const slugs = async (table: string) =>
    (await pool.query(`select slug from ${table} order by slug`)).rows.map(({ slug }) => slug);

  it("says what it would change with --dry-run, and changes nothing", async () => {
    const { code, out } = await portico("catalogue", "apply", example, "--dry-run");
    expect([code, out]).toEqual([
      0,
      [
        "+ product Accounts",
        "+ product Digital Banking",
        "+ environment Development",
        "+ environment Production",
        "Nothing was changed: this was a dry run.",
      ],
    ]);
    expect(await slugs("api_product")).toEqual([]);
  });

  it("makes the catalogue agree with the file; twice is once", async () => {
    await portico("catalogue", "apply", example);
    expect(await slugs("api_product")).toEqual(["accounts", "digital-banking"]);
    expect(await slugs("api_environment")).toEqual(["development", "production"]);
    const { rows: before } = await pool.query("select * from api_product order by id");
    expect((await portico("catalogue", "apply", example)).out).toEqual([
      "The catalogue already agrees with the file.",
    ]);
    expect((await pool.query("select * from api_product order by id")).rows).toEqual(before);
  });

  it("changes what is there, and leaves what the file does not name", async () => {
    const path = await file(
      "change.yaml",
      "products:\n  - { slug: accounts, name: Konten, description: New., apis: [{ name: Accounts, version: v1 }], isOpen: false }\n",
    );
    expect((await portico("catalogue", "apply", path)).out[0]).toMatch(
      /^~ product Accounts: name, description, apis, isOpen$/,
    );
    const { rows } = await pool.query("select name, is_open from api_product order by slug");
    expect(rows).toEqual([
      { name: "Konten", is_open: false },
      { name: "Digital Banking", is_open: true },
    ]);
  });

  it("takes products in any order, and turns an embedding round", async () => {
    const put = async (content: string) =>
      (await portico("catalogue", "apply", await file("t.yaml", content))).out;
    const outer = "{ slug: outer, name: Outer, description: D., apis: []";
    const inner = "{ slug: inner, name: Inner, description: D., apis: []";
    expect(await put(`products:\n  - ${outer}, embeds: [inner] }\n  - ${inner} }\n`)).toEqual([
      "+ product Outer",
      "+ product Inner",
      "The catalogue agrees with the file.",
    ]);
    expect(await put(`products:\n  - ${inner}, embeds: [outer] }\n  - ${outer} }\n`)).toEqual([
      "~ product Outer: embedIds",
      "~ product Inner: embedIds",
      "The catalogue agrees with the file.",
    ]);
    await pool.query("delete from api_product where slug in ('inner', 'outer')");
  });

  it.each<[string, string, RegExp]>([
    [
      "what does not fit the schema",
      "products:\n  - { slug: Bad Slug }\nother: 1\n",
      /\/products\/0\/slug must match/,
    ],
    ["no YAML", "products: [\n", /./],
    [
      "a circle",
      "products:\n  - { slug: accounts, name: A2, description: D., apis: [], embeds: [digital-banking] }\n",
      /Product accounts: embedIds: 0/,
    ],
    [
      "what it embeds but nobody knows",
      "products:\n  - { slug: cards, name: Cards, description: D., apis: [], embeds: [none-such] }\n",
      /embeds none-such/,
    ],
    [
      "what is there twice",
      "products:\n  - { slug: cards, name: Cards, description: D., apis: [] }\n  - { slug: cards, name: Maps, description: D., apis: [] }\n",
      /^Product cards is in the file 2 times\.$/m,
    ],
    [
      "what never changes",
      "environments:\n  - { slug: development, name: Development, institution: Other Bank, tier: TEST, apiBaseUrl: 'https://development.bank.example/api', accessPolicy: AUTOMATIC, secretRetrieval: ONCE }\n",
      /its institution never changes[\s\S]*its tier never changes/,
    ],
  ])("refuses %s with a sentence, and changes nothing", async (_, content, sentence) => {
    const { rows: before } = await pool.query("select * from api_product order by id");
    const { code, err } = await portico("catalogue", "apply", await file("bad.yaml", content));
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
    expect((await pool.query("select * from api_product order by id")).rows).toEqual(before);
  });

  it("refuses what would break live keys", async () => {
    await insertLiveKey();
    const path = await file(
      "breaking.yaml",
      `products:
  - { slug: accounts, name: Konten, description: New., apis: [], isOpen: false }
  - { slug: digital-banking, name: Digital Banking, description: D., apis: [] }
environments:
  - { slug: development, name: Development, institution: 3rd Party Bank, tier: DEVELOPMENT, apiBaseUrl: 'https://elsewhere.example', accessPolicy: AUTOMATIC, secretRetrieval: REPEATABLE }
`,
    );
    const { code, err } = await portico("catalogue", "apply", path, "--dry-run");
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toEqual([
      "Product accounts: live keys would lose the API Accounts v1.",
      "Product digital-banking: live keys would lose the API Customers v1.",
      "Product digital-banking: live keys would lose the product accounts.",
      "Environment development: live keys would move to another address; https://development.bank.example/api must stay.",
    ]);
  });

  it("says that there is no such file", async () => {
    const { code, err } = await portico("catalogue", "apply", "none.yaml");
    expect([code, err.trim()]).toEqual([1, "There is no file none.yaml."]);
  });
});

describe("without DATABASE_URL", () => {
  const ofOwn = () => ({ DATA_DIR: join(directory, "data"), PORT: "0", LOG_LEVEL: "silent" });
  const run = (...args: string[]) => runProgram(ofOwn(), ...args);

  it("says what is needed while nothing runs", async () => {
    expect(await run("operator", "list")).toEqual({
      code: 1,
      out: "",
      err: "`portico operator` needs a running `portico start` with the same DATA_DIR, or DATABASE_URL.",
    });
  });

  it("works on the database of the running `portico start`", async () => {
    const program = startProgram("start", ofOwn());
    try {
      await program.prints(/Portico is running/);
      // Not even a warning of Node.js's.
      expect(program.stderr()).toBe("");
      await run("operator", "grant", "olga@bank.example");
      expect(await run("operator", "list")).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^olga@bank\.example\t20/),
      });
      const { out } = await run("catalogue", "apply", example, "--dry-run");
      expect(out).toContain("~ product Accounts: ");
    } finally {
      await program.stop();
    }
    expect(await run("operator", "list")).toMatchObject({ code: 1, out: "" });
  });
});

it("says so when the database is not up to date", async () => {
  const url = new URL(database.url);
  url.pathname = "/postgres";
  expect(await runProgram({ ...secrets, DATABASE_URL: url.href }, "operator", "list")).toMatchObject({
    code: 1,
    err: "The database is not up to date. Run `portico migrate` first.",
  });
});
