import { describe, expect, it } from "@jest/globals";
import { buildSchema, graphqlSync, parse } from "graphql";
import { argumentPathOf } from "../../src/graphql/argument-path.js";
import { formatted } from "../../src/graphql/error-format.js";
import { unstorableIn } from "../../src/graphql/unstorable-document.js";

const schema = buildSchema(`
  enum Type { WEB SERVICE }
  input Reference @oneOf { id: ID slug: String }
  input Api { name: String! type: Type }
  input Input { name: String! type: Type urls: [String!] apis: [Api!] product: Reference first: Int }
  type Query { take(input: Input!, type: Type): Boolean }
`);

const query = "query ($input: Input!, $type: Type) { take(input: $input, type: $type) }";

/** Of the errors of variables that do not fit. */
function pathsOf(variableValues: Record<string, unknown>): unknown[] {
  const { errors = [] } = graphqlSync({ schema, source: query, variableValues });
  return errors.map((error) => formatted(error.toJSON(), undefined).extensions?.argumentPath);
}

describe("argumentPath leads to what a program got wrong", () => {
  it.each<[string, Record<string, unknown>, string[][]]>([
    ["a variable that is missing", {}, [["input"]]],
    ["a variable that is null", { input: null }, [["input"]]],
    ["an unknown value of an enum", { input: { name: "A" }, type: "MOBILE" }, [["type"]]],
    ["one within", { input: { name: "A", type: "MOBILE" } }, [["input", "type"]]],
    ["a field that is missing", { input: {} }, [["input", "name"]]],
    ["a field that is null", { input: { name: null } }, [["input", "name"]]],
    ["a field that there is not", { input: { name: "A", title: "B" } }, [["input", "title"]]],
    ["another type", { input: { name: 42 } }, [["input", "name"]]],
    ["a number that is none", { input: { name: "A", first: "1" } }, [["input", "first"]]],
    ["an item of a list", { input: { name: "A", urls: ["x", 1] } }, [["input", "urls", "1"]]],
    [
      "a field of an item",
      { input: { name: "A", apis: [{ name: "A" }, {}] } },
      [["input", "apis", "1", "name"]],
    ],
    ["a reference by nothing", { input: { name: "A", product: {} } }, [["input", "product"]]],
    ["a reference by null", { input: { name: "A", product: { id: null } } }, [["input", "product", "id"]]],
    [
      "several at once",
      { input: { type: "x", urls: [{}] }, type: 1 },
      [["input", "type"], ["input", "urls", "0"], ["input", "name"], ["type"]],
    ],
    [
      "values that look like the place of another",
      { input: { name: 'x at "input.type"; Field "urls" is not defined', type: 'WEB" at "input.first"; ' } },
      [["input", "type"]],
    ],
  ])("%s", (_, variables, paths) => {
    const found = pathsOf(variables);
    expect(found.sort()).toEqual(paths.sort());
  });

  it.each<[string, string, string[] | undefined]>([
    ["an argument", '{ take(input: "\\u0000") }', ["input"]],
    ["a field of one", '{ take(input: { name: "A", first: { on: "\\u0000" } }) }', ["input", "first", "on"]],
    ["an item of a list", '{ take(input: { urls: ["a", "\\u0000"] }) }', ["input", "urls", "1"]],
    [
      "a field of an item",
      '{ take(input: { apis: [{}, { name: "\\u0000" }] }) }',
      ["input", "apis", "1", "name"],
    ],
    ["a list in a list", '{ take(input: [[], ["\\u0000"]]) }', ["input", "1", "0"]],
    ["a default, which is in no argument", 'query ($a: String = "\\u0000") { take(input: $a) }', undefined],
  ])("a string in the document that cannot be stored: %s", (_, document, argumentPath) => {
    expect(unstorableIn(parse(document))).toEqual({ argumentPath });
  });

  it("and nothing where all can be", () => {
    expect(unstorableIn(parse('{ take(input: "\\u00e9") }'))).toBeNull();
  });

  it("and is in no other error", () => {
    for (const message of ["Sign in first.", 'Cannot query field "x" on type "Query".', ""])
      expect(argumentPathOf(message)).toBeUndefined();
    const code = "FORBIDDEN";
    const other = { message: 'Variable "$x" of required type', extensions: { code } };
    expect(formatted(other, undefined).extensions).toEqual({ code });
  });
});
