import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { jobHandlers } from "../../src/composition-root/job-handlers.js";
import { createBuiltInGateway } from "../../src/infrastructure/gateway/built-in-gateway.js";
import type { Json } from "../support/client.js";
import { fillDatabase, growingTables } from "../support/large-database.js";
import { readingOf, readsDuring } from "../support/plans.js";
import { type Person, type Story, startStory } from "../support/story.js";

/** One list: where it is, and each way in which it is asked for. */
interface List {
  /** With `ARGS` and `PARTS` in it. */
  readonly query: string;
  readonly in: (data: Json) => Json;
  readonly orders: readonly string[];
  /** Of the list's usual order. */
  readonly filters: readonly string[];
  /** False where all rows of a table would be counted: nothing but reading it tells how many there are. */
  readonly isCounted?: boolean;
  /** What a page shows besides ids. */
  readonly shows?: string;
}

const ofPartner = (field: string): Pick<List, "query" | "in"> => ({
  query: `{ me { partner { ${field}ARGS { PARTS } } } }`,
  in: ({ me }) => me.partner[field],
});
const ofAll = (field: string): Pick<List, "query" | "in"> => ({
  query: `{ ${field}ARGS { PARTS } }`,
  in: (data) => data[field],
});
const age = ["NEWEST", "OLDEST"];
const trailFilters = [
  "actions: [EDITED]",
  "actions: [DELETED]",
  "actions: [DELETED, REGISTERED]",
  `actorId: "dev_${"7".padStart(26, "0")}"`,
  'since: "2026-01-05T00:00:00Z"',
  'until: "2026-01-02T00:00:00Z"',
  'since: "2026-01-05T00:00:00Z", until: "2026-01-06T00:00:00Z", actions: [EDITED]',
];

const lists: Record<string, List> = {
  applications: {
    ...ofPartner("applications"),
    orders: ["NAME", "CREATED_NEWEST", "CREATED_OLDEST", "UPDATED_NEWEST", "UPDATED_OLDEST"],
    filters: [
      "status: ACTIVE",
      "status: DEACTIVATED",
      "type: WEB",
      "type: MOBILE",
      "ownedByMe: true",
      'search: "ation 99"',
      'search: "x"',
      'environment: { slug: "development" }',
      'environment: { slug: "uat" }',
      'product: { slug: "accounts" }',
      'product: { slug: "transfers" }',
      ...["ACTIVE", "AWAITING_APPROVAL", "REJECTED", "REVOKED", "EXPIRED", "PROVISIONING", "SUSPENDED"].map(
        (status) => `key: { status: ${status} }`,
      ),
      'key: { expiresBefore: "2020-01-01T00:00:00Z" }',
      'key: { expiresBefore: "2100-01-01T00:00:00Z" }',
      'key: { status: ACTIVE, expiresBefore: "2100-01-01T00:00:00Z" }',
    ],
    shows: "owner { displayName } grants { environment { slug } apiKeys { status } }",
  },
  members: {
    ...ofPartner("members"),
    orders: ["JOINED_OLDEST", "JOINED_NEWEST", "NAME"],
    filters: [
      "role: ADMIN",
      "role: MEMBER",
      'search: "family 77"',
      'search: "@"',
      'role: ADMIN, search: "9"',
    ],
    shows: "developer { displayName }",
  },
  "join requests": {
    ...ofPartner("joinRequests"),
    orders: age,
    filters: ["isDeclined: true", "isDeclined: false"],
    shows: "developer { email }",
  },
  invitations: {
    ...ofPartner("invitations"),
    orders: age,
    filters: ["PENDING", "ACCEPTED", "EXPIRED", "WITHDRAWN"].map((status) => `status: ${status}`),
    shows: "invitedBy { email }",
  },
  "the company's trail": {
    ...ofPartner("activity"),
    orders: age,
    filters: [...trailFilters, `clientApplicationId: "app_${"7".padStart(26, "0")}"`],
    shows: "summary actor { email } clientApplication { name }",
  },
  "an application's trail": {
    query:
      "{ me { partner { applications(first: 5, filter: { ownedByMe: true }) { nodes { activityARGS { PARTS } } } } } }",
    in: ({ me }) => me.partner.applications.nodes[0].activity,
    orders: age,
    filters: trailFilters,
  },
  "access tokens": {
    query: "{ me { accessTokensARGS { PARTS } } }",
    in: ({ me }) => me.accessTokens,
    orders: ["NEWEST", "NAME", "EXPIRES_SOONEST"],
    filters: ["scope: READ", "scope: SECRETS", "isExpired: true", "isExpired: false"],
  },
  "the company's access tokens": {
    ...ofPartner("accessTokens"),
    orders: ["NEWEST", "NAME", "EXPIRES_SOONEST"],
    filters: [
      "scope: READ",
      "scope: SECRETS",
      "isExpired: true",
      "isExpired: false",
      `clientApplicationId: "app_${"7".padStart(26, "0")}"`,
    ],
    shows: "clientApplications { name } createdBy { email }",
  },
  companies: {
    ...ofAll("partners"),
    orders: [...age, "NAME"],
    filters: ['search: "199.example"', "isSuspended: true", 'search: "199.example", isSuspended: true'],
    isCounted: false,
    shows: "domains domainsProven details { legalName } suspension { at }",
  },
  "applications of all companies": {
    ...ofAll("clientApplications"),
    orders: ["NAME", "CREATED_NEWEST", "CREATED_OLDEST", "UPDATED_NEWEST", "UPDATED_OLDEST"],
    filters: [
      'search: "ation 99"',
      `partnerId: "prt_${"7".padStart(26, "0")}"`,
      `partnerId: "prt_${"7".padStart(26, "0")}", search: "ation 99"`,
    ],
    isCounted: false,
    shows: "owner { displayName } partner { domains } grants { environment { slug } apiKeys { status } }",
  },
  "access requests": {
    ...ofAll("accessRequests"),
    orders: age,
    filters: [
      "status: AWAITING_APPROVAL",
      "status: REJECTED",
      "changedSinceDecision: true",
      'environment: { slug: "uat" }',
      'environment: { slug: "production" }, status: AWAITING_APPROVAL',
      `partnerId: "prt_${"7".padStart(26, "0")}"`,
      `partnerId: "prt_${"7".padStart(26, "0")}", status: AWAITING_APPROVAL`,
    ],
    shows: "application { name } partner { domains } grant { status }",
  },
  "failing gateways": {
    ...ofAll("provisioningFailures"),
    orders: age,
    filters: ['environment: { slug: "uat" }', 'environment: { slug: "production" }'],
    isCounted: false,
    shows: "nextTryAt application { name } partner { domains } grant { status }",
  },
};

