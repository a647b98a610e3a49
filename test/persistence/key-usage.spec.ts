import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { createUsageMonths } from "../../src/infrastructure/persistence/usage-months.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  // An application and its keys, without all that they hang on.
  await pool.query(`
    begin;
    set local session_replication_role = replica;
    insert into client_application (id, partner_id, name, name_key, name_skeleton, description, type, authentication,
                                    redirect_urls, product_ids, owner_id, co_owner_ids, version, created_at, updated_at)
    select id, 'prt_1', id, id, id, '', 'SERVICE', 'CLIENT_CREDENTIALS', '{}', '{}', 'dev_1', '{}', 1, now(), now()
      from unnest(array['app_1', 'app_2']) as id;
    insert into api_key (id, grant_id, application_id, partner_id, product_id)
    select id, 'grt_1', 'app_1', 'prt_1', 'prd_1' from unnest(array['key_1', 'key_2']) as id;
    commit`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => pool.query("truncate key_usage, usage_batch; update api_key set last_used_at = null"));

const hour = 3_600_000;
const thisHour = new Date(Math.floor(Date.now() / hour) * hour);
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

const count = (answers: number, more: object = {}) => ({
  applicationId: "app_1",
  grantId: "grt_1",
  apiKeyId: "key_1",
  hour: thisHour,
  code: "VALID",
  answers,
  ...more,
});

async function note(counts: object[], uses: object[] = [], id = randomUUID()): Promise<string[]> {
  const values = [id, JSON.stringify(counts), JSON.stringify(uses)];
  const { rows } = await pool.query("select note_key_usage($1, $2, $3) as busy", values);
  return rows[0].busy;
}

async function kept(): Promise<[string, string, number][]> {
  const { rows } = await pool.query(
    "select api_key_id as id, code, answers::integer from key_usage order by hour, api_key_id, code",
  );
  return rows.map(({ id, code, answers }) => [id, code, answers]);
}

const lastUsed = async (id: string): Promise<Date | null> =>
  (await pool.query("select last_used_at from api_key where id = $1", [id])).rows[0].last_used_at;

const months = async (): Promise<string[]> =>
  (
    await pool.query(
      "select relname from pg_inherits join pg_class on oid = inhrelid where inhparent = 'key_usage'::regclass order by 1",
    )
  ).rows.map(({ relname }) => relname);

describe("the usage of keys", () => {
  it("adds up, of several verifiers at once, and counts a batch that is sent twice once", async () => {
    const twice = randomUUID();
    await note([count(3), count(1, { code: "EXPIRED" })], [], twice);
    await note([count(3), count(1, { code: "EXPIRED" })], [], twice);
    const both = [count(1), count(1, { apiKeyId: "key_2" })];
    await Promise.all(Array.from({ length: 40 }, (_, n) => note(n % 2 ? both : both.toReversed())));
    expect(await kept()).toEqual([
      ["key_1", "EXPIRED", 1],
      ["key_1", "VALID", 43],
      ["key_2", "VALID", 40],
    ]);
  });

  it("is never of a time to come, nor older than what is kept, whatever a clock says", async () => {
    await note([
      count(1, { hour: new Date(Date.now() + 100 * 24 * hour) }),
      count(1, { hour: new Date(Date.now() + 2 * hour) }),
      count(1),
      count(1, { hour: ago(401 * 24 * hour) }),
    ]);
    const { rows } = await pool.query("select hour <= now() as is_past, answers::integer from key_usage");
    expect(rows).toEqual([{ is_past: true, answers: 3 }]);
    await note([], [{ apiKeyId: "key_1", at: new Date(Date.now() + 24 * hour) }]);
    expect((await lastUsed("key_1"))?.getTime()).toBeLessThan(Date.now() + hour);
  });

  it("R31 is kept of no application that is gone", async () => {
    await note([count(1, { applicationId: "app_gone" })]);
    expect(await kept()).toEqual([]);
    await note([count(1), count(2, { applicationId: "app_2" })]);
    await pool.query("delete from client_application where id = 'app_2'");
    await createUsageMonths(pool).keep();
    expect(await kept()).toEqual([["key_1", "VALID", 1]]);
  });

  it("says when a key was last used, and waits for nobody who is changing it", async () => {
    const [earlier, later] = [ago(2_000), ago(1_000)];
    const uses = [
      { apiKeyId: "key_1", at: later },
      { apiKeyId: "key_2", at: later },
      { apiKeyId: "key_gone", at: later },
    ];
    const client = await pool.connect();
    try {
      await client.query("begin; select from api_key where id = 'key_1' for update");
      expect(await note([count(1)], uses)).toEqual(["key_1"]);
      expect([await lastUsed("key_1"), await lastUsed("key_2")]).toEqual([null, later]);
    } finally {
      await client.query("rollback");
      client.release();
    }
    expect(await note([], uses)).toEqual([]);
    await note([], [{ apiKeyId: "key_1", at: earlier }]);
    expect(await lastUsed("key_1")).toEqual(later);
    expect(await kept()).toEqual([["key_1", "VALID", 1]]);
  });

  it("has months made ahead, and loses those that are older than 400 days as a whole", async () => {
    const instants = [0, 30, 390, 440, 800].map((days) => ago(days * 24 * hour));
    for (const instant of instants) await pool.query("select make_usage_month($1)", [instant]);
    const name = (instant: Date) => `key_usage_${instant.toISOString().slice(0, 7).replace("-", "_")}`;
    await createUsageMonths(pool).keep();
    const left = await months();
    for (const instant of instants.slice(0, 3)) expect(left).toContain(name(instant));
    for (const instant of instants.slice(3)) expect(left).not.toContain(name(instant));
    expect(left).toContain(name(new Date(Date.now() + 32 * 24 * hour)));
  });

  it("is kept also in a month that nobody has made", async () => {
    const old = ago(200 * 24 * hour);
    const before = await months();
    await Promise.all(Array.from({ length: 8 }, () => note([count(1, { hour: old })])));
    expect((await months()).length).toBe(before.length + 1);
    expect(await kept()).toEqual([["key_1", "VALID", 8]]);
  });
});
