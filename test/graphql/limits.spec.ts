import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from "graphql";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { formatted } from "../../src/graphql/error-format.js";
import { exampleOperations } from "../../src/graphql/example-operations.js";
import { costOf } from "../../src/graphql/limits/cost.js";
import { documentRules, parseOptions, validationOptions } from "../../src/graphql/limits/document-rules.js";
import { dear, limits } from "../../src/graphql/limits/limits.js";
import { requestRefusal } from "../../src/graphql/limits/request-refusal.js";
import { operationRefusal } from "../../src/graphql/operation-refusal.js";
import { buildPorticoSchema } from "../../src/graphql/schema.js";
import { startApollo, type TestApollo } from "../support/apollo.js";
import type { Json } from "../support/client.js";
import { type TestServer, testServer } from "../support/http-server.js";
import { whyClosed } from "../support/subscribe.js";

let schema: GraphQLSchema;
let apollo: TestApollo;

beforeAll(async () => {
  schema = await buildPorticoSchema();
  apollo = await startApollo(schema);
});

afterAll(() => apollo.stop());

/** Nobody is signed in, so that what is not refused answers null and touches nothing. */
const ask = (query: string, variables?: object) => apollo.ask({ query, ...(variables && { variables }) });

async function refusal(query: string, variables?: object): Promise<string> {
  const { status, body } = await ask(query, variables);
  expect(body).toEqual({
    errors: [expect.objectContaining({ extensions: { code: "OPERATION_TOO_EXPENSIVE" } })],
  });
  expect(status).toBe(400);
  return body.errors[0].message;
}

const screen = `query Applications($first: Int = 100) {
  me { displayName role partner { applications(first: $first) { totalCount pageInfo { endCursor } edges { node {
    id name status owner { displayName } grants { id status environment { name } apiKeys { id status product { name } } }
  } } } } }
}`;
const rows = (outer: number, inner: number, leaves: string) =>
  `{ me { partner { applications(first: ${outer}) { edges { node { activity(first: ${inner}) { edges { node { ${leaves} } } } } } } } } }`;
