import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  story = await startStory();
  [ada, bob] = [
    await story.readyDeveloper("ada@pages.example"),
    await story.readyDeveloper("bob@pages.example"),
  ];
  const stranger = await story.readyDeveloper("eve@elsewhere.example");
  await story.pauseWorker();
  for (const name of ["Kiwi", "apple", "Zebra", "banana", "Échalote", "cherry", "100% juice", "snake_case"]) {
    await ada.registers(application({ name }));
  }
  await stranger.registers(application({ name: "Elsewhere" }));
});

afterAll(() => story.stop());

function application(fields: object): object {
  return {
    name: "Ledger",
    description: "Is listed.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
    ...fields,
  };
}

interface List {
  /** With `$first` and `$after` in it. */
  readonly query: string;
  readonly variables?: object;
  readonly in: (data: Json) => Json;
}

const page = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
const applications = (orderBy: string): List => ({
  query: `query ($first: Int, $after: String, $filter: ClientApplicationFilter) {
    me { partner { applications(first: $first, after: $after, orderBy: ${orderBy}, filter: $filter) {
      ${page} edges { cursor node { id name createdAt updatedAt } } } } } }`,
  in: ({ me }) => me.partner.applications,
});
const members: List = {
  query: `query ($first: Int, $after: String) { me { partner { members(first: $first, after: $after) {
    ${page} edges { cursor node { joinedAt developer { id } } } } } } }`,
  in: ({ me }) => me.partner.members,
};
const products: List = {
  query: `query ($first: Int, $after: String, $filter: ApiProductFilter) { apiProducts(first: $first, after: $after, filter: $filter) {
    ${page} edges { cursor node { id name } } } }`,
  in: ({ apiProducts }) => apiProducts,
};
const environments: List = {
  query: `query ($first: Int, $after: String) { apiEnvironments(first: $first, after: $after) {
    ${page} edges { cursor node { id name } } } }`,
  in: ({ apiEnvironments }) => apiEnvironments,
};

const read = async (list: List, variables: object): Promise<Json> =>
  list.in(await ada.data(list.query, { ...list.variables, ...variables }));
const nodesOf = ({ edges }: Json): Json[] => edges.map(({ node }: Json) => node);
const names = (nodes: Json[]): string[] => nodes.map(({ name }) => name);

