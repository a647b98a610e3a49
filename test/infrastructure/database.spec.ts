import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { connectionTo } from "../../src/infrastructure/database/connections.js";
import { isDatabaseAway } from "../../src/infrastructure/database/is-database-away.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.js";

let database: TestDatabase;
let proxy: TcpProxy;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  const { hostname: host, port } = new URL(database.url);
  proxy = await startTcpProxy({ host, port: Number(port) });
  const options = connectionTo(proxy.through(database.url), { lock: 100, statement: 300 });
  pool = new pg.Pool({ ...options, longestSilence: 400, max: 1 } as pg.PoolConfig);
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
});

afterEach(async () => {
  await pool.end();
  await proxy.close();
});

const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error("It did not fail."),
    (error) => error,
  );

describe("a connection with limits", () => {
  it("gives up a server that has fallen silent, and the next one is another", async () => {
    const first = await pool.query("select pg_backend_pid() as pid");
    proxy.swallows();
    expect(isDatabaseAway(await failureOf(pool.query("select 1")))).toBe(true);
    proxy.passes();
    const second = await pool.query("select pg_backend_pid() as pid");
    expect(second.rows[0].pid).not.toBe(first.rows[0].pid);
  });

  it("closes though the server says nothing more", async () => {
    await pool.query("select 1");
    proxy.swallows();
    await pool.end();
    pool = new pg.Pool();
  });

  it("lets a server think for as long as it may", async () => {
    expect((await pool.query("select pg_sleep(0.2)")).rowCount).toBe(1);
    expect(isDatabaseAway(await failureOf(pool.query("select pg_sleep(2)")))).toBe(true);
    expect((await pool.query("select 1")).rowCount).toBe(1);
  });

  it("waits for a lock for as long as it may", async () => {
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query("begin; lock table developer");
    const error = await failureOf(pool.query("select from developer"));
    await holder.end();
    expect(error).toMatchObject({ code: "55P03" });
  });

  it("is not waited for without end while others use it", async () => {
    const options = { ...pool.options, connectionTimeoutMillis: 100 };
    await pool.end();
    pool = new pg.Pool(options);
    const client = await pool.connect();
    expect(isDatabaseAway(await failureOf(pool.query("select 1")))).toBe(true);
    client.release();
  });
});

describe("a database that is away", () => {
  it.each([
    ["cannot be connected to", "08006"],
    ["is shut down", "57P01"],
    ["starts", "57P03"],
    ["has too many connections", "53300"],
    ["has no more room on its disk", "53100"],
    ["is a read-only replica", "25006"],
    ["ended a statement that took too long", "57014"],
    ["refuses connections", "ECONNREFUSED"],
    ["resets connections", "ECONNRESET"],
  ])("%s", (_, code) => {
    const error = Object.assign(new Error("."), { code });
    expect(isDatabaseAway(error)).toBe(true);
    expect(isDatabaseAway(new Error("Wrapped.", { cause: error }))).toBe(true);
    expect(isDatabaseAway(new AggregateError([new Error("IPv6"), error]))).toBe(true);
  });

  it.each([["23505"], ["42P01"], ["40P01"], ["22021"], ["28P01"], ["ENOENT"]])(
    "is no reason for what fails with %s",
    (code) => {
      expect(isDatabaseAway(Object.assign(new Error("."), { code }))).toBe(false);
    },
  );

  it("is told from errors that hold each other", () => {
    const error = new Error(".");
    error.cause = error;
    expect(isDatabaseAway(error)).toBe(false);
  });
});
