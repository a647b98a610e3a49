import "reflect-metadata";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { buildSchema, GraphQLError, type GraphQLSchema, graphqlSync, parse, validate } from "graphql";
import { refuse } from "../../src/domain/domain-error.js";
import type { Id } from "../../src/domain/id.js";
import { attempt } from "../../src/graphql/attempt.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { formatted, isOurs } from "../../src/graphql/error-format.js";
import { type Asked, startApollo, type TestApollo } from "../support/apollo.js";
import type { Json } from "../support/client.js";

let apollo: TestApollo;

beforeAll(async () => {
  apollo = await startApollo(schemaThatFails());
});

beforeEach(() => {
  apollo.logged.length = 0;
  apollo.observed.length = 0;
});

afterAll(() => apollo.stop());

describe("what fails on our side", () => {
  it("tells the caller a request id and nothing else", async () => {
    const { status, body, text } = await apollo.ask({ query: "{ hello broken }", requestId: "request-9" });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { hello: "world", broken: null },
      errors: [
        {
          message: "Something went wrong on our side.",
          path: ["broken"],
          locations: [{ line: 1, column: 9 }],
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "request-9" },
        },
      ],
    });
    expect(text).not.toMatch(/password|stack|error-format/);
  });

  it("is logged once, as it happened, under that id", async () => {
    await apollo.ask({ query: "{ broken }", requestId: "request-10" });
    expect(apollo.logged).toHaveLength(1);
    const [{ fields }] = apollo.logged as [Json];
    expect(fields.reqId).toBe("request-10");
    expect(fields.error.message).toBe("password of the database");
    expect(apollo.observed).toMatchObject([{ type: "query", outcome: "error" }]);
  });

  it.each([
    ["a code that is not in the catalogue", "{ odd }"],
    ["null where the schema promises a value", "{ missing }"],
    ["a value that its type cannot hold", "{ count }"],
    ["what is thrown but is no error", "{ thrown }"],
  ])("is hidden likewise: %s", async (_, query) => {
    const { body } = await apollo.ask({ query });
    expect(body.errors).toMatchObject([
      {
        message: "Something went wrong on our side.",
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "request-1" },
      },
    ]);
    expect(apollo.logged).toHaveLength(1);
  });
});

