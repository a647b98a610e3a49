import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";
import { buildSchema, Kind, parse, validate } from "graphql";
import { exampleNames, exampleOperations } from "../../src/graphql/example-operations.js";

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));

it("there are ten example operations, and each file of docs/operations is one", () => {
  expect(exampleNames).toHaveLength(10);
  expect(readdirSync("docs/operations").sort()).toEqual(exampleNames.map((each) => `${each}.graphql`).sort());
});

it.each(exampleOperations().map((text, index) => [exampleNames[index], text] as const))(
  "%s is one operation with a name of its own, fits the schema, and says what it is for",
  (_, text) => {
    const { definitions } = parse(text);
    expect(definitions).toMatchObject([
      { kind: Kind.OPERATION_DEFINITION, name: { value: expect.any(String) } },
    ]);
    expect(validate(schema, parse(text))).toEqual([]);
    expect(text).toMatch(/^# [A-Z]/);
  },
);
