import { beforeAll, describe, expect, it } from "@jest/globals";
import { type DocumentNode, type GraphQLSchema, getOperationAST, parse, validate } from "graphql";
import { assessed, costOf } from "../../src/graphql/limits/cost.js";
import { costsTheSame } from "../../src/graphql/limits/costs-the-same.js";
import { buildPorticoSchema } from "../../src/graphql/schema.js";

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildPorticoSchema();
});

function valid(text: string): DocumentNode {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return document;
}

const application = "clientApplication { id grants { id } }";
const withdraw = (variables: string, input: string, selection: string, directive = "") =>
  `mutation (${variables}) { deactivateClientApplication(input: ${input}) ${directive} { ${selection} } }`;
const whole = "$input: DeactivateClientApplicationInput!";
const listed = (size: string) =>
  `clientApplication { partner { members(first: ${size}) { edges { node { role } } } } }`;

describe("what an operation costs", () => {
  it.each([
    ["a query without variables", "{ me { id } }", true],
    ["a query with one", "query ($first: Int!) { apiProducts(first: $first) { totalCount } }", false],
    ["a mutation of one input", withdraw(whole, "$input", application), true],
    ["a mutation of an id", withdraw("$id: ID!", "{ clientApplicationId: $id }", application), true],
    [
      "a mutation of what may be null",
      withdraw("$id: ID = 1", "{ clientApplicationId: $id }", application),
      false,
    ],
    ["a page of a size", withdraw(`${whole}, $first: Int!`, "$input", listed("$first")), false],
    [
      "a page of a size in a fragment",
      `${withdraw(`${whole}, $first: Int!`, "$input", "...Pages")}
       fragment Pages on DeactivateClientApplicationPayload { ${listed("$first")} }`,
      false,
    ],
    [
      "what may be left out",
      withdraw(`${whole}, $all: Boolean!`, "$input", application, "@include(if: $all)"),
      false,
    ],
  ])("is the same each time, or not: %s", (_, text, isTheSame) => {
    const document = valid(text);
    const operation = getOperationAST(document);
    expect(operation && costsTheSame(document, operation)).toBe(isTheSame);
  });

  it("is remembered with the document, and variables are checked all the same", () => {
    const document = valid(withdraw(whole, "$input", application));
    const sent = (input: object) => assessed({ schema, document, variables: { input } });
    const { cost } = sent({ clientApplicationId: "app_1" });
    expect(cost).toBe(costOf({ schema, document, variables: { input: { clientApplicationId: "app_2" } } }));
    expect(sent({ clientApplicationId: "app_2" })).toEqual({ cost });
    expect(sent({ clientApplicationId: null }).refusals).toHaveLength(1);
    expect(sent({}).refusals).toHaveLength(1);
  });

  it("is counted anew where it depends on variables", () => {
    const document = valid(withdraw(`${whole}, $first: Int!`, "$input", listed("$first")));
    const costs = [1, 100].map(
      (first) =>
        assessed({ schema, document, variables: { input: { clientApplicationId: "app_1" }, first } }).cost ??
        0,
    );
    expect(costs[1]).toBeGreaterThan(costs[0] ?? 0);
  });
});
