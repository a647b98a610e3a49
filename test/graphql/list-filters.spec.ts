import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { cursorOf } from "../../src/graphql/cursor.js";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let bob: Person;
let adaId: string;
let bobId: string;

const run = (sql: string, values: unknown[] = []) => story.services.pool.query(sql, values);
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

async function register(person: Person, name: string, more: object = {}): Promise<Json> {
  return person.registers({
    name,
    description: "Is filtered.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: [{ slug: "accounts" }],
    environments: [{ slug: "development" }],
    ...more,
  });
}

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "ada@filters.example" } });
  ada = await story.readyDeveloper("ada@filters.example");
  bob = await story.readyDeveloper("bob@filters.example");
  await ada.mutate("updateProfile", { givenName: "Ada", familyName: "Óberg" }, "developer { id }");
  await bob.mutate("updateProfile", { givenName: "Bob", familyName: "Zuse" }, "developer { id }");
  [adaId, bobId] = [(await ada.data("{ me { id } }")).me.id, (await bob.data("{ me { id } }")).me.id];
  await story.pauseWorker();
});

afterAll(() => story.stop());

/** The nodes of a list, which are those of its edges, and as many as it counts. */
async function listed(field: string, args: string, node: string, where = "partner"): Promise<Json[]> {
  const list = `${field}${args && `(${args})`} { totalCount nodes { ${node} } edges { node { ${node} } } }`;
  const data = await ada.data(
    { partner: `{ me { partner { ${list} } } }`, me: `{ me { ${list} } }`, query: `{ ${list} }` }[where] ??
      "",
  );
  const { totalCount, nodes, edges } = (
    where === "query" ? data : where === "me" ? data.me : data.me.partner
  )[field];
  expect(edges.map(({ node }: Json) => node)).toEqual(nodes);
  expect(totalCount).toBe(nodes.length);
  return nodes;
}

describe("members", () => {
  const emails = async (args: string) =>
    (await listed("members", args, "developer { email }")).map(
      ({ developer }) => developer.email.split("@")[0],
    );

  it("by role and by a part of name or address, whatever its case", async () => {
    expect(await emails("")).toEqual(["ada", "bob"]);
    expect(await emails("filter: { role: ADMIN }")).toEqual(["ada"]);
    expect(await emails("filter: { role: MEMBER }")).toEqual(["bob"]);
    expect(await emails('filter: { search: "ÓBERG" }')).toEqual(["ada"]);
    expect(await emails('filter: { search: "BOB@FILT" }')).toEqual(["bob"]);
    expect(await emails('filter: { search: "b z" }')).toEqual(["bob"]);
    expect(await emails('filter: { search: "_" }')).toEqual([]);
    expect(await emails('filter: { search: "bob", role: ADMIN }')).toEqual([]);
  });

  it("by what they are called now, and their address where they have no name", async () => {
    expect(await emails("orderBy: NAME")).toEqual(["ada", "bob"]);
    expect(await emails("orderBy: JOINED_NEWEST")).toEqual(["bob", "ada"]);
    await ada.mutate("updateProfile", { givenName: "Zoë" }, "developer { id }");
    expect(await emails("orderBy: NAME")).toEqual(["bob", "ada"]);
    await bob.mutate("updateProfile", { givenName: null, familyName: null }, "developer { id }");
    await run("update developer set email = 'zz@filters.example' where id = $1", [bobId]);
    expect(await emails("orderBy: NAME")).toEqual(["ada", "zz"]);
    expect(await emails('filter: { search: "zuse" }')).toEqual([]);
    await run("update developer set email = 'bob@filters.example' where id = $1", [bobId]);
    await bob.mutate("updateProfile", { givenName: "Bob", familyName: "Zuse" }, "developer { id }");
  });
});

describe("invitations", () => {
  it("by what has become of them, which is one of four things", async () => {
    for (const name of ["pending", "accepted", "expired", "withdrawn", "gone"])
      await ada.mutate("inviteDeveloper", { email: `${name}@filters.example` }, "invitation { id }");
    const set = (what: string, name: string) =>
      run(`update invitation set ${what} where email like '${name}@%'`);
    await set("accepted_at = now(), withdrawn_at = now(), expires_at = now()", "accepted");
    await set("expires_at = now()", "expired");
    await set("withdrawn_at = now()", "withdrawn");
    await set("withdrawn_at = now(), expires_at = now()", "gone");
    const found = async (args: string) =>
      (await listed("invitations", args, "email status")).map(
        ({ email, status }) => `${email.split("@")[0]} ${status}`,
      );
    expect(await found("")).toEqual([
      "gone WITHDRAWN",
      "withdrawn WITHDRAWN",
      "expired EXPIRED",
      "accepted ACCEPTED",
      "pending PENDING",
    ]);
    for (const status of ["PENDING", "ACCEPTED", "EXPIRED"])
      expect(await found(`filter: { status: ${status} }`)).toEqual([`${status.toLowerCase()} ${status}`]);
    expect(await found("filter: { status: WITHDRAWN }, orderBy: OLDEST")).toEqual([
      "withdrawn WITHDRAWN",
      "gone WITHDRAWN",
    ]);
  });
});

