import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import type { JobHandlers } from "../../src/application/jobs.js";
import { startWorker } from "../../src/infrastructure/jobs/worker.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

let database: TestDatabase;
let pool: pg.Pool;
/** Whether jobs can be recorded as done, and how often that has failed. */
let isRecorded = true;
let failures = 0;

class Recording extends pg.Client {
  override query: pg.Client["query"] = ((...args: unknown[]) => {
    const [config] = args as [{ text?: string }];
    const isEnd = /delete from .*_private_jobs/.test(config.text ?? "");
    if (isEnd && !isRecorded) {
      failures += 1;
      return Promise.reject(Object.assign(new Error("away"), { code: "08006" }));
    }
    return (pg.Client.prototype.query as (...args: unknown[]) => unknown).apply(this, args);
  }) as pg.Client["query"];
}

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, Client: Recording });
  pool.on("error", () => {});
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
    liveness: { sweepInterval: 100, minimumAge: 0 },
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
