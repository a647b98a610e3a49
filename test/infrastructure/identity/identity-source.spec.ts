import { randomBytes } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { createIdentitySource } from "../../../src/infrastructure/identity/identity-source.js";
import { formatSecret } from "../../../src/infrastructure/secrets/secret-format.js";

const source = createIdentitySource({ betterAuth: { session: async () => null } });
const own = formatSecret("pat", null, randomBytes(32));
const companys = formatSecret("cat", null, randomBytes(32));
const apiKey = formatSecret("key", "development", randomBytes(32));

describe("an access token of Portico's own", () => {
  it.each([
    ["is found, however the scheme is written", `bearer   ${own}`, { kind: "DEVELOPER", value: own }],
    ["is told apart from a company's", `Bearer ${companys}`, { kind: "COMPANY", value: companys }],
    ["is none without its checksum", `Bearer ${own.slice(0, -1)}`, null],
    ["is no API key", `Bearer ${apiKey}`, null],
    ["is no token of a provider", "Bearer a.b.c", null],
    ["is none with another scheme", `Basic ${own}`, null],
  ])("%s", (_, authorization, expected) => {
    expect(source.accessToken(new Headers({ authorization }))).toEqual(expected);
  });

  it.each([
    [`Bearer ${own}`, true],
    ["bearer x", true],
    ["Bearer", true],
    ["Bearer ", true],
    ["Basic eDp5", false],
    ["Bearers x", false],
    [own, false],
  ])("is shown, good or bad, by a bearer token: %s", (authorization, isShown) => {
    expect(source.showsToken(new Headers({ authorization, cookie: "c" }))).toBe(isShown);
  });

  it("is none in a request without authorization", () => {
    expect(source.accessToken(new Headers({ cookie: own }))).toBeNull();
    expect(source.showsToken(new Headers({ cookie: own }))).toBe(false);
  });
});
