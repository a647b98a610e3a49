import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Logger } from "graphile-worker";
import pg from "pg";
import type { JobHandlers } from "../../src/application/jobs.js";
import { runQueue } from "../../src/infrastructure/jobs/run-queue.js";
import { startWorker } from "../../src/infrastructure/jobs/worker.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

let database: TestDatabase;
let pool: pg.Pool;
/** Whether jobs can be recorded as done, and how often that has failed. */
let isRecorded = true;
let failures = 0;
/** What becomes of the answer that says which job has been taken. */
let losing: Error | undefined;

class Recording extends pg.Client {
  override query: pg.Client["query"] = ((...args: unknown[]) => {
    const [config] = args as [{ text?: string }];
    if (losing && /attempts = jobs.attempts \+ 1/.test(config.text ?? "")) {
      const sent = (pg.Client.prototype.query as (...args: unknown[]) => Promise<pg.QueryResult>).apply(
        this,
        args,
      );
      return sent.then((result) => {
        if (!losing || result.rows.length === 0) return result;
        const lost = losing;
        losing = undefined;
        throw lost;
      });
    }
    const isEnd = /delete from .*_private_jobs/.test(config.text ?? "");
    if (isEnd && !isRecorded) {
      failures += 1;
      return Promise.reject(Object.assign(new Error("away"), { code: "08006" }));
    }
    return (pg.Client.prototype.query as (...args: unknown[]) => unknown).apply(this, args);
  }) as pg.Client["query"];
}

const logger = new Logger(() => () => {});

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, Client: Recording });
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it("goes on after several jobs at once could not be recorded as done, and does them again", async () => {
  const logger = recordingLogger();
  const waiting: (() => void)[] = [];
  const done: string[] = [];
  const handlers = {
    "send-mails": async ({ mailbox }: { mailbox: string }) => {
      if (!isRecorded) await new Promise<void>((resolve) => waiting.push(resolve));
      done.push(mailbox);
    },
  } as unknown as Partial<JobHandlers>;
  isRecorded = false;
  const worker = await startWorker({
    pool,
    databaseUrl: database.url,
    handlers,
    logger,
    liveness: { sweepInterval: 100, grace: 0 },
    restart: { shortestPause: 10, longestPause: 50 },
  });
  const names = ["a", "b", "c", "d"];
  for (const name of names)
    await pool.query("select graphile_worker.add_job('send-mails', json_build_object('mailbox', $1::text))", [
      name,
    ]);
  await eventually(async () => waiting.length === names.length);
  // One after the other, so that each is recorded by itself.
  for (const [index, finish] of waiting.entries()) {
    finish();
    await eventually(async () => failures > index);
  }
  await eventually(async () => logger.lines.some(({ message }) => /starts again/.test(message)));
  isRecorded = true;
  for (const finish of waiting) finish();
  await eventually(
    async () => (await pool.query("select from graphile_worker._private_jobs")).rows.length === 0,
  );
  await worker.stop();
  expect([...new Set(done)].sort()).toEqual(names);
});

it.each([
  ["the server has been silent for too long", Object.assign(new Error("silent"), { code: "ECONNABORTED" })],
  ["the connection is lost", new Error("Connection terminated unexpectedly")],
])("a job is done whose taker never heard of it, as %s", async (_, failure) => {
  const done: unknown[] = [];
  const handlers = { "send-mails": async (payload: unknown) => void done.push(payload) };
  losing = failure;
  const worker = await startWorker({
    pool,
    databaseUrl: database.url,
    handlers: handlers as unknown as Partial<JobHandlers>,
    logger: recordingLogger(),
    liveness: { sweepInterval: 100, grace: 0 },
    restart: { shortestPause: 10, longestPause: 50 },
  });
  await pool.query("select graphile_worker.add_job('send-mails', '{}')");
  await eventually(async () => done.length === 1);
  expect(losing).toBeUndefined();
  expect(worker.isRunning()).toBe(true);
  await worker.stop();
});

it("takes nothing before it is known that it lives", async () => {
  const { rows } = await pool.query("select graphile_worker.add_job('send-mails', '{}')");
  expect(rows).toHaveLength(1);
  const announced = Promise.withResolvers<void>();
  const taken: unknown[] = [];
  const queue = await runQueue(
    {
      pgPool: pool,
      taskList: { "send-mails": async () => void taken.push(1) },
      noHandleSignals: true,
      logger,
    },
    () => announced.promise,
  );
  // Time enough to take it.
  await sleep(200);
  expect(taken).toEqual([]);
  announced.resolve();
  await eventually(async () => taken.length === 1);
  await queue.stop();
});

it("a stop while it stops by itself is the same stop", async () => {
  const queue = await runQueue(
    { pgPool: pool, taskList: { "send-mails": async () => {} }, noHandleSignals: true, logger },
    () => Promise.reject(new Error("away")),
  );
  await expect(queue.promise).rejects.toThrow("away");
  await expect(queue.stop()).resolves.toBeUndefined();
});