describe("join requests", () => {
  it("those that wait, or those that were declined", async () => {
    const found = async (args: string) =>
      (await listed("joinRequests", args, "declinedAt developer { email }")).map(
        ({ declinedAt, developer }) => [developer.email.split("@")[0], declinedAt !== null],
      );
    for (const name of ["waits", "later", "declined"]) {
      await run("insert into developer (id, email, created_at) values ($1, $2, now())", [
        `dev_${name}`,
        `${name}@filters.example`,
      ]);
      await run(
        `insert into join_request (developer_id, partner_id, requested_at, declined_at)
         select $1, partner_id, $2, $3 from member where developer_id = $4`,
        [`dev_${name}`, hours(name === "later" ? 1 : 0), name === "declined" ? hours(0) : null, adaId],
      );
    }
    for (const args of ["", "filter: {}", "filter: { isDeclined: false }"])
      expect(await found(args)).toEqual([
        ["waits", false],
        ["later", false],
      ]);
    expect((await found("orderBy: NEWEST"))[0]).toEqual(["later", false]);
    expect(await found("filter: { isDeclined: true }")).toEqual([["declined", true]]);
  });
});

describe("the audit trail", () => {
  const found = async (args: string) =>
    (
      await listed(
        "activity",
        `first: 100${args && `, ${args}`}`,
        "action at actor { id } clientApplication { id }",
      )
    ).map(({ action, at, actor, clientApplication }) => ({
      action,
      at,
      actorId: actor?.id,
      applicationId: clientApplication?.id,
    }));

  it("by actions, actor, application and time", async () => {
    const { id } = await register(ada, "Trail");
    await register(bob, "Bob's");
    const all = await found("");
    expect(await found("orderBy: OLDEST")).toEqual([...all].reverse());
    const where = (isWanted: (entry: Json) => boolean) => all.filter(isWanted);
    const cases: [string, (entry: Json) => boolean][] = [
      ["filter: { actions: [REGISTERED] }", ({ action }) => action === "REGISTERED"],
      [
        "filter: { actions: [REGISTERED, INVITATION_SENT] }",
        ({ action }) => ["REGISTERED", "INVITATION_SENT"].includes(action),
      ],
      [`filter: { actorId: "${bobId}" }`, ({ actorId }) => actorId === bobId],
      [`filter: { clientApplicationId: "${id}" }`, ({ applicationId }) => applicationId === id],
      [
        `filter: { actorId: "${bobId}", actions: [REGISTERED] }`,
        ({ action, actorId }) => action === "REGISTERED" && actorId === bobId,
      ],
    ];
    for (const [args, isWanted] of cases) {
      expect(where(isWanted).length).toBeGreaterThan(0);
      expect(await found(args)).toEqual(where(isWanted));
    }
    const { at } = all[1] as Json;
    expect(await found(`filter: { since: "${at}" }`)).toEqual(where((entry) => entry.at >= at));
    expect(await found(`filter: { until: "${at}" }`)).toEqual(where((entry) => entry.at < at));
    expect(await found(`filter: { since: "${at}", until: "${at}" }`)).toEqual([]);
    for (const nothing of ["actions: []", 'actorId: "nobody"', 'clientApplicationId: "none"'])
      expect(await found(`filter: { ${nothing} }`)).toEqual([]);
  });

  it("of each of many applications, with the same filter and a cursor of any of them", async () => {
    const names = async (args: string) => {
      const query = `{ me { partner { applications(orderBy: CREATED_OLDEST, filter: { ownedByMe: true }) { nodes {
        activity(${args}) { totalCount nodes { action } pageInfo { endCursor } } } } } } }`;
      return (await ada.data(query)).me.partner.applications.nodes.map(({ activity }: Json) => activity);
    };
    const [registered] = await names("filter: { actions: [REGISTERED] }");
    expect(registered).toMatchObject({ totalCount: 1, nodes: [{ action: "REGISTERED" }] });
    const behind = `filter: { actions: [REGISTERED] }, after: "${registered.pageInfo.endCursor}"`;
    expect((await names(behind))[0]).toMatchObject({ totalCount: 1, nodes: [] });
    expect((await names("filter: { actions: [DELETED] }"))[0]).toMatchObject({ totalCount: 0, nodes: [] });
  });
});

