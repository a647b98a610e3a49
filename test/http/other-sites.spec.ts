import { expect, it } from "@jest/globals";
import { otherSites } from "../../src/http/other-sites.js";

it.each([
  ["https://api.bank.example", "https://portal.bank.example", true],
  ["https://api.bank.example", "https://bank.example:8443", true],
  ["https://api.bank.example", "http://portal.bank.example", false],
  ["https://api.bank.example", "https://portal.example", false],
  ["https://bank.co.uk", "https://portal.co.uk", false],
  ["https://bank.github.io", "https://portal.github.io", false],
  ["http://localhost:4000", "http://localhost:3000", true],
  ["http://localhost:4000", "http://127.0.0.1:3000", false],
])("%s and %s are of one site: %s", (publicUrl, origin, isSame) => {
  expect(otherSites(publicUrl, [origin])).toEqual(isSame ? [] : [origin]);
});