/** All rows, page by page; `between` runs after each page. */
async function walk(list: List, first: number, between = async () => {}): Promise<Json[]> {
  const nodes: Json[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo, totalCount }: Json = await read(list, { first, after });
    expect(edges.length).toBeLessThanOrEqual(first);
    expect(pageInfo).toMatchObject({
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    nodes.push(...nodesOf({ edges }));
    await between();
    if (!pageInfo.hasNextPage) {
      expect(totalCount).toBeGreaterThanOrEqual(nodes.length);
      return nodes;
    }
    expect(edges).toHaveLength(first);
    after = pageInfo.endCursor;
  }
}

const lists: [string, List][] = [
  ["applications by name", applications("NAME")],
  ["applications, the newest first", applications("CREATED_NEWEST")],
  ["applications, the last changed first", applications("UPDATED_NEWEST")],
  ["members", members],
  ["products", products],
  ["environments", environments],
];

describe("pages", () => {
  beforeAll(async () => {
    const { pool, ids } = story.services;
    for (let index = 0; index < 5; index += 1) {
      const id = ids.next("dev");
      await pool.query("insert into developer (id, email, created_at) values ($1, $2, now())", [
        id,
        `member${index}@pages.example`,
      ]);
      // The same instant for several: only the id tells their order.
      await pool.query(
        `insert into member (developer_id, partner_id, role, joined_at)
         select $1, m.partner_id, 'MEMBER', m.joined_at from member m join developer d on d.id = m.developer_id
         where d.email = 'bob@pages.example'`,
        [id],
      );
    }
    await pool.query(
      "update client_application set created_at = now(), updated_at = now() where name in ('Kiwi', 'apple', 'Zebra', 'cherry')",
    );
  });

  it.each(lists)("of %s give each row exactly once, in the order of one large page", async (_, list) => {
    const { totalCount, ...all } = await read(list, { first: 100 });
    for (const first of [1, 3, totalCount, totalCount + 1]) {
      expect(await walk(list, first)).toEqual(nodesOf(all));
    }
    expect(nodesOf(all)).toHaveLength(totalCount);
    expect(totalCount).toBeGreaterThan(2);
  });

  it("of applications are in the order that was asked for", async () => {
    const byName = names(nodesOf(await read(applications("NAME"), {})));
    expect(byName.filter((name) => /^[a-z]/i.test(name))).toEqual([
      "apple",
      "banana",
      "cherry",
      "Kiwi",
      "snake_case",
      "Zebra",
    ]);
    for (const [orderBy, field] of [
      ["CREATED_NEWEST", "createdAt"],
      ["UPDATED_NEWEST", "updatedAt"],
    ] as const) {
      const instants = nodesOf(await read(applications(orderBy), {})).map((node) => node[field]);
      expect(instants).toEqual([...instants].sort().reverse());
    }
  });

  it("hold nothing of another company", async () => {
    expect(names(await walk(applications("NAME"), 3))).not.toContain("Elsewhere");
  });

  it("hold twenty rows unless asked for more", async () => {
    const { pool } = story.services;
    await pool.query(
      `insert into api_product (id, slug, name, description, apis, embed_ids, is_open, created_at)
       select 'prd_01h0000000000000000000' || lpad(n::text, 4, '0'), 'many-' || n, 'Many ' || n, 'Is one of many.', '[]', '{}', true, now()
       from generate_series(1, 30) as n`,
    );
    expect((await read(products, {})).edges).toHaveLength(20);
    expect((await read(products, { first: null, after: null })).edges).toHaveLength(20);
    await pool.query("delete from api_product where slug like 'many-%'");
  });

  it("of an empty list are one empty page", async () => {
    expect(await read(products, { filter: { search: "there is no such product" } })).toEqual({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});

describe("pages stay right while rows are added between them", () => {
  it.each(["NAME", "CREATED_NEWEST", "UPDATED_NEWEST"])("by %s", async (orderBy) => {
    const list = applications(orderBy);
    const before = nodesOf(await read(list, { first: 100 }));
    let added = 0;
    // In the order of names: one before all, one after all that are read, in turn.
    const walked = await walk(list, 3, async () => {
      if (added >= 3) return;
      added += 1;
      await ada.registers(application({ name: `${added % 2 ? "!" : "~"} ${orderBy.slice(0, 4)} ${added}` }));
    });
    const ids = walked.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set(before.map(({ id }) => id));
    expect(walked.filter(({ id }) => known.has(id))).toEqual(before);
  });

  it("and while the row that the cursor is of disappears", async () => {
    const list = applications("NAME");
    const first = await read(list, { first: 3 });
    const rest = nodesOf(await read(list, { first: 100, after: first.pageInfo.endCursor }));
    const { pool } = story.services;
    const { id } = first.edges[2].node;
    const move = (to: string) =>
      pool.query(
        `update client_application set partner_id = (select partner_id from partner_domain where domain = $1) where id = $2`,
        [to, id],
      );
    await move("elsewhere.example");
    expect(nodesOf(await read(list, { first: 100, after: first.pageInfo.endCursor }))).toEqual(rest);
    await move("pages.example");
  });
});

describe("a page is refused with BAD_USER_INPUT", () => {
  async function refusal(list: List, variables: object): Promise<void> {
    const { data, errors } = await ada.ask(list.query, variables);
    const argumentPath = ["after", "before", "last", "first"].filter((name) => name in variables).slice(0, 1);
    const extensions = { code: "BAD_USER_INPUT", argumentPath };
    expect([data?.me?.partner ?? null, errors?.[0]?.extensions]).toEqual([null, extensions]);
    expect(errors?.[0]?.message).toMatch(/\.$/);
  }

  it("for a cursor of another ordering or list", async () => {
    for (const [given, from] of lists) {
      const after = (await read(from, { first: 1 })).pageInfo.endCursor;
      for (const [name, list] of lists) {
        if (name !== given) await refusal(list, { first: 1, after });
      }
      expect((await read(from, { first: 1, after })).edges).toHaveLength(1);
    }
  });

  it("for a cursor that PostgreSQL could not compare with", async () => {
    /** A cursor of the list's own, but for its values. */
    const forged = async (list: List, ...values: string[]) => {
      const { edges } = await read(list, { first: 1 });
      const [label] = JSON.parse(Buffer.from(edges[0].cursor, "base64url").toString());
      return Buffer.from(JSON.stringify([label, ...values])).toString("base64url");
    };
    for (const instant of ["0000-01-01T00:00:00.000Z", "2026-02-30T00:00:00.000Z", "soon", "\u0000"]) {
      for (const [list, id] of [
        [applications("CREATED_NEWEST"), "app_1"],
        [members, "dev_1"],
      ] as const)
        await refusal(list, { after: await forged(list, instant, id) });
    }
    const byName = applications("NAME");
    for (const values of [["a\u0000", "app_1"], []])
      await refusal(byName, { after: await forged(byName, ...values) });
    for (const after of ["", "nonsense", "W10"]) await refusal(byName, { after });
    await read(byName, { after: await forged(byName, "a", "app_1") });
  });

  it.each(lists)("for a size out of 1 to 100: %s", async (_, list) => {
    for (const first of [0, -1, 101, 2 ** 31 - 1]) await refusal(list, { first });
  });
});

describe("the filter of applications", () => {
  const list = applications("NAME");
  const found = async (filter: object): Promise<string[]> =>
    names(nodesOf(await read(list, { first: 100, filter }))).sort();
  let ids: Record<string, string>;

  beforeAll(async () => {
    const web = {
      type: "WEB",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: ["https://filter.example/callback"],
    };
    const { transfers, uat, accounts, development } = story.catalogue;
    const made = [
      await bob.registers(application({ name: "F bob", description: "Belongs to Bob." })),
      await ada.registers(application({ name: "F shared", description: "Co-owned." })),
      await ada.registers(application({ ...web, name: "F web", description: "50% off_price \\o/" })),
      await ada.registers(
        application({ name: "F stopped", description: "Rests.", products: byId(transfers) }),
      ),
      await ada.registers(
        application({
          name: "F uat",
          products: byId(accounts, transfers),
          environments: byId(development, uat),
        }),
      ),
    ];
    ids = Object.fromEntries(made.map(({ name, id }) => [name, id]));
    const { pool } = story.services;
    await pool.query("update client_application set deactivated_at = now() where name = 'F stopped'");
    await pool.query(
      `update client_application set co_owner_ids = array[(select id from developer where email = 'bob@pages.example')]
       where name = 'F shared'`,
    );
  });

  it("status", async () => {
    expect(await found({ status: "DEACTIVATED" })).toEqual(["F stopped"]);
    const active = await found({ status: "ACTIVE" });
    expect(active).not.toContain("F stopped");
    expect(active.length + 1).toBe((await found({})).length);
  });

  it("type", async () => {
    expect(await found({ type: "WEB" })).toEqual(["F web"]);
    expect(await found({ type: "MOBILE" })).toEqual([]);
  });

  it("ownedByMe: those that I own or co-own; false filters nothing", async () => {
    const mine = await bob.data(list.query, { first: 100, filter: { ownedByMe: true } });
    expect(names(nodesOf(list.in(mine))).sort()).toEqual(["F bob", "F shared"]);
    expect(await found({ ownedByMe: true })).not.toContain("F bob");
    expect(await found({ ownedByMe: false })).toEqual(await found({}));
  });

  it("search: part of the name or description, ignoring case", async () => {
    expect(await found({ search: "f WEB" })).toEqual(["F web"]);
    expect(await found({ search: "belongs TO" })).toEqual(["F bob"]);
    expect(await found({ search: "ÉCHAL" })).toEqual(["Échalote"]);
    expect(await found({ search: "" })).toEqual(await found({}));
  });

  it.each<[string, string[]]>([
    ["%", ["100% juice", "F web"]],
    ["_", ["F web", "snake_case"]],
    ["e_c", ["snake_case"]],
    ["0% ", ["100% juice", "F web"]],
    ["\\", ["F web"]],
    ["\\o", ["F web"]],
    ["%%", []],
    ["' or true --", []],
  ])("search takes %s literally", async (search, expected) => {
    expect(await found({ search })).toEqual(expected);
  });

  it("environment", async () => {
    expect(await found({ environment: { id: story.catalogue.uat } })).toEqual(["F uat"]);
    expect(await found({ environment: { id: story.catalogue.production } })).toEqual([]);
    expect(await found({ environment: { id: ids["F uat"] } })).toEqual([]);
  });

  it("product", async () => {
    expect(await found({ product: { id: story.catalogue.transfers } })).toEqual(["F stopped", "F uat"]);
    expect(await found({ product: { id: story.catalogue["digital-banking"] } })).toEqual([]);
  });

  it("all of them together", async () => {
    const { transfers, uat } = story.catalogue;
    const filter = {
      status: "ACTIVE",
      type: "SERVICE",
      ownedByMe: true,
      search: "f",
      product: { id: transfers },
    };
    expect(await found({ ...filter, environment: { id: uat } })).toEqual(["F uat"]);
    expect(await found({ ...filter, environment: { id: uat }, type: "WEB" })).toEqual([]);
    expect(
      await found({
        status: null,
        type: null,
        ownedByMe: null,
        search: null,
        environment: null,
        product: null,
      }),
    ).toEqual(await found({}));
  });

  it("counts what it lists, on every page", async () => {
    const filtered = { ...list, variables: { filter: { search: "f " } } };
    const { totalCount } = await read(filtered, { first: 1 });
    expect(await walk(filtered, 2)).toHaveLength(totalCount);
  });
});

describe("products are searched", () => {
  const found = async (search: string) => names(nodesOf(await read(products, { filter: { search } })));

  it("in name and description, ignoring case", async () => {
    expect(await found("TRANS")).toEqual(["Accounts", "Transfers"]);
    expect(await found("digital")).toEqual(["Digital Account Opening", "Digital Banking"]);
  });

  it.each(["%", "_", "\\", "A%s"])("with %s taken literally", async (search) => {
    expect(await found(search)).toEqual([]);
  });
});

describe("totalCount", () => {
  it.each(lists)(
    "costs a statement where it is asked for and the page has not all: %s",
    async (_, { query }) => {
      const isGathered = query.includes("applications(");
      const asking = (text: string, first: number) => statementsDuring(() => ada.data(text, { first }));
      const counts = (statements: readonly string[]) => statements.filter((sql) => /count\(/i.test(sql));
      const counting = await asking(query, 1);
      const not = await asking(query.replace("totalCount", ""), 1);
      expect(counts(not)).toEqual([]);
      expect(counts(counting)).toHaveLength(1);
      // That of applications is part of the one that reads them.
      expect(counting.length - not.length).toBe(isGathered ? 0 : 1);
      expect(counts(await asking(query, 100))).toHaveLength(isGathered ? 1 : 0);
    },
  );
});
