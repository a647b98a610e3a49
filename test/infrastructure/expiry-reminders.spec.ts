import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import type { ClientApplicationState } from "../../src/domain/client-application/state.js";
import { createExpiryReminders } from "../../src/infrastructure/jobs/expiry-reminders.js";
import {
  AccessGrantRow,
  AccessRequestRow,
  ApiKeyRow,
  ClientApplicationRow,
} from "../../src/infrastructure/persistence/entities/client-application.js";
import { PartnerRow } from "../../src/infrastructure/persistence/entities/partner.js";
import { createNoticeFacts } from "../../src/infrastructure/persistence/notice-facts.js";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import {
  applicationRow,
  grantRow,
  keyRow,
  requestRow,
} from "../../src/infrastructure/persistence/repositories/client-application-rows.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { accounts, acme, development, live, transfers } from "../support/domain.js";

/** The end of a key; between it and 7 days before, clocks in Berlin go forward: that week has 167 hours there. */
const end = new Date("2027-03-30T01:30:00Z");
const issuedAt = new Date("2026-12-30T01:30:00Z");
const hour = 3_600_000;
const early = (days: number, milliseconds = 0) => new Date(end.getTime() - days * 24 * hour - milliseconds);

let database: TestDatabase;
let pool: pg.Pool;
let orm: Orm;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openOrm({ databaseUrl: database.url });
  // A server whose days are not all of 24 hours.
  pool = new pg.Pool({ connectionString: database.url, options: "-c timezone=Europe/Berlin" });
  const { id, joiningPolicy, createdAt, updatedAt } = acme.state;
  await orm.em.fork().insert(PartnerRow, { id, joiningPolicy, createdAt, updatedAt });
  await pool.query(
    "insert into developer (id, email, created_at) values ('dev_ada', 'ada@acme.example', now())",
  );
  await pool.query(
    `insert into api_product (id, slug, name, description, apis, embed_ids, is_open, created_at)
     select id, id, name, '', '[]', '{}', true, now() from jsonb_to_recordset($1) as each (id text, name text)`,
    [JSON.stringify([accounts, transfers])],
  );
  await pool.query(
    `insert into api_environment (id, slug, name, institution, tier, api_base_url, access_policy, secret_retrieval, is_open, created_at)
     values ($1, 'development', 'Development', 'Bank', 'TEST', 'https://api.example', 'AUTOMATIC', 'ONCE', true, now())`,
    [development.id],
  );
});

afterAll(async () => {
  await pool.end();
  await orm.close();
  await database.drop();
});

const empty = () => pool.query("truncate client_application, access_grant, access_request, api_key");
beforeEach(empty);

/** Applications that have a key each which ends then, and one without end. */
async function saved(...names: string[]): Promise<ClientApplicationState[]> {
  const em = orm.em.fork();
  const states = names.map((name) => stateOf(name));
  for (const state of states) {
    await em.insert(ClientApplicationRow, applicationRow(state));
    for (const grant of state.grants) {
      await em.insert(AccessGrantRow, grantRow(state.id, grant));
      await em.insertMany(
        AccessRequestRow,
        grant.requests.map((each) => requestRow(state, grant, each)),
      );
      await em.insertMany(
        ApiKeyRow,
        grant.keys.map((each) => keyRow(state, grant, each)),
      );
    }
  }
  return states;
}

function stateOf(name: string): ClientApplicationState {
  const text = JSON.stringify(live().state).replaceAll(/(app|grt|req|key|cli|sec)([_:])/g, `$1$2${name}`);
  const dated: ClientApplicationState = JSON.parse(text, (key, value) =>
    /At$/.test(key) && value ? issuedAt : value,
  );
  const grants = dated.grants.map((grant) => ({
    ...grant,
    keys: grant.keys.map((key) => (key.productId === accounts.id ? { ...key, expiresAt: end } : key)),
  }));
  return { ...dated, name, grants };
}

const remind = (at: Date) => createExpiryReminders(pool).remind(at);

/** What is queued: which application is to be told of how many keys, and of how many days. Then it is done. */
async function told(): Promise<string[]> {
  const { rows } = await pool.query<{ payload: { applicationId: string; keyIds: string[]; days: number } }>(
    `select payload from graphile_worker._private_jobs where task_id =
      (select id from graphile_worker._private_tasks where identifier = 'tell-of-expiry') order by key`,
  );
  await pool.query("delete from graphile_worker._private_jobs");
  return rows.map(({ payload }) => `${payload.applicationId} ${payload.keyIds.length} ${payload.days}`);
}

describe("R39 reminders of keys that end", () => {
  it("come 30, 7 and 1 times 24 hours before, once each, whatever clocks on walls do meanwhile", async () => {
    await saved("a");
    for (const days of [30, 7, 1]) {
      await remind(early(days, 1));
      expect(await told()).toEqual([]);
      await remind(early(days));
      expect(await told()).toEqual([`app_a1 1 ${days}`]);
      await remind(early(days, -1));
      expect(await told()).toEqual([]);
    }
    await remind(end);
    await remind(early(-1));
    expect(await told()).toEqual([]);
  });

  it("come as one when nobody looked for days", async () => {
    await saved("a");
    await remind(early(31));
    await remind(early(0.5));
    expect(await told()).toEqual(["app_a1 1 1"]);
    await remind(early(0.4));
    expect(await told()).toEqual([]);
  });

  it("come once, however many look at the same time", async () => {
    await saved("a", "b", "c");
    await Promise.all([1, 2, 3].map(() => remind(early(7))));
    expect(await told()).toEqual(["app_a1 1 7", "app_b1 1 7", "app_c1 1 7"]);
  });

  it("are none of what is deactivated, suspended or revoked; what is restored has the next at once", async () => {
    await saved("a", "b", "c");
    await pool.query("update client_application set deactivated_at = now() where id = 'app_a1'");
    await pool.query("update api_key set revoked_at = now() where application_id = 'app_b1'");
    await pool.query("update partner set suspended_at = now(), suspension_reason = 'Fraud.'");
    await remind(early(20));
    expect(await told()).toEqual([]);
    await pool.query("update partner set suspended_at = null, suspension_reason = null");
    await remind(early(20));
    expect(await told()).toEqual(["app_c1 1 30"]);
    await pool.query("update client_application set deactivated_at = null");
    await remind(early(5));
    expect(await told()).toEqual(["app_a1 1 7", "app_c1 1 7"]);
  });

  it("are none of a key that another has taken the place of, until that one is revoked", async () => {
    await saved("a");
    await pool.query(
      `insert into api_key (id, grant_id, application_id, partner_id, product_id)
       select id || 'z', grant_id, application_id, partner_id, product_id
         from api_key where expires_at is not null`,
    );
    await remind(early(7));
    expect(await told()).toEqual([]);
    await pool.query("update api_key set revoked_at = now() where id like '%z'");
    await remind(early(6));
    expect(await told()).toEqual(["app_a1 1 7"]);
  });

  it("say which keys still work when the mail is written", async () => {
    const [state] = await saved("a");
    const keyIds = state?.grants[0]?.keys.map(({ id }) => id) ?? [];
    const facts = createNoticeFacts(orm);
    expect(await facts.expiring("app_a1", keyIds, early(7))).toMatchObject({
      applicationName: "a",
      keys: [{ productName: "Accounts", environmentName: "Development", expiresAt: end }],
    });
    expect(await facts.expiring("app_a1", keyIds, end)).toBeNull();
    await empty();
    expect(await facts.expiring("app_a1", keyIds, early(7))).toBeNull();
  });
});
