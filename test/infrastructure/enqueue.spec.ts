import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { type Job, provisionJob } from "../../src/application/jobs.js";
import { enqueue } from "../../src/infrastructure/jobs/enqueue.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";

let database: TestDatabase;
let queueing: pg.Client;
let taking: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  queueing = new pg.Client({ connectionString: database.url });
  taking = new pg.Client({ connectionString: database.url });
  await queueing.connect();
  await taking.connect();
});

afterAll(async () => {
  await queueing.end();
  await taking.end();
  await database.drop();
});

const add = (jobs: readonly Job[]) =>
  enqueue((sql, parameters) => queueing.query(sql.replace("?", "$1"), parameters), jobs);

const queued = async () =>
  (
    await taking.query(
      "select key, locked_by, attempts < max_attempts as is_due from graphile_worker._private_jobs order by id",
    )
  ).rows;

it("R32 a job that is queued while an earlier one of its key is being taken is there besides", async () => {
  const job = provisionJob("app_1", "env_1");
  await add([job]);
  await taking.query("begin");
  await taking.query(
    "update graphile_worker._private_jobs set locked_by = 'worker', locked_at = now(), attempts = 1",
  );
  const adding = add([job]);
  const waits =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await eventually(async () => (await taking.query(waits)).rows.length > 0);
  await taking.query("commit");
  await adding;
  expect(await queued()).toEqual([
    { key: null, locked_by: "worker", is_due: false },
    { key: job.key, locked_by: null, is_due: true },
  ]);
});
