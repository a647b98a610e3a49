import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import { type Job, partnerProvisionJob, provisionJob } from "../../src/application/jobs.js";
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

beforeEach(async () => {
  await taking.query("delete from graphile_worker._private_jobs");
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

it("R32 jobs with one key that are queued at once are one job, and the last counts", async () => {
  const soon = provisionJob("app_2", "env_1");
  await add([{ ...soon, priority: 5 }, provisionJob("app_2", "env_2"), soon]);
  const { rows } = await taking.query("select key, priority from graphile_worker._private_jobs order by key");
  expect(rows).toEqual([
    { key: soon.key, priority: soon.priority },
    { key: provisionJob("app_2", "env_2").key, priority: 0 },
  ]);
});

it.each([0, 300])(
  "R32 a job is queued without a look at those that wait, also by a connection that has begun when %d did",
  async (waiting) => {
    const wait = async (count: number) =>
      taking.query(
        `select graphile_worker.add_job('provision', '{}', job_key := 'waiting ' || number) from generate_series(1, $1) as number`,
        [count],
      );
    await taking.query("truncate graphile_worker._private_jobs");
    await taking.query("vacuum analyze graphile_worker._private_jobs");
    await wait(waiting);
    const beginning = new pg.Client({ connectionString: database.url });
    await beginning.connect();
    const adds = (applicationId: `app_${string}`) =>
      enqueue(
        (sql, parameters) => beginning.query(sql.replace("?", "$1"), parameters),
        [provisionJob(applicationId, "env_1"), provisionJob(applicationId, "env_2")],
      );
    for (let number = 0; number < 20; number += 1) await adds("app_3");
    await wait(2000);
    const rowsRead = async () => {
      for (const client of [beginning, taking]) await client.query("select pg_stat_force_next_flush()");
      const { rows } = await beginning.query(
        `select seq_tup_read + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = '_private_jobs') as read
           from pg_stat_user_tables where relname = '_private_jobs'`,
      );
      return Number(rows[0].read);
    };
    const before = await rowsRead();
    await adds("app_4");
    expect((await rowsRead()) - before).toBeLessThan(10);
    const { rows } = await taking.query(
      "select count(*)::int as count from graphile_worker._private_jobs where key like '%app_4%'",
    );
    expect(rows).toEqual([{ count: 2 }]);
    await beginning.end();
  },
);

it("R32 a job waits until its time, with its payload", async () => {
  const runAt = new Date("2100-01-02T03:04:05.678Z");
  await add([{ ...partnerProvisionJob("prt_1", "stop"), runAt }]);
  const { rows } = await taking.query(
    "select payload, priority, run_at, max_attempts from graphile_worker._private_jobs",
  );
  expect(rows).toEqual([
    { payload: { partnerId: "prt_1", urgency: "stop" }, priority: -10, run_at: runAt, max_attempts: 25 },
  ]);
});

it("there are few queues, however many applications there are; what must not run at once is in one", async () => {
  const queueOf = async ({ key }: Job) =>
    (await taking.query("select job_queue_id from graphile_worker._private_jobs where key = $1", [key]))
      .rows[0].job_queue_id;
  const jobs = Array.from({ length: 500 }, (_, n) => provisionJob(`app_many${n}`, "env_1"));
  await add(jobs);
  const [first] = jobs as [Job];
  const before = await queueOf(first);
  await taking.query("delete from graphile_worker._private_jobs where key = $1", [first.key]);
  await add([first]);
  expect(await queueOf(first)).toBe(before);
  const { rows } = await taking.query(
    "select count(*)::int as queues from graphile_worker._private_job_queues where queue_name like 'provision:%'",
  );
  expect(rows[0].queues).toBe(16);
});