const aliased = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(" ")} }`;
const terms = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: me { id }`).join(" ")} }`;
const deep = (levels: number) =>
  `{ me { ${"partner { members { edges { node { developer { ".repeat(levels)} id ${" }".repeat(5 * levels)} } }`;
/** Fragments each of which spreads the next one twice: 2^count fields. */
const bomb = (count: number) =>
  `{ me { ...f0 } } ${Array.from({ length: count }, (_, i) => `fragment f${i} on Developer { ...f${i + 1} ...f${i + 1} }`).join(" ")} fragment f${count} on Developer { id }`;

describe("an operation within the limits", () => {
  it.each([
    ...exampleOperations()
      .filter((each) => /^query/m.test(each))
      .map((each, index) => [`example ${index + 1} of the Sandbox`, each] as const),
    ["an ordinary screen", screen],
    ["the Sandbox's introspection", getIntrospectionQuery()],
    [
      "GraphiQL's introspection",
      getIntrospectionQuery({
        schemaDescription: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    ],
  ])("is run: %s", async (_, query) => {
    const { status, body } = await ask(query, {});
    const refused = (body.errors ?? []).map(({ extensions }: Json) => extensions.code);
    expect(refused).not.toContain("OPERATION_TOO_EXPENSIVE");
    expect(refused).not.toContain("GRAPHQL_VALIDATION_FAILED");
    expect(status).toBe(200);
  });

  it("costs what it does: a mutation and an export more than a field", () => {
    const cost = (query: string) => costOf({ schema, document: parse(query) });
    expect(cost("{ me { id } }")).toBe(2);
    expect(cost("{ exportMyData }")).toBe(dear.export);
    const accept = 'acceptTerms(input: { version: "1" }) { userErrors { code } }';
    expect(cost(`mutation { a: ${accept} b: ${accept} }`)).toBeGreaterThan(2 * dear.mutation);
  });

  it("stays far below the cost when it is an ordinary screen", () => {
    expect(costOf({ schema, document: parse(screen) })).toBeLessThan(limits.cost / 4);
  });
});

describe("an operation is refused before it runs, with the limit and its own figure, when it has", () => {
  it("too many tokens", async () => {
    const message = await refusal(`{ ${"me ".repeat(limits.tokens)} }`);
    expect(message).toMatch(`number of tokens may be ${limits.tokens} at most`);
  });

  it("too many levels", async () => {
    expect(await refusal(deep(3))).toMatch(`depth may be ${limits.depth} at most, and this has 17.`);
  });

  it("too many levels, hidden in fragments", async () => {
    const query = `{ me { ...A } }
      fragment A on Developer { partner { members { edges { node { developer { ...B } } } } } }
      fragment B on Developer { ... on Developer { partner { members { edges { node { developer { ...C } } } } } } }
      fragment C on Developer { partner { members { edges { node { developer { id } } } } } }`;
    expect(await refusal(query)).toMatch(`depth may be ${limits.depth} at most, and this has 17.`);
  });

  it("too many aliases", async () => {
    const count = limits.aliases + 1;
    expect(await refusal(terms(count))).toMatch(
      `number of aliases may be ${limits.aliases} at most, and this has ${count}.`,
    );
    expect((await ask(terms(limits.aliases))).status).toBe(200);
  });

  it("too many mutations, also in fragments", async () => {
    const accept = (from: number, to: number) =>
      Array.from(
        { length: to - from },
        (_, i) => `m${from + i}: acceptTerms(input: { version: "1" }) { userErrors { code } }`,
      ).join(" ");
    const most = limits.mutations;
    const expected = `number of mutations may be ${most} at most, and this has ${most + 1}.`;
    expect(await refusal(`mutation { ${accept(0, most + 1)} }`)).toMatch(expected);
    const hidden = `mutation { ${accept(0, 1)} ...A } fragment A on Mutation { ${accept(1, 3)} ... on Mutation { ...B } }
      fragment B on Mutation { ${accept(3, most + 1)} }`;
    expect(await refusal(hidden)).toMatch(expected);
    // Nobody is signed in: it was run, and each of them is refused.
    expect((await ask(`mutation { ${accept(0, most)} }`)).status).toBe(401);
  });

  it("more than one export of personal data", async () => {
    const expected = "number of exports may be 1 at most, and this has 2.";
    expect(await refusal("{ a: exportMyData b: exportMyData }")).toMatch(expected);
    expect(await refusal("{ a: exportMyData ...F } fragment F on Query { ... { exportMyData } }")).toMatch(
      expected,
    );
    expect((await ask("{ exportMyData }")).status).not.toBe(400);
  });

  it("fragments that spread themselves are refused for that", async () => {
    const { body } = await ask("mutation { ...A } fragment A on Mutation { ...A }");
    expect(body.errors[0].message).toMatch(/Cannot spread fragment "A" within itself/);
  });

  it("too high a cost: a hundred rows in each of a hundred", async () => {
    const query = rows(100, 100, "id at action");
    const cost = costOf({ schema, document: parse(query) });
    expect(await refusal(query)).toMatch(`cost may be ${limits.cost} at most, and this has ${cost}.`);
  });

  it("too high a cost by its variables, or by what they are when left out", async () => {
    const query = rows(100, 100, "id at action")
      .replace("{", "query ($n: Int = 100) {")
      .replace("first: 100", "first: $n");
    await refusal(query);
    await refusal(query, { n: 100 });
    expect((await ask(query, { n: 1 })).status).toBe(200);
  });

  it("a list without `first`, which counts as twenty rows", () => {
    const cost = (list: string) =>
      costOf({ schema, document: parse(`{ apiProducts${list} { edges { node { id } } } }`) });
    expect(cost("")).toBe(cost("(first: 20)"));
    expect(cost("(first: 100)")).toBeGreaterThan(4 * cost(""));
    for (const args of ["(last: 100)", "(first: 1, last: 100)", "(first: null, last: 100)"])
      expect(cost(args)).toBe(cost("(first: 100)"));
  });

  it("fragments that spread one another without end: soon enough", async () => {
    const start = process.cpuUsage();
    await refusal(bomb(150));
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(2_000_000);
  });
});

describe("what counts as nothing", () => {
  it("the aliases of __typename", async () => {
    expect((await ask(aliased(limits.aliases * 2))).status).toBe(200);
  });

  it("a negative `first` does not pay for another list", async () => {
    const query = `{ me { partner { a: members(first: -100000) { edges { node { role } } } applications(first: 100) { edges { node { activity(first: 100) { edges { node { id at action } } } } } } } } }`;
    await refusal(query);
  });
});

describe("the same limits hold for subscriptions over WebSocket", () => {
  let server: TestServer;
  let url: string;

  beforeAll(async () => {
    server = await testServer({
      subscriptions: {
        schema,
        connect: async () => "dev_somebody",
        context: async () => ({ actor: null }),
        validationRules: documentRules,
        parseOptions,
        validationOptions,
        requestRefusal,
        operationRefusal,
        formatError: (error) => formatted(error.toJSON(), undefined),
      },
    });
    url = `ws://127.0.0.1:${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`;
  });

  afterAll(() => server.close());

  async function answerTo(selection: string): Promise<Json> {
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    const query = `subscription { clientApplicationChanged(clientApplicationId: "app_1") { clientApplication { ${selection} } } }`;
    try {
      for await (const { errors } of client.iterate({ query })) return whyClosed(errors);
      return undefined;
    } catch (error) {
      return whyClosed(error);
    } finally {
      await client.dispose();
    }
  }

  it.each([
    ["tokens", "id ".repeat(limits.tokens)],
    ["depth", `owner ${deep(3).slice(5, -2)}`],
    ["aliases", Array.from({ length: limits.aliases + 1 }, (_, i) => `a${i}: id`).join(" ")],
    ["cost", `owner { partner ${rows(100, 100, "id at action").slice(15, -4)} }`],
  ])("%s", async (_, selection) => {
    expect(await answerTo(selection)).toEqual([
      expect.objectContaining({ extensions: { code: "OPERATION_TOO_EXPENSIVE" } }),
    ]);
  });

  it("and what is too long is not even parsed", async () => {
    expect(await answerTo(`id # ${"x".repeat(limits.characters)}`)).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/number of characters may be 20000/) }),
    ]);
  });

  it("and text that cannot be stored is refused", async () => {
    const search = 'owner { partner { applications(filter: { search: "\\u0000" }) { totalCount } } }';
    expect(await answerTo(search)).toEqual([
      expect.objectContaining({
        extensions: { code: "BAD_USER_INPUT", argumentPath: ["filter", "search"] },
      }),
    ]);
  });

  it("and what stays within them is not refused", async () => {
    expect(await answerTo("id status")).toEqual([
      expect.objectContaining({ extensions: { code: "UNAUTHENTICATED" } }),
    ]);
  });
});

it("the cost of every list there is counts its rows", () => {
  // A page is counted by its connection; errors are few, and cost nothing to read.
  const counted = new Set(["userErrors", "reasons"]);
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const lists = fields.filter(({ type: parent, field: { name, type } }) => {
    if (parent.name.endsWith("Connection")) return false;
    const row = getNamedType(type);
    const isList = isListType(getNullableType(type)) && isCompositeType(row);
    return (isList || row.name.endsWith("Connection")) && !counted.has(name);
  });
  expect(lists.length).toBeGreaterThan(10);
  const uncounted = lists.filter(({ field }) => typeof field.extensions.complexity !== "function");
  expect(uncounted.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});
