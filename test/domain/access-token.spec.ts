import { describe, expect, it } from "@jest/globals";
import { AccessToken, type AccessTokenRequest } from "../../src/domain/access-token/access-token.js";
import { type AccessTokenScope, accessTokenScopes, covers } from "../../src/domain/access-token/scope.js";
import { ada, developer, hoursLater, later, now, terms } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const request: AccessTokenRequest = { name: " CI ", scopes: ["READ", "READ"], expiresInDays: 30 };
const secret = { id: "pat_1", hash: "h", preview: "p" } as const;
const create = (changes: Partial<AccessTokenRequest> = {}, live = 0) =>
  AccessToken.create(ada.id, { ...request, ...changes }, secret, { live, most: 50, now });

describe("an access token", () => {
  it("keeps a name, its scopes once each, and when it ends", () => {
    const token = create();
    expect(token.state).toEqual({
      ...secret,
      owner: { kind: "DEVELOPER", developerId: ada.id },
      name: "CI",
      scopes: ["READ"],
      createdAt: now,
      expiresAt: hoursLater(30 * 24),
      revokedAt: null,
    });
    expect(token.events.take()).toEqual([
      { type: "AccessTokenCreated", developerId: ada.id, tokenId: "pat_1", scopes: ["READ"], createdAt: now },
    ]);
  });

  it("works for 1 to 365 whole days", () => {
    for (const expiresInDays of [1, 365]) create({ expiresInDays });
    for (const expiresInDays of [0, 366, 1.5]) expectRefused(() => create({ expiresInDays }), "INVALID");
  });

  it("has a name and a scope", () => {
    expectRefused(() => create({ name: " ", scopes: [] }), "INVALID", "INVALID");
    expectRefused(() => create({ name: "x".repeat(81) }), "INVALID");
  });

  it("is one of so many as a developer may have", () => {
    create({}, 49);
    expectRefused(() => create({}, 50), "LIMIT_REACHED");
  });

  it("is revoked once", () => {
    const token = create();
    token.events.take();
    token.revoke(later);
    token.revoke(hoursLater(99));
    expect(token.state.revokedAt).toEqual(later);
    expect(token.events.take()).toEqual([
      { type: "AccessTokenRevoked", developerId: ada.id, tokenId: "pat_1" },
    ]);
  });

  it.each<[AccessTokenScope[], AccessTokenScope[]]>([
    [["READ"], ["READ"]],
    [["WRITE"], ["READ", "WRITE"]],
    [["SECRETS"], ["READ", "WRITE", "SECRETS"]],
    [
      ["READ", "WRITE"],
      ["READ", "WRITE"],
    ],
    [[], []],
  ])("with %j covers %j", (scopes, covered) => {
    expect(accessTokenScopes.filter((scope) => covers(scopes, scope))).toEqual(covered);
  });
});

describe("an account", () => {
  it("is erased only with its address typed again, and keeps nothing personal but its id", () => {
    const who = developer("dev_gone", "gone@acme.example");
    for (const email of ["ada@acme.example", "gone@other.example"]) {
      expectRefused(() => who.erase(email), "NAME_NOT_CONFIRMED");
    }
    who.erase("GONE@acme.example");
    expect(JSON.stringify(who.state)).not.toMatch(/gone@acme|Ada|Byron|Engineer/);
    expect(who.state).toMatchObject({ id: "dev_gone", termsAcceptance: null });
    expect(who.events.take()).toEqual([{ type: "AccountDeleted", developerId: "dev_gone" }]);
  });

  it("has nothing to accept while no terms are published (R10)", () => {
    const who = developer("dev_early");
    expectRefused(() => who.acceptTerms("1", null, now), "TERMS_OUTDATED");
    who.acceptTerms("1", terms, later);
  });
});
