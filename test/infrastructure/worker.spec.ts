import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import type { JobHandlers } from "../../src/application/jobs.js";
import { connectionTo } from "../../src/infrastructure/database/connections.js";
import { startWorker } from "../../src/infrastructure/jobs/worker.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

let database: TestDatabase;
let pool: pg.Pool;
let other: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool(connectionTo(database.url, { lock: 100, statement: 300 }));
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  other = new pg.Client({ connectionString: database.url });
  await other.connect();
});

afterAll(async () => {
  await pool.end();
  await other.end();
  await database.drop();
});

it("a worker that cannot look for jobs when it starts takes them once it can", async () => {
  const taken: unknown[] = [];
  const handlers = { "send-mails": async (job: unknown) => void taken.push(job) } as unknown as JobHandlers;
  const logger = recordingLogger();
  await other.query("begin; lock table graphile_worker._private_tasks in access exclusive mode");
  const restart = { shortestPause: 50, longestPause: 200 };
  const worker = await startWorker({
    pool,
    databaseUrl: database.url,
    handlers,
    hourly: {},
    logger,
    restart,
  });
  await eventually(async () => logger.lines.some(({ message }) => message.includes("starts again")));
  await other.query("commit");
  await other.query("select graphile_worker.add_job('send-mails', '{}')");
  await eventually(async () => taken.length === 1);
  expect(worker.isRunning()).toBe(true);
  await worker.stop();
});
