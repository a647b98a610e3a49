import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import { createMetrics } from "../../src/http/metrics.js";
import { createGivenUpJobs } from "../../src/infrastructure/jobs/given-up-jobs.js";
import { generateKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { main, startScript } from "../support/program.js";

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});

beforeEach(() => pool.query("delete from graphile_worker._private_jobs"));

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const add = async (key: string): Promise<string> => {
  const { rows } = await pool.query(
    "select id from graphile_worker.add_job('provision', '{}', job_key := $1)",
    [key],
  );
  return rows[0].id;
};

async function giveUp(id: string, error = "The gateway refused."): Promise<void> {
  await pool.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = $2 where id = $1",
    [id, error],
  );
}

/** Queued again while it ran in a worker that then died. */
async function supersede(key: string): Promise<void> {
  const id = await add(key);
  await pool.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead' where id = $1",
    [id],
  );
  await add(key);
  await pool.query("select graphile_worker.force_unlock_workers('{dead}')");
}

const queued = async () => {
  const { rows } = await pool.query("select key from graphile_worker._private_jobs order by key nulls first");
  return rows.map(({ key }) => key);
};

async function portico(...args: string[]) {
  const program = startScript([main, "jobs", ...args], {
    DATABASE_URL: database.url,
    SECRET_KEYS: generateKeyring(),
    AUTH_SECRET: randomBytes(32).toString("base64url"),
  });
  return { code: await program.exited, out: program.stdout(), err: program.stderr() };
}

it("what is superseded goes, and what is really given up stays", async () => {
  await supersede("provision:app_1:env_1");
  await giveUp(await add("provision:app_2:env_1"));
  expect(await queued()).toEqual([null, "provision:app_1:env_1", "provision:app_2:env_1"]);
  await createGivenUpJobs(pool).purgeSuperseded();
  expect(await queued()).toEqual(["provision:app_1:env_1", "provision:app_2:env_1"]);
});

it("`portico jobs` lists what is given up, without addresses, and nothing else", async () => {
  await supersede("provision:app_1:env_1");
  const id = await add("provision:app_2:env_1");
  await giveUp(id, "550 no\nmailbox ada@firm.example");
  const { code, out } = await portico();
  expect(code).toBe(0);
  const at = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(out)?.[0];
  expect(out).toBe(
    `${[id, "provision", "provision:app_2:env_1", 25, at, "550 no mailbox a***@firm.example"].join("\t")}\n`,
  );
});

it("`portico jobs retry` lets it be tried again from the start", async () => {
  const id = await add("provision:app_3:env_1");
  await giveUp(id);
  expect(await portico("retry", "all")).toEqual({ code: 0, out: `Job ${id} is tried again.\n`, err: "" });
  const { rows } = await pool.query(
    "select attempts, run_at <= now() as is_due from graphile_worker.jobs where id = $1",
    [id],
  );
  expect(rows).toEqual([{ attempts: 0, is_due: true }]);
});

it("`portico jobs forget` drops it, and only what is given up", async () => {
  const [waiting, id] = [await add("provision:app_4:env_1"), await add("provision:app_5:env_1")];
  await giveUp(id);
  expect(await portico("forget", waiting, id)).toEqual({
    code: 1,
    out: `Job ${id} is forgotten.\n`,
    err: `No job ${waiting} has been given up.\n`,
  });
  expect(await queued()).toEqual(["provision:app_4:env_1"]);
});

it("says so when there is none, and refuses what is no id", async () => {
  expect(await portico("list")).toEqual({ code: 0, out: "", err: "No job has been given up.\n" });
  expect((await portico("retry", "1; drop table developer")).code).toBe(2);
});

it("a metric counts jobs by state, and is left out while the database is away", async () => {
  await supersede("provision:app_6:env_1");
  await giveUp(await add("provision:app_7:env_1"));
  const metrics = await createMetrics(createGivenUpJobs(pool).count).registry.metrics();
  expect(metrics.match(/^portico_jobs.*$/gm)).toEqual([
    'portico_jobs{state="waiting"} 1',
    'portico_jobs{state="running"} 0',
    'portico_jobs{state="given_up"} 1',
  ]);
  const away = createMetrics(() => Promise.reject(new Error("Away."))).registry;
  const text = await away.metrics();
  expect(text).toContain("process_cpu_seconds_total");
  expect(text).not.toMatch(/^portico_jobs\{/m);
});
