import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import { type Job, type JobHandlers, provisionJob } from "../../src/application/jobs.js";
import { openPool } from "../../src/infrastructure/database/pool.js";
import { enqueue } from "../../src/infrastructure/jobs/enqueue.js";
import { startWorker } from "../../src/infrastructure/jobs/worker.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

const logger = recordingLogger();
let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // What is known of the table is what the specs say.
  await client.query("alter table graphile_worker._private_jobs set (autovacuum_enabled = off)");
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

beforeEach(async () => {
  await client.query("delete from graphile_worker._private_jobs");
  await client.query("vacuum analyze graphile_worker._private_jobs");
});

/** All that differ by their number. */
async function wait(count: number, job: (number: number) => Job = provision): Promise<void> {
  await enqueue(
    (sql, values) => client.query(sql.replace("?", "$1"), values),
    Array.from({ length: count }, (_, number) => job(number)),
  );
}

const provision = (number: number) => provisionJob(`app_${number}`, "env_1");
const mails = (number: number) =>
  ({ ...provision(number), name: "send-mails", key: `mails:${number}`, priority: 10 }) as unknown as Job;

async function rowsRead(): Promise<number> {
  await client.query("select pg_stat_force_next_flush()");
  const { rows } = await client.query(
    "select idx_tup_fetch + seq_tup_read as read from pg_stat_user_tables where relname = '_private_jobs'",
  );
  return Number(rows[0].read);
}

/** How many rows of jobs a worker reads until it has done `count` of one kind. */
async function readBy(name: "provision" | "send-mails", count: number): Promise<number> {
  const before = await rowsRead();
  let done = 0;
  const handlers = { [name]: async () => void done++ } as Partial<JobHandlers>;
  const pool = openPool({ databaseUrl: database.url, logger });
  // Whoever looks after workers reads all that there is, only when one starts.
  const liveness = { sweepInterval: 60_000 };
  const worker = await startWorker({ pool, databaseUrl: database.url, handlers, logger, liveness });
  await eventually(async () => done === count);
  await worker.stop();
  // What a connection has read is known at the latest when it has ended.
  await pool.end();
  await eventually(async () => {
    const { rows } = await client.query(
      "select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
    );
    return rows.length === 0;
  });
  return (await rowsRead()) - before;
}

it("a job is found without a look at those of another kind that wait before it", async () => {
  await wait(2_000);
  await wait(40, mails);
  await client.query("analyze graphile_worker._private_jobs");
  expect(await readBy("send-mails", 40)).toBeLessThan(20_000);
}, 30_000);

it("a job is found, and recorded as done, by its key where PostgreSQL takes a queue in which many wait for empty", async () => {
  await wait(2_000);
  await client.query("delete from graphile_worker._private_jobs");
  await client.query("vacuum (truncate false) graphile_worker._private_jobs");
  await wait(600);
  expect(await readBy("provision", 600)).toBeLessThan(30_000);
}, 30_000);

it("what comes while a worker runs is known to PostgreSQL once it is much", async () => {
  const known = async () => {
    const { rows } = await client.query(
      "select reltuples from pg_class where oid = 'graphile_worker._private_jobs'::regclass",
    );
    return rows[0].reltuples;
  };
  const pool = openPool({ databaseUrl: database.url, logger });
  const options = { pool, databaseUrl: database.url, logger, liveness: { sweepInterval: 20 } };
  const worker = await startWorker({ ...options, handlers: { "send-mails": async () => {} } });
  await wait(300);
  await eventually(async () => (await known()) === 300);
  await wait(700);
  await eventually(async () => (await known()) === 700);
  await worker.stop();
  await pool.end();
});