describe("applications", () => {
  const names = async (filter: string) =>
    (await listed("applications", `first: 100, filter: { ${filter} }`, "name")).map(({ name }) => name);

  it("by a key of which all is true: its status and when it expires", async () => {
    const { accounts, transfers, development, production } = story.catalogue;
    const both = { products: byId(accounts, transfers), environments: byId(development) };
    await register(ada, "K waits", { environments: byId(production) });
    const { id } = await register(ada, "K mixed", both);
    await register(ada, "K active", both);
    const keys = (what: string, name: string, slug: string) =>
      run(
        `update api_key set ${what} from client_application as a, api_product as p
          where a.id = api_key.application_id and p.id = api_key.product_id and a.name = $1 and p.slug = $2`,
        [name, slug],
      );
    for (const slug of ["accounts", "transfers"])
      await keys("issued_at = now(), provisioned_at = now()", "K active", slug);
    await keys("revoked_at = now(), expires_at = now() + interval '1 hour'", "K mixed", "accounts");
    await keys(
      "issued_at = now(), provisioned_at = now(), expires_at = now() + interval '3 hours'",
      "K mixed",
      "transfers",
    );
    expect(await names("key: { status: AWAITING_APPROVAL }")).toEqual(["K waits"]);
    expect(await names("key: { status: ACTIVE }")).toEqual(["K active", "K mixed"]);
    expect(await names("key: { status: REVOKED }")).toEqual(["K mixed"]);
    expect(await names("key: { status: SUSPENDED }")).toEqual([]);
    expect(await names("key: { status: PROVISIONING }")).toEqual(["Bob's", "Trail"]);
    const within = (count: number) => `expiresBefore: "${hours(count).toISOString()}"`;
    expect(await names(`key: { ${within(2)} }`)).toEqual(["K mixed"]);
    expect(await names(`key: { ${within(2)}, status: REVOKED }`)).toEqual(["K mixed"]);
    // Not a key that is active and another that expires.
    expect(await names(`key: { ${within(2)}, status: ACTIVE }`)).toEqual([]);
    expect(await names(`key: { ${within(4)}, status: ACTIVE }`)).toEqual(["K mixed"]);
    await keys("expires_at = now()", "K mixed", "transfers");
    expect(await names("key: { status: EXPIRED }")).toEqual(["K mixed"]);
    await run("update client_application set deactivated_at = now() where name = 'K active'");
    expect(await names("key: { status: SUSPENDED }")).toEqual(["K active"]);
    expect(await names("key: {}")).toEqual(await names(""));
    const { rows } = await run("select count(*)::int as count from api_key where application_id = $1", [id]);
    expect(rows[0].count).toBe(2);
  });

  it("in every order and its reverse", async () => {
    for (const [order, reverse] of [
      ["CREATED_NEWEST", "CREATED_OLDEST"],
      ["UPDATED_NEWEST", "UPDATED_OLDEST"],
    ]) {
      const one = await listed("applications", `first: 100, orderBy: ${order}`, "id");
      expect(await listed("applications", `first: 100, orderBy: ${reverse}`, "id")).toEqual(one.reverse());
    }
  });
});

describe("the catalogue", () => {
  const slugs = async (field: string, args: string) =>
    (await listed(field, args, "slug", "query")).map(({ slug }) => slug);

  it("products that are open, and whose text holds something", async () => {
    await run("update api_product set is_open = false where slug = 'transfers'");
    expect(await slugs("apiProducts", "filter: { isOpen: false }")).toEqual(["transfers"]);
    expect(await slugs("apiProducts", "filter: { isOpen: true }")).not.toContain("transfers");
    expect(await slugs("apiProducts", 'filter: { search: "TRANSF", isOpen: false }')).toEqual(["transfers"]);
    expect((await slugs("apiProducts", "orderBy: NEWEST")).sort()).toEqual(
      (await slugs("apiProducts", "")).sort(),
    );
    await run("update api_product set is_open = true");
  });

  it("environments that are open, of a tier, with a policy, and whose text holds something", async () => {
    await run("update api_environment set is_open = false where slug = 'uat'");
    expect(await slugs("apiEnvironments", "filter: { isOpen: false }")).toEqual(["uat"]);
    expect(await slugs("apiEnvironments", "filter: { tier: PRODUCTION }")).toEqual(["production"]);
    expect(await slugs("apiEnvironments", "filter: { accessPolicy: APPROVAL }")).toEqual(["production"]);
    expect(await slugs("apiEnvironments", 'filter: { search: "3RD PARTY" }')).toHaveLength(3);
    expect(await slugs("apiEnvironments", 'filter: { search: "develop" }')).toEqual(["development"]);
    await run("update api_environment set is_open = true");
  });
});

