import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { Writes } from "../../src/infrastructure/persistence/writes.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let client: pg.Client;

const name = { property: "name", name: "name", type: "text" };
const columns = [{ property: "id", name: "id", type: "text" }, name];
const table = { name: "written", columns, written: columns };

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`create table written (id text primary key, name text not null);
    insert into written select number::text, repeat('name ', 80) from generate_series(1, 4000) as number;
    analyze written`);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

it("a row that is changed is found by its id, in a table of some hundred pages, too, by a plan for any values", async () => {
  const writes = new Writes();
  writes.update(table, [name], { id: "7", name: "changed" });
  await client.query("set plan_cache_mode = force_generic_plan");
  await client.query(`prepare change (jsonb) as with ${writes.texts().join()} select`);
  const [rows] = writes.values();
  const plan = await client.query(`explain execute change ('${rows}')`);
  expect(plan.rows.map((row) => row["QUERY PLAN"]).join("\n")).not.toMatch(/Seq Scan on written/);
  await client.query(`execute change ('${rows}')`);
  const changed = await client.query("select id from written where name = 'changed'");
  expect(changed.rows).toEqual([{ id: "7" }]);
});

it("as many rows are changed as are given", async () => {
  const writes = new Writes();
  for (let number = 1; number <= 3000; number += 1)
    writes.update(table, [name], { id: String(number), name: `changed ${number}` });
  await client.query(`with ${writes.texts().join()} select`, writes.values());
  const { rows } = await client.query(
    "select count(*)::int as count from written where name = 'changed ' || id",
  );
  expect(rows).toEqual([{ count: 3000 }]);
});
