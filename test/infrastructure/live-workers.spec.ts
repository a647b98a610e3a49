import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import { LiveWorkers } from "../../src/infrastructure/jobs/live-workers.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

beforeEach(async () => {
  await client.query("delete from graphile_worker._private_jobs");
  await client.query("delete from graphile_worker._private_job_queues");
});

function looking(liveness: { sweepInterval?: number; grace?: number } = { sweepInterval: 20, grace: 0 }) {
  return new LiveWorkers({ databaseUrl: database.url, logger: recordingLogger(), ...liveness });
}

/** A job in a named queue, as `workerId` has taken it. */
async function taken(workerId: string): Promise<string> {
  const key = crypto.randomUUID();
  const { rows } = await client.query(
    "select id from graphile_worker.add_job('provision', '{}', job_key := $1, queue_name := $1)",
    [key],
  );
  for (const table of ["_private_jobs", "_private_job_queues"])
    await client.query(
      `update graphile_worker.${table} set locked_by = $1, locked_at = now() where ${table === "_private_jobs" ? "key" : "queue_name"} = $2`,
      [workerId, key],
    );
  return rows[0].id;
}

const locked = async (table: "_private_jobs" | "_private_job_queues") =>
  (await client.query(`select locked_by from graphile_worker.${table} where locked_by is not null`)).rows.map(
    ({ locked_by }) => locked_by,
  );

const holders = async () =>
  (await client.query("select pid from pg_locks where locktype = 'advisory' and objsubid = 2")).rows.map(
    ({ pid }) => pid,
  );

const nothingLocked = async () =>
  (await locked("_private_jobs")).length + (await locked("_private_job_queues")).length === 0;

/** Until each that looks has looked twice more, so that the second look began after now. */
async function looksTwice(): Promise<void> {
  const { rows } = await client.query("select clock_timestamp()::text as now");
  const begun = new Set<string>();
  await eventually(async () => {
    const looks = await client.query(
      `select query_start::text as at from pg_stat_activity
        where datname = current_database() and query like '%idle as%' and pid <> pg_backend_pid() and query_start > $1`,
      [rows[0].now],
    );
    for (const { at } of looks.rows) begun.add(at);
    return begun.size > 2;
  });
}

it("the jobs of a worker that nobody holds the lock of are given back, and their queues", async () => {
  await taken("killed");
  const workers = looking();
  await workers.start();
  await eventually(nothingLocked);
  await workers.close();
});

it("a worker that has announced itself keeps its jobs, also when its connection is lost and another takes its place", async () => {
  const own = looking({ sweepInterval: 60_000, grace: 0 });
  const others = looking({ sweepInterval: 20, grace: 1_000 });
  await own.start();
  await own.announce("lives");
  await taken("lives");
  await others.start();
  const [holder] = await holders();
  await client.query("select pg_terminate_backend($1)", [holder]);
  // It connects again at once, and not when it looks the next time.
  await eventually(async () => (await holders()).some((pid) => pid !== holder));
  await looksTwice();
  expect(await locked("_private_jobs")).toEqual(["lives"]);
  await own.close();
  await eventually(nothingLocked);
  await others.close();
});

it("a connection that the server takes for alive still is not in the way of the next", async () => {
  const ghost = looking({ sweepInterval: 60_000 });
  const workers = looking();
  await ghost.start();
  await ghost.announce("lives");
  await workers.start();
  await workers.announce("lives");
  await taken("lives");
  await ghost.close();
  await looksTwice();
  expect(await locked("_private_jobs")).toEqual(["lives"]);
  await workers.close();
});

it("what a process had taken under an id of before is given back, even where the server takes that connection for alive", async () => {
  const ghost = looking({ sweepInterval: 60_000 });
  await ghost.start();
  await ghost.announce("before");
  await taken("before");
  const workers = looking({ sweepInterval: 20, grace: 60_000 });
  await workers.start();
  await workers.announce("before");
  await looksTwice();
  expect(await locked("_private_jobs")).toEqual(["before"]);
  await workers.announce("now");
  await eventually(nothingLocked);
  await workers.close();
  await ghost.close();
});

it("a queue is free when the job that it was locked for is gone, whoever lives; one that is worked at is not", async () => {
  const workers = looking();
  await workers.start();
  await workers.announce("lives");
  const gone = await taken("lives");
  const worked = await taken("lives");
  await client.query("delete from graphile_worker._private_jobs where id = $1", [gone]);
  await eventually(async () => (await locked("_private_job_queues")).length === 1);
  await looksTwice();
  const { rows } = await client.query(
    `select j.id from graphile_worker._private_jobs j join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where q.locked_by = 'lives'`,
  );
  expect(rows).toEqual([{ id: worked }]);
  await workers.close();
});

it("nobody is announced where the database does not answer", async () => {
  const workers = looking({ sweepInterval: 60_000 });
  await workers.start();
  await workers.close();
  await expect(workers.announce("late")).rejects.toThrow("could not be announced");
});