describe("what operators see", () => {
  it("access requests by status, environment, company and change", async () => {
    const found = async (filter: string) =>
      (
        await listed("accessRequests", `first: 100, filter: { ${filter} }`, "application { name }", "query")
      ).map(({ application }) => application.name);
    expect(await found("status: AWAITING_APPROVAL")).toEqual(["K waits"]);
    expect(await found('environment: { slug: "production" }')).toEqual(["K waits"]);
    expect(await found(`environment: { id: "${story.catalogue.production}" }, status: APPROVED`)).toEqual([]);
    expect(await found('environment: { slug: "nowhere" }')).toEqual([]);
    const { me } = await ada.data("{ me { partner { id } } }");
    expect(await found(`partnerId: "${me.partner.id}"`)).toHaveLength(5);
    expect(await found('partnerId: "prt_none"')).toEqual([]);
    await run("update access_request set changed_details = '{name}' where verdict is null");
    expect(await found("changedSinceDecision: true")).toEqual(["K waits"]);
    expect(await found("changedSinceDecision: false")).toHaveLength(5);
  });

  it("failing gateways by environment", async () => {
    await run(
      `insert into provisioning_failure (application_id, environment_id, since, last_failed_at, last_error)
       select application_id, environment_id, now(), now(), 'It refuses.' from access_grant`,
    );
    const found = async (args: string) =>
      listed("provisioningFailures", args, "application { name }", "query");
    expect(await found('filter: { environment: { slug: "production" } }')).toEqual([
      { application: { name: "K waits" } },
    ]);
    const all = await found("");
    expect(all).toHaveLength(5);
    expect(await found("orderBy: NEWEST")).toEqual(all.reverse());
  });
});

describe("access tokens", () => {
  it("by scope, and whether they have expired", async () => {
    for (const [name, scopes] of [
      ["beta", ["READ"]],
      ["Alpha 10", ["READ", "WRITE"]],
      ["alpha 9", ["READ"]],
    ] as const)
      await ada.mutate(
        "createAccessToken",
        { name, scopes, expiresInDays: name.length },
        "accessToken { id }",
      );
    await run("update access_token set expires_at = now() where name = 'beta'");
    const found = async (args: string) =>
      (await listed("accessTokens", args, "name", "me")).map(({ name }) => name);
    expect(await found("")).toEqual(["alpha 9", "Alpha 10", "beta"]);
    expect(await found("orderBy: NAME")).toEqual(["alpha 9", "Alpha 10", "beta"]);
    expect(await found("orderBy: EXPIRES_SOONEST")).toEqual(["beta", "alpha 9", "Alpha 10"]);
    expect(await found("filter: { scope: WRITE }")).toEqual(["Alpha 10"]);
    expect(await found("filter: { isExpired: true }")).toEqual(["beta"]);
    expect(await found("filter: { isExpired: false }")).toEqual(["alpha 9", "Alpha 10"]);
  });
});

