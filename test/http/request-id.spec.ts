import type { IncomingMessage } from "node:http";
import { expect, it } from "@jest/globals";
import { newRequestId } from "../../src/http/request-log.js";

const idOf = (headers: IncomingMessage["headers"] = {}) => newRequestId({ headers } as IncomingMessage);

it("no two requests have the same id, which nobody can guess from another", () => {
  const ids = Array.from({ length: 2_000 }, () => idOf());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[0-9a-f]{36}$/.test(id))).toEqual([]);
  // Each place has every digit now and then.
  for (let place = 0; place < 36; place += 1) expect(new Set(ids.map((id) => id[place])).size).toBe(16);
});

it.each(["12345678", "a.b-c_D9", "x".repeat(64)])("%s is the caller's own, and kept", (given) => {
  expect(idOf({ "x-request-id": given })).toBe(given);
});

it.each(["1234567", "x".repeat(65), "12345678\n", "12345678;", "ü2345678"])("%j is none", (given) => {
  expect(idOf({ "x-request-id": given })).not.toBe(given);
});
