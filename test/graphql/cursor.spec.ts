import { describe, expect, it } from "@jest/globals";
import { cursorOf, defaultPageSize, maxPageSize, pageOf } from "../../src/graphql/cursor.js";

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const badInput = expect.objectContaining({ extensions: { code: "BAD_USER_INPUT" } });

/** What `pageOf` throws; undefined when it does not. */
function refusalOf(...args: Parameters<typeof pageOf>): unknown {
  try {
    pageOf(...args);
  } catch (error) {
    return error;
  }
}

describe("a page", () => {
  it("has 20 rows unless told otherwise, and starts at the beginning", () => {
    for (const args of [{}, { first: null, after: null }]) {
      expect(pageOf(args, "NAME", ["text"])).toEqual({ first: defaultPageSize, after: null });
    }
  });

  it("has 1 to 100 rows", () => {
    for (const first of [1, maxPageSize]) expect(pageOf({ first }, "NAME", ["text"]).first).toBe(first);
    for (const first of [0, -1, maxPageSize + 1])
      expect(refusalOf({ first }, "NAME", ["text"])).toEqual(badInput);
  });
});

describe("a cursor", () => {
  it("leads back to the ordering values it was made of, whatever they hold", () => {
    const values = ['Ledger "🚀" دفتر,|', "2026-03-01T09:00:00.000Z"];
    const after = cursorOf("ANY", values);
    expect(after).toMatch(/^[\w-]+$/);
    expect(pageOf({ after }, "ANY", ["text", "instant"]).after).toEqual(values);
  });

  it("of another ordering is refused", () => {
    const after = cursorOf("NAME", ["ledger", "app_1"]);
    expect(refusalOf({ after }, "CREATED_NEWEST", ["text", "text"])).toEqual(badInput);
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "nonsense"],
    ["no list", encoded({ 0: "NAME" })],
    ["another type", encoded(["NAME", 1])],
    ["too few values", encoded(["NAME"])],
    ["too many values", encoded(["NAME", "a", "b"])],
    ["a NUL", encoded(["NAME", "a\u0000"])],
    ["half of a surrogate pair", encoded(["NAME", "a\ud800"])],
  ])("that is malformed is refused: %s", (_, after) => {
    expect(refusalOf({ after }, "NAME", ["text"])).toEqual(badInput);
  });

  it.each([
    "soon",
    "2026-03-01",
    "2026-02-30T00:00:00.000Z",
    "2026-01-01T24:00:00.000Z",
    "0000-01-01T00:00:00.000Z",
    "+010000-01-01T00:00:00.000Z",
    "-000001-01-01T00:00:00.000Z",
  ])("with an instant that PostgreSQL could not take is refused: %s", (instant) => {
    expect(refusalOf({ after: cursorOf("C", [instant]) }, "C", ["instant"])).toEqual(badInput);
  });
});
