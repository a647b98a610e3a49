import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { cursorOf } from "../../src/graphql/cursor.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

const few = 100;
const many = { members: 10_000, products: 1_000, requests: 100_000 };
const repeats = 40;

let story: Story;
let olga: Person;

const members = (selection: string) =>
  `query ($after: String) { me { partner { members(first: 50, after: $after) { ${selection} } } } }`;
const invitations = `query ($after: String) { me { partner { invitations(first: 50, after: $after) { edges { node { email status invitedBy { displayName } } } } } } }`;
const products = `query ($after: String) { apiProducts(first: 50, after: $after) { edges { node { name apis { name } embeds { name } } } } }`;
const requests = `query ($after: String, $filter: AccessRequestFilter) {
  accessRequests(first: 50, after: $after, filter: $filter) {
    edges { node { grant { status environment { name } } application { name } partner { domains } } } } }`;
const waiting = { filter: { status: "AWAITING_APPROVAL" } };

/** Each list's first page, the one behind its middle, and what filters leave of it. */
const lists: Record<string, { query: string; variables?: () => object | Promise<object> }> = {
  members: { query: members("edges { node { role developer { displayName } } }") },
  "members, behind the middle": {
    query: members("edges { node { role developer { displayName } } }"),
    variables: () =>
      behindTheMiddle(
        "{ me { partner { members(first: 1) { CURSOR } } } }",
        "member",
        "joined_at",
        "developer_id",
      ),
  },
  "members, counted": { query: members("totalCount edges { node { role } }") },
  invitations: { query: invitations },
  "invitations, behind the middle": {
    query: invitations,
    variables: () =>
      behindTheMiddle("{ me { partner { invitations(first: 1) { CURSOR } } } }", "invitation", "id"),
  },
  products: { query: products },
  "products, behind the middle": {
    query: products,
    variables: () => behindTheMiddle("{ apiProducts(first: 1) { CURSOR } }", "api_product", "name", "id"),
  },
  "access requests": { query: requests, variables: () => waiting },
  "access requests, behind the middle": {
    query: requests,
    variables: async () => ({
      ...waiting,
      ...(await behindTheMiddle(
        "{ accessRequests(first: 1, filter: { status: AWAITING_APPROVAL }) { CURSOR } }",
        "access_request",
        "requested_at",
        "id",
      )),
    }),
  },
  "access requests, rejected: none": {
    query: requests,
    variables: () => ({ filter: { status: "REJECTED" } }),
  },
  "access requests for one environment: none": {
    query: requests,
    variables: () => ({ filter: { environment: { slug: "uat" } } }),
  },
  "access requests of one partner: none": {
    query: requests,
    variables: () => ({ filter: { partnerId: story.services.ids.next("prt") } }),
  },
};

/** A cursor of the list, whose first one the query gives, with the values of its middle row. */
async function behindTheMiddle(query: string, table: string, ...columns: string[]): Promise<object> {
  const first = JSON.stringify(await olga.data(query.replace("CURSOR", "pageInfo { endCursor }")));
  const cursor = /"endCursor":"([^"]*)"/.exec(first)?.[1] ?? "";
  const [label] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  const sorted = columns.join(", ");
  const { rows } = await story.services.pool.query(
    `select ${sorted} from ${table} order by ${sorted} offset (select count(*) / 2 from ${table}) limit 1`,
  );
  const values = columns.map((column) => rows[0][column]);
  const written = values.map((value) => (value instanceof Date ? value.toISOString() : value));
  return { after: cursorOf([label, ...written]) };
}

beforeAll(async () => {
  story = await startStory({
    settings: { OPERATOR_EMAILS: "olga@lists.example", TRUSTED_PROXIES: "127.0.0.1" },
  });
  olga = await story.readyDeveloper("olga@lists.example");
  await story.pauseWorker();
  await fill(0, few, few, few);
});

afterAll(() => story.stop());

it("the same page of a hundred times as many rows takes less than three times as long, and as many statements", async () => {
  const small = await measured();
  await fill(few, many.members, many.products, many.requests);
  let large = await measured();
  // A page within a few milliseconds is measured by the machine's moods more than by its rows.
  const limit = (name: string) => Math.max(3 * (small[name]?.p95 ?? 0), 25);
  const isSlow = (name: string) => (large[name]?.p95 ?? 0) > limit(name);
  for (let attempt = 1; attempt < 3 && Object.keys(lists).some(isSlow); attempt += 1)
    large = await measured();
  const lines = Object.keys(lists).map(
    (name) => `${name}: p95 ${small[name]?.p95.toFixed(1)} ms, then ${large[name]?.p95.toFixed(1)} ms`,
  );
  process.stdout.write(`lists of ${few} rows and of ${JSON.stringify(many)}: ${lines.join("; ")}\n`);
  for (const name of Object.keys(lists)) {
    expect(large[name]?.statements).toBe(small[name]?.statements);
    // Counting is what costs more with each row, and is done only when asked for.
    if (!name.endsWith("counted")) expect({ name, isSlow: isSlow(name) }).toEqual({ name, isSlow: false });
  }
});

let sent = 0;

/** As from another address every 400 times: an address may send 600 requests a minute. */
async function read(query: string, variables: object | undefined): Promise<void> {
  sent += 1;
  const headers = { "x-forwarded-for": `10.0.0.${Math.ceil(sent / 400)}` };
  const { errors } = await olga.ask(query, variables, headers);
  if (errors) throw new Error(JSON.stringify(errors));
}

async function measured(): Promise<Record<string, { p95: number; statements: number }>> {
  const results: Record<string, { p95: number; statements: number }> = {};
  for (const [name, { query, variables }] of Object.entries(lists)) {
    const given = await variables?.();
    const statements = (await statementsDuring(() => read(query, given))).length;
    const times: number[] = [];
    for (let index = 0; index < repeats; index += 1) {
      const start = performance.now();
      await read(query, given);
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
      `insert into invitation (id, partner_id, email, invited_by_id, created_at, expires_at, last_sent_at, sendings)
       select 'inv_' || lpad(n::text, 26, '0'), $3, 'i' || n || '@lists.example', $4, now(), now() + interval '14 days', now(), '[]'
         from generate_series($1::int, $2::int) n`,
      [from + 1, members, partnerId, ownerId],
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
      `insert into client_application (id, partner_id, name, name_key, name_skeleton, description, type, authentication, redirect_urls,
                                       product_ids, owner_id, co_owner_ids, version, created_at, updated_at)
       select 'app_' || lpad(n::text, 26, '0'), $3, 'A ' || n, 'a ' || n, 'a ' || n, 'One of many.', 'SERVICE', 'CLIENT_CREDENTIALS',
              '{}', '{}', $4, '{}', 1, now(), now() from generate_series($1::int, $2::int) n`,
      [from + 1, requests, partnerId, ownerId],
    );
    await client.query(
      `insert into access_grant (id, application_id, environment_id)
       select 'grt_' || lpad(n::text, 26, '0'), 'app_' || lpad(n::text, 26, '0'), $3
         from generate_series($1::int, $2::int) n`,
      [from + 1, requests, environmentId],
    );
    await client.query(
      `insert into access_request (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at, changed_details)
       select 'req_' || lpad(n::text, 26, '0'), 'grt_' || lpad(n::text, 26, '0'), 'app_' || lpad(n::text, 26, '0'),
              $3, $4, '{}', now() + n * interval '1 ms', '{}' from generate_series($1::int, $2::int) n`,
      [from + 1, requests, environmentId, partnerId],
    );
    await client.query("commit");
  } finally {
    client.release();
  }
  await pool.query("analyze");
}
