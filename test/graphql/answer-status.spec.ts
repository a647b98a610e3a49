import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, GraphQLError } from "graphql";
import { unavailable } from "../../src/graphql/errors.js";
import { startApollo, type TestApollo } from "../support/apollo.js";

let apollo: TestApollo;

beforeAll(async () => {
  apollo = await startApollo(schemaThatRefuses());
});
afterAll(() => apollo.stop());

const json = "application/json";
const graphqlResponse = "application/graphql-response+json";

async function ask(query: string, accept = json) {
  const { status, headers, body } = await apollo.ask({ query, headers: { accept } });
  return { status, headers, body };
}

describe.each([json, graphqlResponse])("as %s, an operation that failed in whole", (accept) => {
  it.each<[code: string, status: number]>([
    ["UNAUTHENTICATED", 401],
    ["FORBIDDEN", 403],
    ["STEP_UP_REQUIRED", 403],
    ["RATE_LIMITED", 429],
    ["BAD_USER_INPUT", 400],
    ["NOT_FOUND", 404],
    ["UNAVAILABLE", 503],
    ["something else", 500],
  ])("for %s has the status %i, and no data that would be empty", async (code, status) => {
    const query = `{ one: refused(code: "${code}") two: refused(code: "${code}") }`;
    const answer = await ask(query, accept);
    expect([answer.status, "data" in answer.body, answer.body.errors.length]).toEqual([status, false, 2]);
    expect(answer.headers.get("content-type")).toMatch(new RegExp(`^${accept.replace("+", "\\+")}`));
  });

  it.each(['{ always(code: "UNAUTHENTICATED") }', '{ __typename refused(code: "UNAUTHENTICATED") }'])(
    "has it as well where a field cannot be null, or has no need to ask: %s",
    async (query) => {
      const { status, body } = await ask(query, accept);
      expect([status, "data" in body]).toEqual([401, false]);
    },
  );

  it("is 200 as soon as one field was answered, and be it with null", async () => {
    const refused = 'refused(code: "UNAUTHENTICATED")';
    const partial = await ask(`{ ${refused} hello }`, accept);
    expect([partial.status, partial.body.data]).toEqual([200, { refused: null, hello: "world" }]);
    const nothing = await ask(`{ ${refused} nothing }`, accept);
    expect([nothing.status, nothing.body.data]).toEqual([200, { refused: null, nothing: null }]);
    const nested = await ask(`{ thing { ${refused} } }`, accept);
    expect([nested.status, nested.body.data]).toEqual([200, { thing: { refused: null } }]);
  });

  it("of a mutation has it too, and where one of two was carried out it is 200", async () => {
    expect((await ask('mutation { refused(code: "FORBIDDEN") }', accept)).status).toBe(403);
    const both = await ask('mutation { done refused(code: "FORBIDDEN") }', accept);
    expect([both.status, both.body.data]).toEqual([200, { done: "yes", refused: null }]);
  });
});

describe("of several errors in an answer without data", () => {
  it.each([
    [["BAD_USER_INPUT", "UNAVAILABLE", "UNAUTHENTICATED"], 503],
    [["UNAUTHENTICATED", "something else"], 500],
    [["FORBIDDEN", "RATE_LIMITED", "UNAUTHENTICATED"], 429],
    [["BAD_USER_INPUT", "FORBIDDEN", "UNAUTHENTICATED"], 401],
    [["NOT_FOUND", "BAD_USER_INPUT", "FORBIDDEN"], 403],
    [["BAD_USER_INPUT", "NOT_FOUND"], 404],
  ])("%j, one decides, in whatever order they come", async (codes, status) => {
    for (const each of [codes, [...codes].reverse()]) {
      const fields = each.map((code, index) => `f${index}: refused(code: "${code}")`);
      expect((await ask(`{ ${fields.join(" ")} }`)).status).toBe(status);
    }
  });
});

describe("with its status an answer tells", () => {
  it("401 how to sign in (RFC 9110 §11.6.1)", async () => {
    const { headers } = await ask('{ refused(code: "UNAUTHENTICATED") }');
    expect(headers.get("www-authenticate")).toBe("Bearer");
  });

  it("503 when to ask again, and so does 429", async () => {
    expect((await ask('{ refused(code: "UNAVAILABLE") }')).headers.get("retry-after")).toBe("5");
    expect((await ask('{ refused(code: "RATE_LIMITED") }')).headers.get("retry-after")).toBe("7");
    expect((await ask('{ refused(code: "RATE_LIMITED") hello }')).headers.get("retry-after")).toBeUndefined();
  });
});

function schemaThatRefuses() {
  const schema = buildSchema(`
    type Query { hello: String nothing: String thing: Thing refused(code: String): String always(code: String): String! }
    type Thing { refused(code: String): String }
    type Mutation { done: String refused(code: String): String }
  `);
  const refuse = (_source: unknown, { code }: { code?: string }) => {
    if (code === "UNAVAILABLE") throw unavailable();
    const extensions = { code, ...(code === "RATE_LIMITED" && { retryAfterSeconds: 7 }) };
    throw new GraphQLError(`Because of ${code}.`, { extensions });
  };
  for (const type of ["Query", "Mutation", "Thing"]) {
    const { refused, always } = (
      schema.getType(type) as NonNullable<ReturnType<typeof schema.getQueryType>>
    ).getFields();
    if (refused) refused.resolve = refuse;
    if (always) always.resolve = refuse;
  }
  const resolvers = {
    hello: () => "world",
    nothing: () => null,
    thing: () => ({}),
  };
  for (const [name, resolve] of Object.entries(resolvers)) {
    const field = schema.getQueryType()?.getFields()[name];
    if (field) field.resolve = resolve;
  }
  const done = schema.getMutationType()?.getFields().done;
  if (done) done.resolve = () => "yes";
  return schema;
}
