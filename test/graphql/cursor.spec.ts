import { describe, expect, it } from "@jest/globals";
import { UnknownPosition } from "../../src/application/queries/page.js";
import { cursorOf, pageOf } from "../../src/graphql/cursor.js";
import { limits } from "../../src/graphql/limits/limits.js";
import { ascending, descending, instant, paging, text } from "../../src/infrastructure/reads/paging.js";

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const badInput = (...argumentPath: string[]) =>
  expect.objectContaining({ extensions: { code: "BAD_USER_INPUT", argumentPath } });

const pages = paging({
  name: "things",
  orders: {
    NAME: ascending(text("t.name"), text("t.id as thingId")),
    NEWEST: descending(instant("t.createdAt"), text("t.id as thingId")),
  },
});
const row = {
  name: 'Ledger "🚀" دفتر,|',
  thingId: "thing_1",
  createdAt: new Date("2026-03-01T09:00:00.000Z"),
};

/** What reading behind the cursor throws; undefined when it does not. */
function refusalOf(orderBy: "NAME" | "NEWEST", after: string): unknown {
  try {
    pages(pageOf({ after, orderBy }));
  } catch (error) {
    return error;
  }
}

describe("a page", () => {
  it("has 20 rows unless told otherwise, and starts at the beginning", () => {
    for (const args of [{}, { first: null, after: null }])
      expect(pageOf(args)).toEqual({
        size: limits.pageSize.usual,
        isFromEnd: false,
        after: null,
        before: null,
      });
  });

  it("has 1 to 100 rows", () => {
    const { usual, max } = limits.pageSize;
    for (const size of [1, max]) {
      expect(pageOf({ first: size })).toMatchObject({ size, isFromEnd: false });
      for (const first of [undefined, null, usual])
        expect(pageOf({ first, last: size })).toMatchObject({ size, isFromEnd: true });
    }
    for (const size of [0, -1, max + 1]) {
      expect(() => pageOf({ first: size })).toThrow(badInput("first"));
      expect(() => pageOf({ last: size })).toThrow(badInput("last"));
    }
  });

  it("begins at one end: `last` goes with no other `first` than the default, which it replaces", () => {
    const { usual, max } = limits.pageSize;
    for (const last of [1, usual, max])
      for (const first of [1, usual - 1, usual + 1, max])
        expect(() => pageOf({ first, last })).toThrow(badInput("last"));
  });

  it("tells whether there is more from the one row that was read beyond it", () => {
    const { slice } = pages(pageOf({ first: 2 }));
    expect(slice([row, row])).toMatchObject({ rows: [{ row }, { row }], hasMore: false });
    expect(slice([row, row, row])).toMatchObject({ rows: [{ row }, { row }], hasMore: true });
    expect(slice([])).toEqual({ rows: [], hasMore: false });
  });
});

describe("a cursor", () => {
  it.each(["NAME", "NEWEST"] as const)(
    "leads back to its row in its order, whatever that holds: %s",
    (orderBy) => {
      const [first] = pages(pageOf({ orderBy })).slice([row]).rows;
      const after = cursorOf(first?.position ?? []);
      expect(after).toMatch(/^[\w-]+$/);
      expect(pageOf({ after }).after).toEqual(first?.position);
      expect(refusalOf(orderBy, after)).toBeUndefined();
    },
  );

  it("of another order or list is refused", () => {
    const position = ["things.NAME", "ledger", "thing_1"];
    expect(refusalOf("NAME", cursorOf(position))).toBeUndefined();
    expect(refusalOf("NEWEST", cursorOf(position))).toBeInstanceOf(UnknownPosition);
    expect(refusalOf("NAME", cursorOf(["others.NAME", ...position.slice(1)]))).toBeInstanceOf(
      UnknownPosition,
    );
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "nonsense"],
    ["no list", encoded({ 0: "things.NAME" })],
    ["another type", encoded(["things.NAME", "a", 1])],
    ["too few values", encoded(["things.NAME", "a"])],
    ["too many values", encoded(["things.NAME", "a", "b", "c"])],
    ["a NUL", encoded(["things.NAME", "a\u0000", "b"])],
    ["half of a surrogate pair", encoded(["things.NAME", "a\ud800", "b"])],
  ])("that is malformed is refused: %s", (_, after) => {
    expect(refusalOf("NAME", after)).toBeInstanceOf(UnknownPosition);
  });

  it.each([
    "soon",
    "2026-03-01",
    "2026-02-30T00:00:00.000Z",
    "2026-01-01T24:00:00.000Z",
    "0000-01-01T00:00:00.000Z",
    "+010000-01-01T00:00:00.000Z",
    "-000001-01-01T00:00:00.000Z",
  ])("with an instant that PostgreSQL could not take is refused: %s", (at) => {
    expect(refusalOf("NEWEST", cursorOf(["things.NEWEST", at, "thing_1"]))).toBeInstanceOf(UnknownPosition);
  });
});
