import { describe, expect, it } from "@jest/globals";
import { limits } from "../../src/graphql/limits/limits.js";
import { requestRefusal, type SentRequest } from "../../src/graphql/limits/request-refusal.js";
import { jsonExcess } from "../../src/http/bounded-json.js";

const list = (count: number) => Array.from({ length: count }, () => 1);
const fields = (count: number) => Object.fromEntries(list(count).map((one, index) => [`f${index}`, one]));
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

function refusal(request: SentRequest): [code: unknown, sentence: string] | undefined {
  const error = requestRefusal(request);
  return error && [error.extensions.code, error.message];
}

describe("what is sent is refused before it is parsed and before anybody is identified", () => {
  it.each<[string, SentRequest, SentRequest, string, RegExp]>([
    [
      "its characters",
      { query: " ".repeat(limits.characters) },
      { query: " ".repeat(limits.characters + 1) },
      "OPERATION_TOO_EXPENSIVE",
      /number of characters may be 20000 at most, and this has 20001/,
    ],
    [
      "its lines",
      { query: "\n".repeat(limits.lines - 1) },
      { query: "\r".repeat(limits.lines) },
      "OPERATION_TOO_EXPENSIVE",
      /number of lines may be 500 at most, and this has more/,
    ],
    [
      "its operation's name",
      { operationName: "x".repeat(limits.nameCharacters) },
      { operationName: "x".repeat(limits.nameCharacters + 1) },
      "BAD_USER_INPUT",
      /name has more than 200 characters/,
    ],
    [
      "a list of a variable",
      { variables: { i: { urls: list(limits.listItems) } } },
      { variables: { i: { urls: list(limits.listItems + 1) } } },
      "BAD_USER_INPUT",
      /^The variable \$i\.urls has more than 100 items\.$/,
    ],
    [
      "all that its variables hold",
      { variables: fields(limits.variableEntries) },
      { variables: fields(limits.variableEntries + 1) },
      "BAD_USER_INPUT",
      /^The variables hold more than 5000 items and fields\.$/,
    ],
    [
      "how deep its variables nest",
      { variables: nested(limits.variableDepth) },
      { variables: nested(limits.variableDepth + 2) },
      "BAD_USER_INPUT",
      /nests more than 16 levels deep/,
    ],
    [
      "what its extensions hold",
      { extensions: fields(limits.variableEntries) },
      { extensions: fields(limits.variableEntries + 1) },
      "BAD_USER_INPUT",
      /^The extensions hold more than 5000/,
    ],
    [
      "text that cannot be stored",
      { variables: { i: [{ name: "A\nB" }] } },
      { variables: { i: [{ name: "A\u0000B" }] } },
      "BAD_USER_INPUT",
      /^The variable \$i\.0\.name holds a NUL character/,
    ],
  ])("for %s", (_, most, more, code, sentence) => {
    expect(refusal(most)).toBeUndefined();
    expect(refusal(more)).toEqual([code, expect.stringMatching(sentence)]);
  });

  it("counting what nests, too", () => {
    const variables = { i: Array.from({ length: 49 }, () => list(100)) };
    expect(refusal({ variables })).toBeUndefined();
    expect(refusal({ variables: { ...variables, j: list(100) } })).toEqual([
      "BAD_USER_INPUT",
      expect.stringMatching(/^The variables hold more/),
    ]);
  });

  it("with a sentence that is short whatever the names are", () => {
    const variables = { ["x".repeat(100_000)]: list(101) };
    expect(refusal({ variables })?.[1].length).toBeLessThan(300);
  });

  it("and what is no request at all is left to the parser", () => {
    for (const request of [{}, { query: 1 }, { variables: "x" }, { variables: null, operationName: 5 }]) {
      expect(refusal(request as SentRequest)).toBeUndefined();
    }
  });
});

describe("a body is not even parsed as JSON", () => {
  const of = (values: number) => JSON.stringify(list(values - 1));

  it("when it holds more than 6,000 values, in lists, objects or both", () => {
    expect(jsonExcess(of(5_999))).toBeUndefined();
    expect(jsonExcess(of(6_002))).toMatch(/more than 6000 values/);
    expect(jsonExcess(JSON.stringify(fields(6_001)))).toMatch(/more than 6000 values/);
    expect(jsonExcess("[{},".repeat(3_001))).toMatch(/more than/);
  });

  it("when it nests more than 64 levels deep", () => {
    expect(jsonExcess(`${"[".repeat(64)}${"]".repeat(64)}`)).toBeUndefined();
    expect(jsonExcess(`${"[".repeat(65)}${"]".repeat(65)}`)).toMatch(/more than 64 levels deep/);
    expect(jsonExcess(`[${"{},".repeat(1_000)}1]`)).toBeUndefined();
  });

  it("and what its texts hold does not count", () => {
    expect(
      jsonExcess(JSON.stringify({ a: "[{,\\".repeat(10_000), b: '"'.repeat(10_000), c: "\\" })),
    ).toBeUndefined();
    expect(jsonExcess(`"${"[".repeat(10_000)}`)).toBeUndefined();
    expect(jsonExcess(`"\\"${"[".repeat(10_000)}"`)).toBeUndefined();
    expect(jsonExcess(`"\\\\",${of(6_001)}`)).toMatch(/more than/);
  });
});
