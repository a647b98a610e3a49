import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

const few = 100;
const many = { members: 10_000, products: 1_000, requests: 100_000 };
const repeats = 40;

let story: Story;
let olga: Person;

const page = "totalCount edges { cursor node";
/** Each list's first page, and one from its middle. */
const lists: Record<string, string> = {
  members: `query ($after: String) { me { partner { members(first: 50, after: $after) { edges { cursor node { role developer { displayName } } } } } } }`,
  "members, counted": `query ($after: String) { me { partner { members(first: 50, after: $after) { ${page} { role } } } } } }`,
  products: `query ($after: String) { apiProducts(first: 50, after: $after) { edges { cursor node { name apis { name } embeds { name } } } } }`,
  "access requests": `query ($after: String) { accessRequests(first: 50, after: $after, status: AWAITING_APPROVAL) { edges { cursor node { grant { status environment { name } } application { name } partner { domains } } } } }`,
};

beforeAll(async () => {
  story = await startStory({
    settings: { OPERATOR_EMAILS: "olga@lists.example", TRUSTED_PROXIES: "127.0.0.1" },
  });
  olga = await story.readyDeveloper("olga@lists.example");
  await story.pauseWorker();
  await fill(0, few, few, few);
}, 60_000);

afterAll(() => story.stop());

it("the same page of a hundred times as many rows takes less than three times as long, and as many statements", async () => {
  const small = await measured();
  await fill(few, many.members, many.products, many.requests);
  const large = await measured();
  const lines = Object.keys(lists).map(
    (name) => `${name}: p95 ${small[name]?.p95.toFixed(1)} ms, then ${large[name]?.p95.toFixed(1)} ms`,
  );
  process.stdout.write(`lists of ${few} rows and of ${JSON.stringify(many)}: ${lines.join("; ")}\n`);
  for (const name of Object.keys(lists).filter((each) => !each.endsWith("counted"))) {
    expect(large[name]?.statements).toBe(small[name]?.statements);
    // A page within a few milliseconds is measured by the machine's moods more than by its rows.
    expect(large[name]?.p95).toBeLessThan(Math.max(3 * (small[name]?.p95 ?? 0), 25));
  }
}, 180_000);

async function measured(): Promise<Record<string, { p95: number; statements: number }>> {
  const results: Record<string, { p95: number; statements: number }> = {};
  for (const [name, query] of Object.entries(lists)) {
    const statements = (await statementsDuring(() => olga.data(query))).length;
    const times: number[] = [];
    for (let index = 0; index < repeats; index += 1) {
      const start = performance.now();
      await olga.data(query);
      times.push(performance.now() - start);
    }
    times.sort((one, other) => one - other);
    results[name] = { p95: times[Math.floor(repeats * 0.95)] ?? 0, statements };
  }
  return results;
}

/** Rows from a number up to another, straight into the tables; each request has an application of its own. */
async function fill(from: number, members: number, products: number, requests: number): Promise<void> {
  const { pool } = story.services;
  const { rows } = await pool.query("select partner_id, developer_id from member limit 1");
  const [{ partner_id: partnerId, developer_id: ownerId }] = rows;
  const environmentId = story.catalogue.production;
  const client = await pool.connect();
  try {
    await client.query("begin; set local session_replication_role = replica");
    await client.query(
      `insert into developer (id, email, given_name, created_at)
       select 'dev_' || lpad(n::text, 26, '0'), 'd' || n || '@lists.example', 'D ' || n, now() from generate_series($1::int, $2::int) n`,
      [from + 1, members],
    );
    await client.query(
      `insert into member (developer_id, partner_id, role, joined_at)
       select 'dev_' || lpad(n::text, 26, '0'), $3, 'MEMBER', now() + n * interval '1 ms' from generate_series($1::int, $2::int) n`,
      [from + 1, members, partnerId],
    );
    await client.query(
      `insert into api_product (id, slug, name, description, apis, embed_ids, is_open, created_at)
       select 'prd_' || lpad(n::text, 26, '0'), 'p-' || n, 'Product ' || lpad(n::text, 6, '0'), 'One of many.',
              '[{"name": "A", "version": "v1", "documentationUrl": null}]',
              case when n > 1 then array['prd_' || lpad((n / 2)::text, 26, '0')] else '{}'::text[] end, true, now()
         from generate_series($1::int, $2::int) n`,
      [from + 1, products],
    );
    await client.query(
      `insert into client_application (id, partner_id, name, name_key, description, type, authentication, redirect_urls,
                                       product_ids, owner_id, co_owner_ids, version, created_at, updated_at)
       select 'app_' || lpad(n::text, 26, '0'), $3, 'A ' || n, 'a ' || n, 'One of many.', 'SERVICE', 'CLIENT_CREDENTIALS',
              '{}', '{}', $4, '{}', 1, now(), now() from generate_series($1::int, $2::int) n`,
      [from + 1, requests, partnerId, ownerId],
    );
    await client.query(
      `insert into access_grant (id, application_id, environment_id, requested_at)
       select 'grt_' || lpad(n::text, 26, '0'), 'app_' || lpad(n::text, 26, '0'), $3, now() + n * interval '1 ms'
         from generate_series($1::int, $2::int) n`,
      [from + 1, requests, environmentId],
    );
    await client.query("commit");
  } finally {
    client.release();
  }
  await pool.query("analyze");
}
