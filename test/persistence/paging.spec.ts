import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Page, Position, Slice } from "../../src/application/queries/page.js";
import type { ReadModel } from "../../src/application/queries/read-model.js";
import type { Viewer } from "../../src/application/queries/viewer.js";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createReadModel } from "../../src/infrastructure/reads/read-model.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { rounds, roundsTimeout } from "../support/rounds.js";

const partnerId = "prt_1";
const developerId = "dev_ada";
const applicationId = "app_1";
const viewer: Viewer = { developerId, partnerId, isOperator: true };

let database: TestDatabase;
let orm: Orm;
let reads: ReadModel;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openOrm({ databaseUrl: database.url });
  reads = createReadModel(orm);
  await run(
    `insert into partner (id, joining_policy, created_at, updated_at) values ('${partnerId}', 'OPEN', now(), now())`,
    [],
  );
  await run(
    `insert into developer (id, email, created_at) values ('${developerId}', 'ada@a.example', now())`,
    [],
  );
  await run(
    `insert into api_environment (id, slug, name, institution, tier, api_base_url, access_policy, secret_retrieval,
                                  is_open, created_at)
     values ('env_0', 'zero', 'A', 'A', 'UAT', 'https://a.example', 'AUTOMATIC', 'ONCE', true, now())`,
    [],
  );
  await run(
    `insert into member (developer_id, partner_id, role, joined_at) values ('${developerId}', '${partnerId}', 'ADMIN', now())`,
    [],
  );
  await run(
    `insert into client_application (id, partner_id, name, name_key, name_skeleton, description, type, authentication,
                                     redirect_urls, product_ids, owner_id, co_owner_ids, version, created_at, updated_at)
     values ('${applicationId}', '${partnerId}', 'A', 'a', 'a', '', 'WEB', 'AUTHORIZATION_CODE', '{}', '{}', '${developerId}',
             '{}', 1, now(), now())`,
    [],
  );
  await run(
    `insert into access_grant (id, application_id, environment_id) values ('grt_1', '${applicationId}', 'env_0')`,
    [],
  );
  // Entries stay for good; here each run begins without any.
  await run("alter table audit_entry disable trigger audit_entry_is_append_only", []);
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

const run = (sql: string, values: unknown[]) => orm.em.getConnection().execute(sql, values);

/** What rows are ordered by here; few values, so that many rows have the same. */
interface Facts {
  readonly id: string;
  readonly at: Date;
  readonly later: Date;
  readonly name: string;
  readonly other: string;
}

type Key = (facts: Facts) => readonly (string | Date)[];

interface Subject {
  readonly insert: (facts: Facts) => Promise<unknown>;
  readonly page: (page: Page<never>) => Promise<Slice<unknown>>;
  readonly idOf: (row: never) => string;
  /** By name: what is compared, and whether the greatest comes first. */
  readonly orders: Readonly<Record<string, readonly [direction: 1 | -1, by: Key]>>;
}

const id: Key = (facts) => [facts.id];
const at: Key = (facts) => [facts.at, facts.id];
const later: Key = (facts) => [facts.later, facts.id];
const name: Key = (facts) => [facts.name, facts.id];
const idOf = (row: { id: string }) => row.id.slice(4);
const developerOf = (row: { developerId: string }) => row.developerId.slice(4);

const application = ({ id, at, later, name }: Facts) =>
  run(
    `insert into client_application (id, partner_id, name, name_key, name_skeleton, description, type, authentication,
                                     redirect_urls, product_ids, owner_id, co_owner_ids, version, created_at, updated_at)
     values (?, '${partnerId}', ?, ?, ?, 'One of many.', 'SERVICE', 'CLIENT_CREDENTIALS', '{}', '{}', '${developerId}', '{}', 1, ?, ?)`,
    [`app_${id}`, name, id, id, at, later],
  );
const developer = ({ id, at, name }: Facts) =>
  run("insert into developer (id, email, given_name, created_at) values (?, ?, ?, ?)", [
    `dev_${id}`,
    `${id}@a.example`,
    name,
    at,
  ]);

const entry = ({ id, at }: Facts) =>
  run(
    `insert into audit_entry (id, at, action, summary, partner_id, application_id, subject_id)
     values (?, ?, 'EDITED', 'edited it', '${partnerId}', '${applicationId}', '${applicationId}')`,
    [`act_${id}`, at],
  );

const applicationOrders: Subject["orders"] = {
  NAME: [1, name],
  CREATED_NEWEST: [-1, at],
  CREATED_OLDEST: [1, at],
  UPDATED_NEWEST: [-1, later],
  UPDATED_OLDEST: [1, later],
};