describe("a cursor", () => {
  const page = async (args: string) => {
    const query = `{ me { partner { applications(${args}) { nodes { name } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } } }`;
    const { data, errors } = await ada.ask(query);
    return errors ? errors[0]?.extensions.code : data.me.partner.applications;
  };

  it("goes with one filter, however that is written, and is refused with any other", async () => {
    const { development } = story.catalogue;
    const filter = `filter: { type: SERVICE, environment: { id: "${development}" } }`;
    const { pageInfo } = await page(`first: 1, ${filter}`);
    const same = [filter, 'filter: { environment: { slug: "development" }, type: SERVICE, search: null }'];
    for (const args of same)
      for (const cursor of [`after: "${pageInfo.endCursor}"`, `last: 1, before: "${pageInfo.endCursor}"`])
        expect(await page(`${args}, ${cursor}`)).toMatchObject({ nodes: expect.any(Array) });
    const others = [
      "",
      "filter: { type: SERVICE }",
      `filter: { type: WEB, environment: { id: "${development}" } }`,
    ];
    for (const args of others)
      for (const cursor of ["after", "before"])
        expect(await page(`${args && `${args}, `}${cursor}: "${pageInfo.endCursor}"`)).toBe("BAD_USER_INPUT");
    const { pageInfo: plain } = await page("first: 1");
    expect(await page(`${filter}, after: "${plain.endCursor}"`)).toBe("BAD_USER_INPUT");
    expect(await page(`after: "${plain.endCursor}", orderBy: CREATED_NEWEST`)).toBe("BAD_USER_INPUT");
    expect(await page(`before: "${cursorOf(["applications.NAME"])}"`)).toBe("BAD_USER_INPUT");
  });

  it("leads back and forth: the last page, the one before it, and on again", async () => {
    const all = (await page("first: 100")).nodes;
    const last = await page("last: 2");
    expect(last).toMatchObject({
      nodes: all.slice(-2),
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const previous = await page(`last: 2, before: "${last.pageInfo.startCursor}"`);
    expect(previous).toMatchObject({
      nodes: all.slice(-4, -2),
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    });
    const again = await page(`first: 2, after: "${previous.pageInfo.endCursor}"`);
    expect(again).toMatchObject({
      nodes: all.slice(-2),
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const between = `after: "${previous.pageInfo.startCursor}", before: "${last.pageInfo.endCursor}"`;
    expect((await page(between)).nodes).toEqual(all.slice(-3, -1));
    expect((await page(`last: 1, ${between}`)).nodes).toEqual(all.slice(-2, -1));
  });

  it("is not asked for with `first` and `last`; `last` takes the place of the default", async () => {
    for (const args of ["first: 3, last: 3", "first: 100, last: 1", "last: 0", "last: 101", "last: -1"])
      expect(await page(args)).toBe("BAD_USER_INPUT");
    for (const args of ["last: 2", "first: null, last: 2", "first: 20, last: 2", "last: 2, first: 20"])
      expect((await page(args)).nodes).toHaveLength(2);
  });
});

describe("names sort as people sort", () => {
  const inOrder = [
    "_low",
    "9 lives",
    "10 lives",
    "Äpfel 2",
    "apfel 10",
    "Apfel 20",
    "eclair",
    "Éclair",
    "zebra",
    "Zebra",
    "Ωmega",
    "Ярлык",
  ];
  const shuffled = [...inOrder].sort();

  it("whatever their case, accents and script, and numbers by their value, in every list alike", async () => {
    for (const [index, name] of shuffled.entries()) {
      const id = String(index).padStart(26, "0");
      const catalogue = [`sort-${index}`, name];
      await run(
        `insert into api_product (id, slug, name, description, apis, embed_ids, is_open, created_at)
         values ('prd_${id}', $1, $2, 'To be sorted.', $3, '{}', true, now())`,
        [
          ...catalogue,
          JSON.stringify(shuffled.map((name) => ({ name, version: "v1", documentationUrl: null }))),
        ],
      );
      await run(
        `insert into api_environment (id, slug, name, institution, tier, api_base_url, access_policy, secret_retrieval, is_open, created_at)
         values ('env_${id}', $1, 'Same', $2, 'DEMO', 'https://a.example', 'AUTOMATIC', 'ONCE', true, now())`,
        catalogue,
      );
      await run("insert into developer (id, email, given_name, created_at) values ($1, $2, $3, now())", [
        `dev_${id}`,
        `sort${index}@filters.example`,
        name,
      ]);
      await run(
        `insert into member (developer_id, partner_id, role, joined_at)
         select $1, partner_id, 'MEMBER', now() from member where developer_id = $2`,
        [`dev_${id}`, adaId],
      );
      await run(
        `insert into client_application (id, partner_id, name, name_key, name_skeleton, description, type, authentication,
                                         redirect_urls, product_ids, owner_id, co_owner_ids, version, created_at, updated_at)
         select $1, partner_id, $2, $1, $1, 'To be sorted.', 'WEB', 'AUTHORIZATION_CODE', '{}', '{}', developer_id, '{}', 1,
                now(), now() from member where developer_id = $3`,
        [`app_${id}`, name, adaId],
      );
    }
    const products = await listed(
      "apiProducts",
      'filter: { search: "be sorted" }',
      "name apis { name }",
      "query",
    );
    expect(products.map(({ name }) => name)).toEqual(inOrder);
    expect(products[0].apis.map(({ name }: Json) => name)).toEqual(inOrder);
    const environments = await listed("apiEnvironments", "filter: { tier: DEMO }", "institution", "query");
    expect(environments.map(({ institution }) => institution)).toEqual(inOrder);
    const applications = await listed("applications", "filter: { type: WEB }", "name");
    expect(applications.map(({ name }) => name)).toEqual(inOrder);
    const members = await listed(
      "members",
      'orderBy: NAME, filter: { search: "sort" }',
      "developer { displayName }",
    );
    expect(members.map(({ developer }) => developer.displayName)).toEqual(inOrder);
  });
});
