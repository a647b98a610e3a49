import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { poolOfQueue } from "../../src/infrastructure/jobs/pool-of-queue.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("a connection that is given back twice is given back once, whoever has it by then", async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const queue = poolOfQueue(pool);
  const release = await new Promise<() => void>((resolve, reject) =>
    queue.connect((error, _, giveBack) => (error ? reject(error) : resolve(giveBack))),
  );
  release();
  const next = await queue.connect();
  expect(release).not.toThrow();
  expect(pool.idleCount).toBe(0);
  next.release();
  expect(pool.idleCount).toBe(1);
  await pool.end();
});

it("a connection that nobody gives back in time is none to give back", async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const held = await pool.connect();
  // Only now, so that the first has the time it takes.
  pool.options.connectionTimeoutMillis = 50;
  const [error, release] = await new Promise<[Error | undefined, (() => void) | undefined]>((resolve) =>
    poolOfQueue(pool).connect((failed, _, giveBack) => resolve([failed, giveBack])),
  );
  expect(error).toBeDefined();
  expect(release).not.toThrow();
  held.release();
  await pool.end();
});

it.each(["57P03", "ETIMEDOUT", "EHOSTUNREACH"])(
  "a connection that cannot be had, as %s says, is an error that nobody waits for",
  async (code) => {
    const cause = Object.assign(new Error("away"), { code });
    const pool = { connect: () => Promise.reject(cause) } as unknown as pg.Pool;
    const error = await poolOfQueue(pool)
      .connect()
      .catch((reason) => reason);
    expect(error).toMatchObject({ cause });
    expect(error.code).toBeUndefined();
  },
);

it("all else is the pool's own", async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 7 });
  const queue = poolOfQueue(pool);
  expect(queue.options.max).toBe(7);
  const heard: unknown[] = [];
  queue.on("error", (error) => heard.push(error));
  pool.emit("error", new Error("lost"), undefined as never);
  expect(heard).toHaveLength(1);
  expect((await queue.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await queue.end();
});