const subjects: Record<string, Subject> = {
  applications: {
    insert: application,
    page: (page) =>
      reads.clientApplications.ofPartner.page(viewer, { partnerId, filter: { type: "SERVICE" } }, page),
    idOf,
    orders: applicationOrders,
  },
  companies: {
    insert: ({ id, at, name }) =>
      run(
        `insert into partner (id, legal_name, joining_policy, suspended_at, suspension_reason, created_at, updated_at)
         values (?, ?, 'OPEN', now(), 'A', ?, ?)`,
        [`prt_${id}`, name, at, at],
      ),
    page: (page) => reads.partners.all.page(viewer, { filter: { isSuspended: true } }, page),
    idOf,
    orders: { NEWEST: [-1, id], OLDEST: [1, id], NAME: [1, name] },
  },
  "applications of all companies": {
    insert: application,
    page: (page) => reads.clientApplications.all.page(viewer, { filter: { search: "one of many" } }, page),
    idOf,
    orders: applicationOrders,
  },
  members: {
    async insert(facts) {
      await developer(facts);
      await run(
        `insert into member (developer_id, partner_id, role, joined_at) values (?, '${partnerId}', 'MEMBER', ?)`,
        [`dev_${facts.id}`, facts.later],
      );
    },
    page: (page) => reads.partners.members.page(viewer, { partnerId, filter: { role: "MEMBER" } }, page),
    idOf: developerOf,
    orders: { JOINED_OLDEST: [1, later], JOINED_NEWEST: [-1, later], NAME: [1, name] },
  },
  "join requests": {
    async insert(facts) {
      await developer(facts);
      await run(
        `insert into join_request (developer_id, partner_id, requested_at) values (?, '${partnerId}', ?)`,
        [`dev_${facts.id}`, facts.later],
      );
    },
    page: (page) =>
      reads.partners.joinRequests.page(viewer, { partnerId, filter: { isDeclined: false } }, page),
    idOf: developerOf,
    orders: { OLDEST: [1, later], NEWEST: [-1, later] },
  },
  invitations: {
    insert: ({ id, at }) =>
      run(
        `insert into invitation (id, partner_id, email, invited_by_id, created_at, expires_at, last_sent_at, sendings)
         values (?, '${partnerId}', ?, '${developerId}', ?, ?, ?, '[]')`,
        [`inv_${id}`, `${id}@a.example`, at, at, at],
      ),
    page: (page) => reads.partners.invitations.page(viewer, { partnerId, filter: {} }, page),
    idOf,
    orders: { NEWEST: [-1, id], OLDEST: [1, id] },
  },
  "a company's trail": {
    insert: entry,
    page: (page) => reads.partners.activity.page(viewer, { partnerId, filter: {} }, page),
    idOf,
    orders: { NEWEST: [-1, at], OLDEST: [1, at] },
  },
  "an application's trail": {
    insert: entry,
    page: async (page) => {
      const pages = await reads.clientApplications.activity.pages(
        viewer,
        [applicationId],
        { filter: {} },
        page,
      );
      return pages.get(applicationId) ?? { rows: [], hasMore: false };
    },
    idOf,
    orders: { NEWEST: [-1, at], OLDEST: [1, at] },
  },
  "access tokens": {
    insert: ({ id, at, later, name }) =>
      run(
        `insert into access_token (id, developer_id, name, scopes, hash, preview, created_at, expires_at)
         values (?, '${developerId}', ?, '{READ}', ?, '', ?, ?)`,
        [`pat_${id}`, name, id, at, later],
      ),
    page: (page) => reads.accessTokens.ofDeveloper.page(viewer, { developerId, filter: {} }, page),
    idOf,
    orders: { NEWEST: [-1, id], NAME: [1, name], EXPIRES_SOONEST: [1, later] },
  },
  "access requests": {
    insert: ({ id, at }) =>
      run(
        `insert into access_request (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at,
                                     changed_details)
         values (?, 'grt_1', '${applicationId}', 'env_0', '${partnerId}', '{}', ?, '{}')`,
        [`req_${id}`, at],
      ),
    page: (page) => reads.clientApplications.accessRequests.page(viewer, { filter: {} }, page),
    idOf,
    orders: { OLDEST: [1, at], NEWEST: [-1, at] },
  },
  "failing gateways": {
    async insert(facts) {
      await application(facts);
      await run("insert into access_grant (id, application_id, environment_id) values (?, ?, 'env_0')", [
        `grt_${facts.id}`,
        `app_${facts.id}`,
      ]);
      await run(
        `insert into provisioning_failure (application_id, environment_id, since, last_failed_at, last_error)
         values (?, 'env_0', ?, ?, '')`,
        [`app_${facts.id}`, facts.at, facts.at],
      );
    },
    page: (page) => reads.clientApplications.provisioningFailures.page(viewer, { filter: {} }, page),
    idOf: (row: { applicationId: string }) => row.applicationId.slice(4),
    orders: { OLDEST: [1, at], NEWEST: [-1, at] },
  },
  products: {
    insert: ({ id, at, name }) =>
      run(
        `insert into api_product (id, slug, name, description, apis, embed_ids, is_open, created_at)
         values (?, ?, ?, '', '[]', '{}', true, ?)`,
        [`prd_${id}`, id, name, at],
      ),
    page: (page) => reads.catalogue.allProducts.page(viewer, { filter: {} }, page),
    idOf,
    orders: { NAME: [1, name], NEWEST: [-1, id] },
  },
  environments: {
    insert: ({ id, at, name, other }) =>
      run(
        `insert into api_environment (id, slug, name, institution, tier, api_base_url, access_policy, secret_retrieval,
                                      is_open, created_at)
         values (?, ?, ?, ?, 'TEST', 'https://a.example', 'AUTOMATIC', 'ONCE', true, ?)`,
        [`env_${id}`, id, name, other, at],
      ),
    page: (page) =>
      reads.catalogue.allEnvironments.page(viewer, { filter: { tier: "TEST", isOpen: true } }, page),
    idOf,
    orders: {
      INSTITUTION: [1, ({ other, name, id }) => [other, name, id]],
      NAME: [1, name],
      NEWEST: [-1, id],
    },
  },
};

