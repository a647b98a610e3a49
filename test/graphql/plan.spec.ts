import { describe, expect, it } from "@jest/globals";
import { buildSchema, execute, type GraphQLObjectType, getOperationAST, parse } from "graphql";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { planOf } from "../../src/graphql/execution/plan.js";

const schema = buildSchema(`
  interface Named { name: String! }
  type Query { me: Person nobody: Person people: [Person!]! named: [Named] later: [Person] broken: Person count(of: Int = 2): Int! }
  type Person implements Named { name: String! age: Int tags: [String!] friend: Person friends: [Person!] self: Person! must: String! kind: Kind }
  type Pet implements Named { name: String! owner: Person }
  enum Kind { OLD YOUNG }
`);
const ada = { name: "Ada", age: 36, tags: ["a", "b"], kind: "OLD", must: null };
const bob = { name: "Bob", age: null, tags: null, kind: "YOUNG", must: "has" };
const give = <Value>(value: Value) => new Promise<Value>((resolve) => setImmediate(() => resolve(value)));
const resolvers: Record<string, Record<string, (...args: never[]) => unknown>> = {
  Query: {
    me: () => give(ada),
    nobody: () => null,
    people: () => [ada, give(bob)],
    named: () => [ada, null, { name: "Rex", owner: give(bob) }],
    later: async () => [give(ada), bob, null],
    broken: async () => {
      throw new Error("broken");
    },
    count: (_: unknown, { of }: { of: number }, __: unknown, ___: unknown) => of + 1,
  },
  Person: {
    friend: (person: object) => (person === ada ? give(bob) : null),
    friends: () => [ada, bob],
    self: (person: object) => person,
  },
};
for (const [name, fields] of Object.entries(resolvers))
  for (const [field, resolve] of Object.entries(fields))
    Object.assign((schema.getType(name) as GraphQLObjectType).getFields()[field] ?? {}, { resolve });
Object.assign(schema.getType("Named") ?? {}, {
  resolveType: (value: object) => ("owner" in value ? "Pet" : "Person"),
});
const context = {} as GraphQLContext;

function asked(query: string, variables: Record<string, unknown>) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("There is no operation.");
  const plan = planOf({ schema, document, operation, variables });
  return {
    planned: () => plan(context, variables),
    usual: async () => execute({ schema, document, contextValue: context, variableValues: variables }),
  };
}

describe("a plan gives what graphql-js gives, key by key", () => {
  it.each<[string, string, Record<string, unknown>]>([
    ["fields, nulls and lists", "{ me { name age tags kind } nobody { name } people { age tags } }", {}],
    [
      "what comes later, within what comes later",
      "{ later { name friend { friends { friend { name } } } } }",
      {},
    ],
    [
      "aliases, and a field twice",
      "{ one: me { n: name } me { friend { name } } me { friend { age } age } }",
      {},
    ],
    [
      "fragments",
      "{ me { ...A ... on Person { age } ... { kind } } } fragment A on Person { name friend { ...B } } fragment B on Person { tags }",
      {},
    ],
    ["interfaces", "{ named { __typename name ... on Person { age } ... on Pet { owner { name } } } }", {}],
    [
      "arguments and their defaults",
      "query ($of: Int!) { count five: count(of: 4) given: count(of: $of) }",
      { of: 7 },
    ],
    [
      "what is skipped",
      "query ($no: Boolean!) { me { name @include(if: $no) age @skip(if: $no) } count @include(if: $no) }",
      { no: false },
    ],
    ["the order of keys", "{ people { kind friends { name } age friend { age } name } }", {}],
  ])("%s", async (_what, query, variables) => {
    const { planned, usual } = asked(query, variables);
    const { data, errors } = await usual();
    expect(errors).toBeUndefined();
    for (let time = 0; time < 2; time += 1)
      expect(JSON.stringify(await planned())).toBe(JSON.stringify(data));
  });
});

describe("a plan gives up on", () => {
  it.each([
    ["an error", "{ broken { name } me { name } }"],
    ["a null where there is none", "{ me { must } }"],
    ["the same, deep within what comes later", "{ later { friend { friends { must } } } }"],
  ])("%s", async (_what, query) => {
    const { planned, usual } = asked(query, {});
    expect((await usual()).errors).toHaveLength(1);
    await expect(planned()).rejects.toThrow();
  });
});
