import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
const orders = ["NAME", "CREATED_NEWEST", "UPDATED_NEWEST"];

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@list.example");
  await story.pauseWorker();
});

afterAll(() => story.stop());

function register(name: string, description = "Is listed."): Promise<Json> {
  return ada.registers({
    name,
    description,
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
}

async function list(variables: object): Promise<Json> {
  const query = `query ($first: Int, $after: String, $orderBy: ClientApplicationOrder, $filter: ClientApplicationFilter) {
    me { partner { applications(first: $first, after: $after, orderBy: $orderBy, filter: $filter) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id name version } } } } } }`;
  return (await ada.data(query, variables)).me.partner.applications;
}

const nodesOf = ({ edges }: Json): Json[] => edges.map(({ node }: Json) => node);

describe.each(orders)("by %s, pages stay right for every row that stays as it is", (orderBy) => {
  const filter = { search: orderBy };
  let applications: Json[];

  beforeAll(async () => {
    for (const letter of "ABCDEFGHI") await register(`${letter} ${orderBy}`);
    applications = nodesOf(await list({ first: 100, orderBy, filter }));
  });

  /** What the remaining pages hold once `change` has happened behind the first page of three. */
  async function rest(change: (shown: Json[], hidden: Json[]) => Promise<unknown>): Promise<string[]> {
    const page = await list({ first: 3, orderBy, filter });
    const shown = nodesOf(page);
    const hidden = applications.filter(({ id }) => !shown.some((node) => node.id === id));
    await change(shown, hidden);
    const names: string[] = [];
    let { hasNextPage, endCursor } = page.pageInfo;
    while (hasNextPage) {
      const next = await list({ first: 2, orderBy, filter, after: endCursor });
      names.push(...nodesOf(next).map(({ id }) => id));
      ({ hasNextPage, endCursor } = next.pageInfo);
    }
    expect(new Set(names).size).toBe(names.length);
    return names;
  }

  const rename = ({ id, version }: Json, name: string) =>
    ada.mutate(
      "editClientApplication",
      { clientApplicationId: id, expectedVersion: version, name },
      "clientApplication { id }",
    );
  const remove = ({ id, name }: Json) =>
    ada.mutate(
      "deleteClientApplication",
      { clientApplicationId: id, confirmName: name },
      "deletedClientApplicationId",
    );
  const ids = (nodes: Json[]) => nodes.map(({ id }) => id);

  it("when the row that the cursor is of is renamed (R24)", async () => {
    let unchanged: string[] = [];
    const seen = await rest(async (shown, hidden) => {
      unchanged = ids(hidden);
      await rename(shown[2], `0 renamed ${orderBy}`);
    });
    expect(seen.filter((id) => unchanged.includes(id))).toEqual(unchanged);
    applications = nodesOf(await list({ first: 100, orderBy, filter }));
  });

  it("when rows before and behind it are deleted (R31)", async () => {
    let left: string[] = [];
    const seen = await rest(async (shown, hidden) => {
      left = ids(hidden.slice(1));
      await remove(shown[1]);
      await remove(shown[2]);
      await remove(hidden[0]);
    });
    expect(seen).toEqual(left);
    const all = await list({ first: 100, orderBy, filter });
    expect(all.totalCount).toBe(6);
  });
});

it("rows of the same instant are all listed, page by page", async () => {
  for (const number of [1, 2, 3]) await register(`Twin ${number}`);
  await story.services.pool.query(
    "update client_application set created_at = '2026-01-01', updated_at = '2026-01-01' where name like 'Twin %'",
  );
  for (const orderBy of orders) {
    const filter = { search: "twin" };
    const names: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: Json = await list({ first: 1, orderBy, filter, after });
      names.push(...nodesOf(page).map(({ name }) => name));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(names.sort()).toEqual(["Twin 1", "Twin 2", "Twin 3"]);
  }
});

describe("a search", () => {
  beforeAll(async () => {
    await register("Übersicht", "Zeigt Kontostände.");
    await register("Плательщик", "Делает переводы.");
  });

  it.each([
    ["ÜBERSICHT", "Übersicht"],
    ["kontoSTÄNDE", "Übersicht"],
    ["ПЛАТ", "Плательщик"],
    ["ере", "Плательщик"],
    ["ü", "Übersicht"],
  ])("for %s ignores case in any script, in name and description, at any length", async (search, name) => {
    expect(nodesOf(await list({ filter: { search } })).map((node) => node.name)).toEqual([name]);
  });

  it.each(["U\u0308bersicht", " übersicht\n", "\u00a0Zeigt Kontosta\u0308nde. "])(
    "for %j finds what is kept in another form",
    async (search) => {
      expect(nodesOf(await list({ filter: { search } })).map((node) => node.name)).toEqual(["Übersicht"]);
    },
  );

  it("for blanks alone finds all", async () => {
    const all = await list({});
    expect((await list({ filter: { search: " \n" } })).totalCount).toBe(all.totalCount);
  });

  it("uses the trigram index", async () => {
    const client = await story.services.pool.connect();
    try {
      await client.query("begin; set local enable_seqscan = off; set local enable_indexscan = off");
      const { rows } = await client.query(
        `explain select * from client_application
          where (name || E'\\n' || description) ilike '%ledger%'`,
      );
      expect(JSON.stringify(rows)).toContain("client_application_search_index");
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});