describe("what is the caller's to mend", () => {
  it.each([
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "NOT_FOUND",
    "BAD_USER_INPUT",
    "RATE_LIMITED",
    "OPERATION_TOO_EXPENSIVE",
  ])("keeps its sentence and its code, and nothing else: %s", async (code) => {
    const { body } = await apollo.ask({ query: `{ refused(code: "${code}") }` });
    expect(body.errors).toEqual([
      expect.objectContaining({ message: `Because of ${code}.`, extensions: { code } }),
    ]);
    expect(apollo.logged.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it.each<[string, Asked, number, string]>([
    ["no GraphQL", { query: "{ hello" }, 400, "GRAPHQL_PARSE_FAILED"],
    ["not in the schema", { query: "{ nothing }" }, 400, "GRAPHQL_VALIDATION_FAILED"],
    [
      "a variable of the wrong type",
      { query: "query ($n: Int!) { echo(n: $n) }", variables: { n: "x" } },
      400,
      "BAD_USER_INPUT",
    ],
    ["a variable that is missing", { query: "query ($n: Int!) { echo(n: $n) }" }, 400, "BAD_USER_INPUT"],
    [
      "an operation of that name",
      { query: "query A { hello }", operationName: "B" },
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    [
      "one of several operations",
      { query: "query A { hello } query B { hello }" },
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    ["empty", { body: {} }, 400, "BAD_REQUEST"],
    ["a batch", { body: [{ query: "{ hello }" }] }, 400, "BAD_REQUEST"],
    [
      "a form, as other sites can send it",
      { query: "{ hello }", headers: { "content-type": "text/plain" } },
      400,
      "BAD_REQUEST",
    ],
    ["a mutation by GET", { query: "mutation { change }", method: "GET" }, 405, "BAD_REQUEST"],
    [
      "a persisted query",
      { body: { extensions: { persistedQuery: { version: 1, sha256Hash: "x" } } } },
      200,
      "PERSISTED_QUERY_NOT_SUPPORTED",
    ],
  ])("has a status and a code of its own: %s", async (_, asked, status, code) => {
    const answer = await apollo.ask(asked);
    const { argumentPath: __, ...extensions } = answer.body.errors[0].extensions;
    expect([answer.status, extensions]).toEqual([status, { code }]);
    expect(answer.body.errors[0].message.length).toBeGreaterThan(10);
    expect(apollo.logged.filter(({ level }) => level !== "info")).toEqual([]);
  });
});

describe("a refusal", () => {
  const developerId = "dev_01" as Id<"dev">;

  it("is logged with its codes, under its request id, with who was refused and nothing of what was sent", async () => {
    const query = '{ hello one: refused(code: "FORBIDDEN") other: refused(code: "NOT_FOUND") }';
    await apollo.ask({ query, developerId, requestId: "request-11" });
    expect(apollo.logged).toEqual([
      {
        level: "info",
        fields: { reqId: "request-11", developer: developerId, codes: ["FORBIDDEN", "NOT_FOUND"] },
        message: "an operation was refused",
      },
    ]);
  });

  it("of the domain is logged too, whether or not anybody asks for its codes", async () => {
    await apollo.ask({ query: "mutation { refusedByDomain }", developerId });
    expect(apollo.logged).toMatchObject([{ fields: { developer: developerId, codes: ["NOT_AN_OWNER"] } }]);
  });

  it("of nobody is nobody's, and what nobody refused is not logged", async () => {
    await apollo.ask({ query: '{ refused(code: "UNAUTHENTICATED") }' });
    await apollo.ask({ query: "{ hello }" });
    expect(apollo.logged).toMatchObject([{ fields: { developer: null, codes: ["UNAUTHENTICATED"] } }]);
  });
});

/** Over HTTP Apollo gives these their codes; over WebSocket they come as graphql made them. */
describe("what graphql itself refuses is the caller's over WebSocket too", () => {
  const schema = schemaThatFails();
  const syntaxError = (query: string): GraphQLError[] => {
    try {
      parse(query);
      return [];
    } catch (error) {
      return [error as GraphQLError];
    }
  };
  const run = (query: string) => graphqlSync({ schema, source: query }).errors ?? [];

  it.each<[string, readonly GraphQLError[], string]>([
    ["no GraphQL", syntaxError("{ hello"), "GRAPHQL_PARSE_FAILED"],
    ["not in the schema", validate(schema, parse("{ nothing }")), "GRAPHQL_VALIDATION_FAILED"],
    ["a missing variable", run("query ($n: Int!) { echo(n: $n) }"), "BAD_USER_INPUT"],
  ])("%s", (_, errors, code) => {
    expect(errors).toHaveLength(1);
    for (const error of errors) {
      expect(isOurs(error)).toBe(false);
      expect(formatted(error.toJSON(), undefined)).toMatchObject({
        message: error.message,
        extensions: { code },
      });
    }
  });

  it("but not what fails while it runs", () => {
    const [error] = run("{ broken }");
    expect(error && isOurs(error)).toBe(true);
    expect(JSON.stringify(error && formatted(error.toJSON(), "request-1"))).not.toContain("password");
  });
});

describe("input that no text can hold is refused before anything runs", () => {
  const query = "query ($a: In, $b: [String!]) { take(a: $a, b: $b) }";

  it.each<[string, object, string]>([
    ["NUL", { a: { text: "x\u0000y" } }, "$a.text"],
    ["NUL in a list", { b: ["fine", "\u0000"] }, "$b.1"],
    ["half of a surrogate pair", { a: { text: "\ud800" } }, "$a.text"],
    ["the other half", { b: ["\udc00x"] }, "$b.0"],
    ["halves the wrong way round", { b: ["\ude80\ud83d"] }, "$b.0"],
  ])("%s", async (_, variables, name) => {
    const { status, body } = await apollo.ask({ query, variables });
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [
        {
          message: expect.stringContaining(`variable ${name} `),
          extensions: { code: "BAD_USER_INPUT", argumentPath: name.slice(1).split(".") },
        },
      ],
    });
  });

  it.each([
    ["NUL", '{ take(b: ["\\u0000"]) }'],
    ["a lone surrogate", '{ take(b: ["\\uD800"]) }'],
    ["NUL in a block string", `{ take(b: ["""\u0000"""]) }`],
    ["NUL in a variable's default", 'query ($a: In = { text: "\\u0000" }) { take(a: $a) }'],
    ["NUL in a fragment", '{ ...F } fragment F on Query { take(b: ["\\u0000"]) }'],
  ])("%s, written into the query", async (_, literal) => {
    const { status, body } = await apollo.ask({ query: literal });
    expect(status).toBe(400);
    expect(["BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED"]).toContain(body.errors[0].extensions.code);
  });

  it("variables that nest without end", async () => {
    const depth = 20_000;
    const endless = JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
    const { status, body } = await apollo.ask({ body: { query, variables: { other: endless } } });
    expect([status, body.errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  });

  it("but text of any script, emoji and line breaks are welcome", async () => {
    const b = ["دفتر", "会計", "👩‍💻", "two\nlines", "\ufffd"];
    expect((await apollo.ask({ query, variables: { b } })).body).toEqual({ data: { take: b.join() } });
  });
});

function schemaThatFails(): GraphQLSchema {
  const schema = buildSchema(`
    input In { text: String }
    type Query {
      hello: String
      broken: String
      odd: String
      missing: String!
      count: Int
      thrown: String
      refused(code: String): String
      echo(n: Int!): Int
      take(a: In, b: [String!]): String
    }
    type Mutation { change: String refusedByDomain: String }
  `);
  const resolvers: Record<string, (args: Json) => unknown> = {
    hello: () => "world",
    broken: () => {
      throw new Error("password of the database");
    },
    odd: () => {
      throw new GraphQLError("password", { extensions: { code: "23505", detail: "password" } });
    },
    missing: () => null,
    count: () => "password",
    thrown: () => Promise.reject("password"),
    refused: ({ code }) => {
      throw new GraphQLError(`Because of ${code}.`, { extensions: { code, detail: "password" } });
    },
    echo: ({ n }) => n,
    take: ({ b }) => b?.join(),
  };
  const { refusedByDomain } = schema.getMutationType()?.getFields() ?? {};
  if (!refusedByDomain) throw new Error("The schema has changed.");
  refusedByDomain.resolve = async (_source, _args, context: GraphQLContext) => {
    await attempt(context, () => refuse("NOT_AN_OWNER", "Only owners may."), Object);
    return "refused";
  };
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    field.resolve = (_source, args) => resolvers[field.name]?.(args);
  }
  return schema;
}
