import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { limits } from "../../src/graphql/limits/limits.js";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";
import { subscribeByEvents } from "../support/subscribe-by-events.js";

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@limits.example");
});

afterAll(() => story.stop());

const embeds = (levels: number): string => (levels === 0 ? "id" : `embeds { ${embeds(levels - 1)} }`);
/** Levels: apiProducts, edges, node, each `embeds`, and `id`. */
const nested = (levels: number) => `{ apiProducts(first: 1) { edges { node { ${embeds(levels - 4)} } } } }`;
const aliased = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: id`).join(" ");

async function refused(query: string, variables: object = {}): Promise<string> {
  const response = await ada.raw(query, variables);
  const { data, errors } = (await response.json()) as Json;
  expect(errors.map(({ extensions }: Json) => extensions)).toEqual([{ code: "OPERATION_TOO_EXPENSIVE" }]);
  expect([response.status, data]).toEqual([400, undefined]);
  return errors[0].message;
}

async function answered(query: string, variables: object = {}): Promise<Json> {
  const response = await ada.raw(query, variables);
  const { data, errors } = (await response.json()) as Json;
  expect([response.status, errors]).toEqual([200, undefined]);
  return data;
}

describe("an operation is refused with a sentence that names the limit", () => {
  it("for its depth", async () => {
    await answered(nested(limits.depth));
    expect(await refused(nested(limits.depth + 1))).toBe(
      "The operation is too expensive: the depth may be 15 at most, and this has 16. Ask for less at a time.",
    );
  });

  it("for its depth through fragments, which add no level themselves", async () => {
    const within = (levels: number) =>
      `{ apiProducts(first: 1) { edges { ...Edge } } }
       fragment Edge on ApiProductEdge { ... on ApiProductEdge { node { ...Product } } }
       fragment Product on ApiProduct { ... { ${embeds(levels - 4)} } }`;
    await answered(within(limits.depth));
    expect(await refused(within(limits.depth + 1))).toMatch(/the depth may be 15/);
  });

  it("for its aliases", async () => {
    await answered(`{ me { ${aliased(limits.aliases)} } }`);
    expect(await refused(`{ me { ${aliased(limits.aliases + 1)} } }`)).toMatch(
      /the number of aliases may be 30 at most, and this has 31\./,
    );
  });

  it("for its aliases through fragments, counted wherever they are used", async () => {
    const twice = (count: number) =>
      `{ me { ...Ids partner { members { edges { node { developer { ...Ids } } } } } } }
       fragment Ids on Developer { ${aliased(count)} }`;
    await answered(twice(limits.aliases / 2));
    expect(await refused(twice(limits.aliases / 2 + 1))).toMatch(/the number of aliases may be 30/);
  });

  it("for its tokens", async () => {
    const ofTokens = (count: number) =>
      `{ ${Array(count - 2)
        .fill("__typename")
        .join(", ")} } # no token`;
    expect(await refused(ofTokens(limits.tokens + 1))).toMatch(
      /the number of tokens may be 1000 at most, and this has more\./,
    );
    expect(await refused(ofTokens(limits.tokens))).not.toMatch(/tokens/);
    await answered(ofTokens(limits.tokens / 4));
  });

  it("for asking for the same field so often that comparing takes long", async () => {
    expect(await refused(`{ me { ${"id ".repeat(limits.tokens - 6)} } }`)).toMatch(
      /the same fields too often/,
    );
  });

  it("for lists within lists", async () => {
    const activity =
      "activity(first: 100) { edges { cursor node { id at action summary actor { email } } } }";
    const query = `query ($first: Int = 100) { me { partner { applications(first: $first) { edges { node { ${activity} } } } } } }`;
    await answered(query, { first: 10 });
    for (const variables of [{}, { first: 100 }]) {
      expect(await refused(query, variables)).toMatch(/the cost may be 50000 at most, and this has \d{5,}\./);
    }
  });

  it("for lists within lists through fragments", async () => {
    const query = (first: number) => `{ me { partner { ...Colleagues } } }
      fragment Colleagues on Partner { members(first: ${first}) { edges { node { developer { partner { ...Names } } } } } }
      fragment Names on Partner { members(first: ${first}) { edges { node { developer { id email role displayName } } } } }`;
    await answered(query(20));
    expect(await refused(query(100))).toMatch(/the cost/);
  });

  it("for the schema's own description many times over", async () => {
    const described = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: __schema { types { name fields { name } } }`).join(" ")} }`;
    await answered(described(3));
    expect(await refused(described(6))).toMatch(/the cost/);
  });

  it("by GET as by POST", async () => {
    const search = new URLSearchParams({ query: nested(limits.depth + 1) });
    const response = await ada.request(`/graphql?${search}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("OPERATION_TOO_EXPENSIVE");
  });

  it("before it changes anything", async () => {
    const { catalogue } = story;
    const input = {
      name: "Too much",
      description: "Is never registered.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(catalogue.accounts),
      environments: byId(catalogue.development),
    };
    const register = `registerClientApplication(input: $input) { clientApplication { ${aliased(31)} } }`;
    await refused(`mutation ($input: RegisterClientApplicationInput!) { ${register} }`, { input });
    const { rows } = await story.services.pool.query("select from client_application");
    expect(rows).toHaveLength(0);
  });
});

describe("what clients ordinarily ask passes", () => {
  it("the whole introspection, as tools send it", async () => {
    const options = { descriptions: true, specifiedByUrl: true, inputValueDeprecation: true };
    const { __schema } = await answered(
      getIntrospectionQuery({ ...options, directiveIsRepeatable: true, schemaDescription: true }),
    );
    expect(__schema.types.length).toBeGreaterThan(50);
  });

  it("a large screen", async () => {
    const key = "id status preview product { id name } environment { id name }";
    const grant = `id status environment { name } apiKeys { ${key} }`;
    await answered(
      `{ me { partner { applications(first: 100) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id name status grants { ${grant} } } } } } } }`,
    );
  });
});

describe("a request is refused", () => {
  it("when its body is larger than 256 KiB", async () => {
    const send = (bytes: number) => {
      const [start, end] = ['{"query":"{ __typename }","variables":{"padding":"', '"}}'];
      const body = `${start}${"x".repeat(bytes - start.length - end.length)}${end}`;
      return ada.request("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
    };
    expect((await send(256 * 1_024)).status).toBe(200);
    const response = await send(256 * 1_024 + 1);
    const { errors } = (await response.json()) as Json;
    expect(response.status).toBe(413);
    expect(errors[0].message).toMatch(/256 KiB|262144/);
  });

  it("when it holds operations in an array", async () => {
    const query = "{ __typename }";
    for (const batch of [[{ query }], [{ query }, { query }], []]) {
      const response = await ada.post("/graphql", batch);
      const { data, errors } = (await response.json()) as Json;
      expect([response.status, data]).toEqual([400, undefined]);
      expect(errors[0].message.length).toBeGreaterThan(10);
      expect(errors[0].extensions.code).not.toBe("INTERNAL_SERVER_ERROR");
    }
  });
});

describe("a subscription over a WebSocket is refused", () => {
  const watched = (selection: string, fragments = "") =>
    `subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { ${selection} } } } ${fragments}`;
  async function errorsOf(query: string, id: unknown = story.services.ids.next("app")): Promise<Json> {
    const { ended, received } = subscribe(ada, query, { id });
    return (await ended) ?? (received[0] as Json).errors;
  }
  const colleagues = "members(first: 100) { edges { node { role joinedAt developer { id email role } } } }";

  it.each<[string, string, RegExp]>([
    [
      "depth",
      watched(`products { ${embeds(limits.depth - 3)} }`),
      /the depth may be 15 at most, and this has 16/,
    ],
    [
      "aliases",
      watched(aliased(limits.aliases + 1)),
      /the number of aliases may be 30 at most, and this has 31/,
    ],
    [
      "aliases in fragments",
      watched(
        `...A owner { id } ...B`,
        `fragment A on ClientApplication { ...B ${aliased(20)} } fragment B on ClientApplication { ${aliased(6)} }`,
      ),
      /the number of aliases may be 30 at most, and this has 32/,
    ],
    ["tokens", watched("id ".repeat(limits.tokens)), /the number of tokens may be 1000/],
    [
      "cost",
      watched(
        `coOwners { partner { members(first: 100) { edges { node { developer { partner { ${colleagues} } } } } } } }`,
      ),
      /the cost may be 50000 at most, and this has \d+/,
    ],
  ])(
    "for too much %s, with the same sentence and code as in a stream of events",
    async (_, query, sentence) => {
      const errors = await errorsOf(query);
      expect(errors).toHaveLength(1);
      expect(errors[0].extensions).toEqual({ code: "OPERATION_TOO_EXPENSIVE" });
      expect(errors[0].message).toMatch(sentence);
      const streamed = subscribeByEvents(ada, query, { id: "app_1" });
      await streamed.ended;
      expect(streamed.received).toEqual([{ errors }]);
    },
  );

  it("with a caller's error when it is no GraphQL, does not fit the schema, or its variables do not fit", async () => {
    const codesOf = (errors: Json) => errors.map(({ extensions }: Json) => extensions.code);
    expect(codesOf(await errorsOf("subscription {"))).toEqual(["GRAPHQL_PARSE_FAILED"]);
    expect(codesOf(await errorsOf(watched("nonsense id")))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(codesOf(await errorsOf(watched("id"), { not: "an id" }))).toEqual(["BAD_USER_INPUT"]);
    expect(codesOf(await errorsOf(watched("id"), "app_\u0000"))).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("a variable that is null where its default cannot help", () => {
  it("is the caller's error", async () => {
    const query = 'query ($id: ID = "app_1") { clientApplication(id: $id) { id } }';
    const { errors } = await ada.ask(query, { id: null });
    expect(errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT", argumentPath: ["id"] });
    expect(errors?.[0]?.message).toMatch(/^Argument "id"/);
  });
});

describe("what a GET sends is looked at as it is run, however it is escaped", () => {
  const query = "query ($slug: String!) { apiProduct(slug: $slug) { id } }";
  const asked = async (variables: string, rest = "") => {
    const path = `/graphql?query=${encodeURIComponent(query)}&variables=${variables}${rest}`;
    const response = await ada.request(path, { headers: { "apollo-require-preflight": "1" } });
    const { errors = [] } = (await response.json()) as Json;
    return [response.status, ...errors.map(({ extensions }: Json) => extensions.code)];
  };
  const slug = (text: string) => encodeURIComponent(`{"slug":"${text}"}`);

  it.each<[what: string, broken: string]>([
    ["half of a character", "%bC"],
    ["no number", "%zz"],
    ["a percent sign alone", "%"],
    ["a blank as a plus sign", "+"],
    ["nothing broken", ""],
  ])("%s", async (_what, broken) => {
    const rest = broken && `&rest=${broken}`;
    expect(await asked(slug("a").replace("a%22", `a${broken}%22`), rest)).toEqual([200]);
    expect(await asked(slug("\\u0000").replace("%22%7D", `${broken}%22%7D`), rest)).toEqual([
      400,
      "BAD_USER_INPUT",
    ]);
    const tooMany = encodeURIComponent(
      JSON.stringify({ slug: "a", more: Array(limits.listItems + 1).fill(1) }),
    );
    expect(await asked(tooMany.replace("a%22", `a${broken}%22`), rest)).toEqual([400, "BAD_USER_INPUT"]);
  });
});