/** What no run finds of the one before it. */
const emptied = [
  "audit_entry",
  "join_request",
  "invitation",
  "provisioning_failure",
  "access_request",
  "access_token",
  "api_product",
  `member where developer_id <> '${developerId}'`,
  "access_grant where id <> 'grt_1'",
  `client_application where id <> '${applicationId}'`,
  `developer where id <> '${developerId}'`,
  "api_environment where id <> 'env_0'",
  `partner where id <> '${partnerId}'`,
];

const collator = new Intl.Collator("en", { numeric: true });
const inBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
const isId = (value: string) => /^[0-9a-z]{26}$/.test(value);

function compared(one: string | Date, other: string | Date): number {
  if (one instanceof Date || other instanceof Date) return Number(one) - Number(other);
  return (isId(one) ? 0 : collator.compare(one, other)) || inBytes(one, other);
}

/** What the list should be: a plain array, sorted. */
function sorted(all: readonly Facts[], [direction, by]: readonly [1 | -1, Key]): Facts[] {
  return [...all].sort((one, other) => {
    const [left, right] = [by(one), by(other)];
    const first = left.findIndex((value, index) => compared(value, right[index] ?? "") !== 0);
    return first < 0 ? 0 : direction * compared(left[first] ?? "", right[first] ?? "");
  });
}

const words = [
  "Zebra",
  "zebra",
  "ZEBRA",
  "apple",
  "Äpfel",
  "apfel",
  "Ápple",
  "app 2",
  "app 10",
  "App 2",
  "10",
  "9",
  "09",
];
const instants = [0, 1, 2, 1_000, 86_400_000].map((later) => new Date(Date.UTC(2026, 2, 1) + later));
const facts: fc.Arbitrary<Facts> = fc.record({
  id: fc
    .array(fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz"), { minLength: 26, maxLength: 26 })
    .map((letters) => letters.join("")),
  at: fc.constantFrom(...instants),
  later: fc.constantFrom(...instants),
  name: fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words).map((word) => `${word}é`),
  ),
  other: fc.constantFrom(...words),
});
const end = fc.oneof(fc.constant(null), fc.nat(30));
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ rows: fc.array(facts, { minLength: 1, maxLength: 6 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      size: fc.integer({ min: 1, max: 7 }),
      isFromEnd: fc.boolean(),
      after: end,
      before: end,
    }),
  },
);

describe.each(Object.keys(subjects))("pages of %s are those of a sorted array, from both ends", (what) => {
  const subject = subjects[what] as Subject;
  it.each(Object.keys(subject.orders))(
    "in the order %s, with rows that come between them",
    async (orderBy) => {
      const order = subject.orders[orderBy] as readonly [1 | -1, Key];
      const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const rows of emptied) await run(`delete from ${rows}`, []);
        const all: Facts[] = [];
        /** Of rows that some page has shown. */
        const known: { readonly facts: Facts; readonly position: Position }[] = [];
        for (const each of steps) {
          if ("rows" in each) {
            for (const row of each.rows) await subject.insert(row);
            all.push(...each.rows);
            continue;
          }
          const at = (index: number | null) => (index === null ? undefined : known[index % known.length]);
          const [after, before] = [at(each.after), at(each.before)];
          const { size, isFromEnd } = each;
          const page = {
            size,
            isFromEnd,
            after: after?.position ?? null,
            before: before?.position ?? null,
            orderBy: orderBy as never,
          };
          const slice = await subject.page(page);
          const rows = sorted(all, order);
          const begin = after ? rows.indexOf(after.facts) + 1 : 0;
          const range = rows.slice(begin, before ? rows.indexOf(before.facts) : rows.length);
          const expected = isFromEnd ? range.slice(-size) : range.slice(0, size);
          expect({
            ids: slice.rows.map(({ row }) => subject.idOf(row as never)),
            hasMore: slice.hasMore,
          }).toEqual({
            ids: expected.map((row) => row.id),
            hasMore: range.length > size,
          });
          for (const [index, { position }] of slice.rows.entries())
            known.push({ facts: expected[index] as Facts, position });
        }
      });
      await fc.assert(property, { numRuns: Math.max(4, Math.ceil(rounds / 2)) });
    },
    roundsTimeout,
  );
});
