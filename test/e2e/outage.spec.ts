import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { freePort } from "../../src/infrastructure/free-port.js";
import { generateKeyring } from "../../src/infrastructure/secrets/keyring.js";
import type { Json } from "../support/client.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { type Program, startProgram } from "../support/program.js";

let database: TestDatabase;
let name: string;
let server: pg.Client;
let worker: Program;
let workerUrl: string;

beforeAll(async () => {
  database = await createTestDatabase();
  name = new URL(database.url).pathname.slice(1);
  const postgres = new URL(database.url);
  postgres.pathname = "/postgres";
  server = new pg.Client({ connectionString: postgres.href });
  await server.connect();
  const port = String(await freePort());
  workerUrl = `http://127.0.0.1:${port}`;
  worker = startProgram("worker", {
    SECRET_KEYS: generateKeyring(),
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    DATABASE_URL: database.url,
    WORKER_PORT: port,
    LOG_LEVEL: "warn",
  });
});

afterAll(async () => {
  await worker.stop("SIGKILL");
  await server.end();
  await database.drop();
});

async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The worker is at a job, which waits for a table, when `outage` begins. */
async function amidJob(outage: () => Promise<void>): Promise<void> {
  await connected(async (client) => {
    await client.query("begin; lock table idempotency_record");
    await connected((other) => other.query("select graphile_worker.add_job('purge-idempotency')"));
    const waiting = "select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'";
    await eventually(async () => (await server.query(waiting, [name])).rows.length > 0);
    await outage();
  });
}

async function readiness(): Promise<{ status: number; checks: Json }> {
  const response = await fetch(`${workerUrl}/readyz`);
  const { checks } = (await response.json()) as Json;
  return { status: response.status, checks };
}

it("a worker that loses the database amid a job waits, says so, and does the job when it is back", async () => {
  await worker.prints(/A Portico worker takes queued work\.\n/);
  await eventually(async () => (await fetch(`${workerUrl}/readyz`).catch(() => null))?.ok);
  await amidJob(async () => {
    await server.query(`alter database ${name} with allow_connections false`);
    await server.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  });
  await eventually(async () => worker.stderr().includes("the worker ended, and starts again"));
  const { status, checks } = await readiness();
  expect({ status, checks }).toMatchObject({ status: 503, checks: { database: false, queue: false } });
  expect((await fetch(`${workerUrl}/healthz`)).status).toBe(200);

  await server.query(`alter database ${name} with allow_connections true`);
  const jobs = "select from graphile_worker.jobs";
  await eventually(() => connected(async (client) => (await client.query(jobs)).rows.length === 0));
  await eventually(async () => (await readiness()).status === 200);
  expect(await worker.stop()).toBe(0);
});