let story: Story;
/** An operator, and the company's ADMIN. */
let ada: Person;
/** A member. */
let bob: Person;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "ada@plans.example" } });
  ada = await story.readyDeveloper("ada@plans.example");
  bob = await story.readyDeveloper("bob@plans.example");
  await story.pauseWorker();
  const { me } = await ada.data("{ me { id } }");
  await fillDatabase(story.services.pool, me.id);
});

afterAll(() => story.stop());

it("the tables are as large as this is about", async () => {
  const { pool } = story.services;
  for (const table of growingTables) {
    const { rows } = await pool.query(`select count(*)::int as count from ${table}`);
    expect([table, rows[0].count]).toEqual([table, expect.any(Number)]);
    expect(rows[0].count).toBeGreaterThanOrEqual(20_000);
  }
});

/** So many rows may one statement look at, of 20,000 and more in each table: all that one company has, several times. */
const mostRead = 8_000;

/** Of growing tables: what `work` reads from end to end, or far too much of, each with its statement. */
async function wholeReadsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const reads = await readsDuring(work);
  const growing = new Set<string>(growingTables);
  const whole: string[] = [];
  for (const read of reads) {
    const reading = await readingOf(story.services.pool, read);
    for (const table of reading.whole.filter((each) => growing.has(each)))
      whole.push(`${table}: ${read.text}`);
    if (reading.read > mostRead) whole.push(`${reading.read} rows: ${read.text}`);
  }
  expect(reads.length).toBeGreaterThan(0);
  return whole;
}

/** The same of a query, with what it found. */
async function wholeReads(
  query: string,
  from: (data: Json) => Json,
  { by = ada, variables = {} }: { by?: Person; variables?: object } = {},
): Promise<{ whole: string[]; found: Json }> {
  let found: Json;
  const whole = await wholeReadsDuring(async () => {
    found = from(await by.data(query, variables));
  });
  return { whole, found };
}

