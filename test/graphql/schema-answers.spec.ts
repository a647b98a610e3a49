import { beforeEach, expect, it } from "@jest/globals";
import { buildSchema, executeSync, parse } from "graphql";
import { schemaAnswers } from "../../src/graphql/execution/schema-answers.js";

const schema = buildSchema("type Query { name: String }");
let answers: ReturnType<typeof schemaAnswers>;
let executions = 0;
beforeEach(() => {
  answers = schemaAnswers();
  executions = 0;
});

async function ask(query: string, variables: object = {}, operationName?: string) {
  const document = parse(query);
  const answer = () => {
    executions += 1;
    return executeSync({
      schema,
      document,
      variableValues: { ...variables },
      ...(operationName && { operationName }),
    });
  };
  const question = { queryHash: query, document, variables, ...(operationName && { operationName }) };
  return (await answers(question, answer)) ?? answer();
}

const whole = "{ __schema { types { name } } __typename }";

it("what only asks about the schema is answered once, and the same each time", async () => {
  const first = await ask(whole);
  const second = await ask(whole);
  expect(executions).toBe(1);
  expect(second).toEqual(first);
  expect(JSON.stringify(second)).toContain('"Query"');
});

it("what is added to one answer is not in the next", async () => {
  Object.assign(await ask(whole), { extensions: { cost: 1 } });
  Object.assign(await ask(whole), { extensions: { cost: 1 } });
  expect(await ask(whole)).not.toHaveProperty("extensions");
});

it.each([
  ["asks for anything else", "{ __typename name }", {}],
  ["asks by a fragment", "{ ...on Query { __typename } }", {}],
  ["has variables", "query ($with: Boolean = true) { __typename @include(if: $with) }", { with: false }],
  ["fails", "{ __type { name } }", {}],
])("what %s is answered each time", async (_case, query, variables) => {
  await ask(query, variables);
  await ask(query, variables);
  expect(executions).toBe(2);
});

it("each operation of a document has its own answer", async () => {
  const two = 'query Types { __schema { types { name } } } query Root { __type(name: "Query") { name } }';
  expect((await ask(two, {}, "Types")).data).toHaveProperty("__schema");
  expect((await ask(two, {}, "Root")).data).toHaveProperty("__type");
  expect(executions).toBe(2);
});
