import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import { plannedAnew, prepareRepeated } from "../../src/infrastructure/database/prepared-statements.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let pool: pg.Pool;
let connection: pg.PoolClient;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  prepareRepeated(pool);
  connection = await pool.connect();
  await connection.query("create temporary table counted (n int)");
});

afterEach(async () => {
  connection.release();
  await pool.end();
});

async function sends(text: string, values?: unknown[], times = 5): Promise<void> {
  for (let sent = 0; sent < times; sent += 1) await connection.query(text, values);
}

const prepared = async () =>
  (await connection.query("select statement from pg_prepared_statements")).rows.map(
    ({ statement }) => statement,
  );

it("what is sent again and again with parameters is prepared, whether it reads or writes", async () => {
  const texts = [
    "select $1::int",
    "with n as (select $1::int) select * from n",
    "insert into counted values ($1)",
    "update counted set n = $1",
    "delete from counted where n = $1",
  ];
  for (const text of texts) await sends(text, [1]);
  expect(await prepared()).toEqual(expect.arrayContaining(texts));
});

it("what is asked of the pool rather than of a connection is prepared, too", async () => {
  connection.release();
  for (let sent = 0; sent < 5; sent += 1) await pool.query("select $1::int + 1 as n", [sent]);
  connection = await pool.connect();
  expect(await prepared()).toEqual(["select $1::int + 1 as n"]);
  await connection.query("create table kept (n int); insert into kept values (1)");
  connection.release();
  const rows = async () => (await pool.query("select * from kept where n = $1", [1])).rows;
  for (let sent = 0; sent < 5; sent += 1) expect(await rows()).toEqual([{ n: 1 }]);
  await pool.query("alter table kept add column m int");
  expect(await rows()).toEqual([{ n: 1, m: null }]);
  connection = await pool.connect();
});

it("what is sent once, without parameters, or to be planned anew is not", async () => {
  await sends("select $1::int", [1], 1);
  await sends("select 1", []);
  await sends("select 1");
  await sends(`select $1::int ${plannedAnew}`, [1]);
  expect(await prepared()).toEqual([]);
});

it("texts that never come again keep none from being prepared, however many there are", async () => {
  for (let n = 0; n < 1_000; n += 1) {
    await connection.query(`select ${n}`, []);
    await connection.query(`select ${n}, $1::int`, [1]);
  }
  await sends("select $1::int", [1]);
  expect(await prepared()).toEqual(["select $1::int"]);
});