describe.each(Object.entries(lists))("%s are read by an index", (_, list) => {
  const asked = (args: string, parts = `${list.shows ?? ""} __typename`) =>
    list.query
      .replace("ARGS", `(${args})`)
      .replace("PARTS", `nodes { ${parts} } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }`);
  const counted = (args: string) =>
    list.query.replace("ARGS", args && `(${args})`).replace("PARTS", "totalCount");

  it.each(list.orders)("in the order %s: first, next, last and previous page", async (order) => {
    const first = await wholeReads(asked(`orderBy: ${order}, first: 3`), list.in);
    const { endCursor } = first.found.pageInfo;
    const next = await wholeReads(asked(`orderBy: ${order}, first: 3, after: "${endCursor}"`), list.in);
    const last = await wholeReads(asked(`orderBy: ${order}, last: 3`), list.in);
    const { startCursor } = last.found.pageInfo;
    const previous = await wholeReads(asked(`orderBy: ${order}, last: 3, before: "${startCursor}"`), list.in);
    for (const { whole, found } of [first, next, last, previous]) {
      expect(whole).toEqual([]);
      expect(found.nodes).toHaveLength(3);
    }
  });

  it.each(list.filters)("with the filter %s, in every order, and counted", async (filter) => {
    for (const order of list.orders) {
      const { whole, found } = await wholeReads(asked(`filter: { ${filter} }, orderBy: ${order}`), list.in);
      expect(whole).toEqual([]);
      expect(found.nodes.length).toBeLessThanOrEqual(20);
    }
    expect((await wholeReads(counted(`filter: { ${filter} }`), list.in)).whole).toEqual([]);
  });

  if (list.isCounted !== false)
    it("and counted", async () => {
      expect((await wholeReads(counted(""), list.in)).whole).toEqual([]);
    });
});

/** What is not a list of its own. */
const others: Record<string, string> = {
  "who am I":
    "{ me { email role missingRequirements displayName partner { domains details { legalName } } accessTokens { totalCount } } }",
  "one application, with everything": `query ($app: ID!) { clientApplication(id: $app) {
    name status owner { email } coOwners { email } products { apis { name } } 
    grants { status environment { name } clientCredentials { clientId } apiKeys { status preview } }
    activity { totalCount } deletionImpact { liveKeys environments coOwners } } }`,
  "a node": "query ($app: ID!) { node(id: $app) { id } }",
  nodes: "query ($app: ID!, $key: ID!, $grant: ID!) { nodes(ids: [$app, $key, $grant]) { id } }",
  "all that is known of somebody": "{ exportMyData }",
  "products, environments and terms": `{ apiProducts { totalCount nodes { name apis { name } embeds { name } } }
    apiEnvironments { totalCount nodes { name } } apiProduct(slug: "accounts") { name }
    apiEnvironment(slug: "uat") { name } currentTerms { version } }`,
  "checks of what is typed": `{ isApplicationNameFree(name: "Application 7") { isAcceptable }
    checkRedirectUrl(type: WEB, url: "https://a.example/") { isAcceptable } }`,
  "what is left of the budget": "{ rateLimit { remaining } }",
  "the token that asks": "{ currentAccessToken { name } }",
};

it("a worker reads no growing table from end to end to provision, and to tell of it", async () => {
  const { services } = story;
  const work = jobHandlers(services, createBuiltInGateway(services.orm), services.mailbox);
  const key = "11".padStart(26, "0");
  const applicationId = `app_${key}` as const;
  const { apiEnvironment } = await ada.data('{ apiEnvironment(slug: "development") { id } }');
  const environmentId = apiEnvironment.id;
  const whole = await wholeReadsDuring(async () => {
    await work.provision({ applicationId, environmentId });
    await work["announce-keys-live"]({ applicationId, environmentId, keyIds: [`key_dev${key}`] });
  });
  expect(whole).toEqual([]);
});

describe("nothing else reads a growing table from end to end", () => {
  it.each(Object.entries(others))("%s", async (_, query) => {
    // Of the company's applications one that its ADMIN owns.
    const key = "10".padStart(26, "0");
    const variables = { app: `app_${key}`, grant: `grt_dev${key}`, key: `key_dev${key}` };
    for (const by of [ada, bob])
      expect((await wholeReads(query, (data) => data, { by, variables })).whole).toEqual([]);
  });

  it("and that is every field of Query", async () => {
    const { __schema } = await ada.data("{ __schema { queryType { fields { name } } } }");
    const asked = [
      ...Object.values(others),
      ...Object.values(lists).map(({ query }) => query.replace("ARGS", " ")),
    ].join(" ");
    const missing = __schema.queryType.fields.filter(
      ({ name }: Json) => !new RegExp(`\\b${name}\\b`).test(asked),
    );
    expect(missing).toEqual([]);
  });
});
