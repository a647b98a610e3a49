import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Pool } from "pg";
import { type JobHandlers, type JobPayload, provisionJob } from "../../src/application/jobs.js";
import { openPool } from "../../src/infrastructure/database/pool.js";
import { enqueue } from "../../src/infrastructure/jobs/enqueue.js";
import { migrateQueue, startWorker } from "../../src/infrastructure/jobs/worker.js";
import { migrate } from "../../src/infrastructure/migrate.js";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

const logger = recordingLogger();
let database: TestDatabase;
let orm: Orm | undefined;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, logger });
});

/** A database as a migration left it. */
async function asOf(migration: string): Promise<Orm> {
  for (const schema of ["graphile_worker", "auth", "public"])
    await pool.query(`drop schema if exists ${schema} cascade`);
  await pool.query("create schema public");
  await orm?.close();
  orm = await openOrm({ databaseUrl: database.url });
  await orm.migrator.up({ to: migration });
  await migrateQueue(pool, logger);
  return orm;
}

afterAll(async () => {
  await orm?.close();
  await pool.end();
  await database.drop();
});

/** As each job was queued then, in a queue of its own. */
async function queuedBefore(applicationId: string, runAt = "now", kind = "provision"): Promise<void> {
  const name = `${kind}:${applicationId}:env_1`;
  const payload = JSON.stringify({ applicationId, environmentId: "env_1" });
  await pool.query("select queue_job('provision', $1, $2, $2, 0, $3, 25)", [payload, name, runAt]);
}

const jobs = async () =>
  (
    await pool.query(
      `select jobs.key, jobs.payload, jobs.run_at, jobs.attempts, jobs.locked_by, queue.queue_name, queue.locked_by as queue_locked_by
         from graphile_worker._private_jobs as jobs
         left join graphile_worker._private_job_queues as queue on queue.id = jobs.job_queue_id order by jobs.id`,
    )
  ).rows;
const queues = async (): Promise<string[]> =>
  (
    await pool.query("select queue_name from graphile_worker._private_job_queues order by queue_name")
  ).rows.map(({ queue_name }) => queue_name);

it("R32 no job is lost that was queued before there were few queues, and none is done twice", async () => {
  const orm = await asOf("0032-rate-plans");
  const applicationIds = Array.from({ length: 40 }, (_, index) => `app_${index}`);
  for (const id of applicationIds) await queuedBefore(id);
  await queuedBefore("app_later", "infinity");
  await queuedBefore("app_done");
  await pool.query("delete from graphile_worker._private_jobs where key = 'provision:app_done:env_1'");
  // One that a worker has in hand, with its queue.
  await pool.query(`update graphile_worker._private_jobs set locked_by = 'w', locked_at = now(), attempts = 1
                     where key = 'provision:app_0:env_1'`);
  await pool.query(`update graphile_worker._private_job_queues set locked_by = 'w', locked_at = now()
                     where queue_name = 'provision:app_0:env_1'`);
  const before = await jobs();
  expect(before).toHaveLength(41);

  await migrate({ orm, pool, logger });

  expect(await jobs()).toEqual(before);
  expect(await queues()).toEqual(before.map(({ queue_name }) => queue_name).toSorted());

  // What is asked for once more is still one job, whichever queue it was in.
  await enqueue(
    (sql, values) => pool.query(sql.replace("?", "$1"), values),
    applicationIds.slice(1, 11).map((id) => provisionJob(id as `app_${string}`, "env_1")),
  );
  const done: string[] = [];
  const provision = async ({ applicationId }: JobPayload<"provision">) => void done.push(applicationId);
  const handlers = { provision } satisfies Partial<JobHandlers>;
  const worker = await startWorker({ pool, databaseUrl: database.url, handlers, logger });
  try {
    // Also the one in hand: its worker is dead, for all that anybody can tell.
    await eventually(async () => (await jobs()).length === 1);
  } finally {
    await worker.stop();
  }
  expect(done.toSorted()).toEqual(applicationIds.toSorted());
  expect((await jobs()).map(({ key }) => key)).toEqual(["provision:app_later:env_1"]);
}, 60_000);

it("R32 what waits and what runs is in the queue that what comes will be in, when there are fewer", async () => {
  const orm = await asOf("0040-left-gateways");
  const applicationIds = Array.from({ length: 200 }, (_, index) => `app_${index}`);
  const queued = (ids: readonly string[]) =>
    enqueue(
      (sql, values) => pool.query(sql.replace("?", "$1"), values),
      ids.map((id) => provisionJob(id as `app_${string}`, "env_1")),
    );
  await queued(applicationIds);
  await queuedBefore("app_mailed", "infinity", "mails");
  expect(await queues()).toHaveLength(33);
  // One that a worker has in hand, with a queue that is not there later.
  const [inHand] = (await jobs()).filter(({ queue_name }) => queue_name === "provision:31");
  await pool.query(
    "update graphile_worker._private_jobs set locked_by = 'w', locked_at = now() where key = $1",
    [inHand?.key],
  );
  await pool.query(
    "update graphile_worker._private_job_queues set locked_by = 'w', locked_at = now() where queue_name = 'provision:31'",
  );
  const before = await jobs();

  await migrate({ orm, pool, logger });

  const after = await jobs();
  expect(after).toHaveLength(201);
  expect(await queues()).toHaveLength(17);
  const { rows } = await pool.query("select key, queue_for(key) as queue from graphile_worker._private_jobs");
  const queueOf = new Map(rows.map(({ key, queue }) => [key, queue]));
  for (const { key, queue_name } of after) expect(queue_name).toBe(queueOf.get(key));
  expect(after.find(({ key }) => key === inHand?.key)).toMatchObject({
    queue_name: "provision:15",
    locked_by: "w",
    queue_locked_by: "w",
  });
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
});

it("R30 what runs in queues of which one is made is alone of its name until it ends", async () => {
  const orm = await asOf("0040-left-gateways");
  const inQueue = async (name: string): Promise<string> => {
    const { rows } = await pool.query(
      `select id from (select 'app_' || number as id from generate_series(1, 1000) as number) as application
        where queue_for('provision:' || id || ':env_1') = $1 limit 1`,
      [name],
    );
    return rows[0].id;
  };
  const first = await inQueue("provision:15");
  const second = await inQueue("provision:31");
  const third = await inQueue("provision:1");
  const queued = (id: string) =>
    enqueue(
      (sql, values) => pool.query(sql.replace("?", "$1"), values),
      [provisionJob(id as `app_${string}`, "env_1")],
    );
  const begun: string[] = [];
  const ends = new Map([first, second].map((id) => [id, Promise.withResolvers<void>()]));
  const provision = async ({ applicationId }: JobPayload<"provision">) => {
    begun.push(applicationId);
    await ends.get(applicationId)?.promise;
  };
  const handlers = { provision } satisfies Partial<JobHandlers>;
  const worker = await startWorker({ pool, databaseUrl: database.url, handlers, logger });
  try {
    await queued(first);
    await eventually(async () => begun.length === 1);
    await queued(second);
    await eventually(async () => begun.length === 2);

    await migrate({ orm, pool, logger });

    await queued(second);
    ends.get(first)?.resolve();
    await eventually(async () => (await jobs()).length === 2);
    // Whoever takes this one has had that one before.
    await queued(third);
    await eventually(async () => begun.includes(third));
    expect(begun).toEqual([first, second, third]);
    ends.get(second)?.resolve();
    await eventually(async () => (await jobs()).length === 0);
    expect(begun).toEqual([first, second, third, second]);
  } finally {
    for (const { resolve } of ends.values()) resolve();
    await worker.stop();
  }
}, 60_000);
