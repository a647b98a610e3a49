import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { refreshCollation } from "../../src/infrastructure/persistence/refresh-collation.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Where each index that sorts names lies: another place once it was built anew. */
async function places(): Promise<Record<string, string>> {
  const { rows } = await pool.query(
    `select relname, relfilenode from pg_class join pg_index on indexrelid = pg_class.oid
      where 'people'::regcollation = any (indcollation)`,
  );
  return Object.fromEntries(rows.map(({ relname, relfilenode }) => [relname, relfilenode]));
}

it("indexes that another version of ICU has sorted are built anew, once", async () => {
  const before = await places();
  expect(Object.keys(before).sort()).toEqual([
    "api_environment_institution_index",
    "api_environment_people_index",
    "api_product_people_index",
    "client_application_all_people_index",
    "client_application_people_index",
    "member_name_index",
    "partner_name_index",
  ]);
  await refreshCollation(pool);
  expect(await places()).toEqual(before);

  await pool.query("update pg_collation set collversion = '1' where collname = 'people'");
  await refreshCollation(pool);
  const after = await places();
  for (const [name, place] of Object.entries(before)) expect([name, after[name]]).not.toEqual([name, place]);

  await refreshCollation(pool);
  expect(await places()).toEqual(after);
});
