import { describe, expect, it } from "@jest/globals";
import { AccessToken, type AccessTokenRequest } from "../../src/domain/access-token/access-token.js";
import type { CompanyToken } from "../../src/domain/access-token/company-token.js";
import { onApplication } from "../../src/domain/client-application/permissions.js";
import type { ClientApplicationState } from "../../src/domain/client-application/state.js";
import { refusalOf } from "../../src/domain/domain-error.js";
import type { Id } from "../../src/domain/id.js";
import { ada, bob, company, hoursLater, later, live, mallory, memberOf, now } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const partner = company(ada, bob);
const [admin, member] = [ada, bob].map((each) => memberOf(each, partner));
const owned = live().state;
const others: ClientApplicationState = { ...owned, id: "app_others", ownerId: bob.id, coOwnerIds: [] };
const secret = { id: "pat_1", hash: "h", preview: "p" } as const;
const wanted = { name: "CI", scopes: ["READ", "SECRETS"], expiresInDays: 30, namedIds: [owned.id] } as const;

function create(changes: Partial<AccessTokenRequest> = {}, live = 0): AccessToken {
  if (!admin) throw new Error("There is no ADMIN.");
  const request = { ...wanted, ...changes };
  return AccessToken.createForCompany(admin, request, [owned, others], {
    secret,
    room: { live, most: 50, now },
  });
}

function atWork(token = create()): CompanyToken {
  const found = token.forCompany();
  if (!found) throw new Error("It does not work.");
  return found;
}

describe("a company's token", () => {
  it("is the company's, and names applications, each once; who made it is kept", () => {
    const token = create({ namedIds: [owned.id, owned.id] });
    expect(token.state.owner).toEqual({
      kind: "COMPANY",
      partnerId: partner.id,
      applicationIds: [owned.id],
      createdById: ada.id,
    });
    expect(token.events.take()).toEqual([
      expect.objectContaining({ type: "CompanyTokenCreated", partnerId: partner.id, namedIds: [owned.id] }),
    ]);
  });

  it("R18 hands on no more than its maker has: each at its place, with whatever else is wrong", () => {
    const attempt = () =>
      create({ name: " ", scopes: [], expiresInDays: 0, namedIds: [owned.id, others.id, "app_unknown"] });
    expect(attempt).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ code: "NOT_AN_OWNER", path: ["clientApplicationIds", "1"] }),
          expect.objectContaining({ code: "NOT_FOUND", path: ["clientApplicationIds", "2"] }),
          expect.objectContaining({ path: ["name"] }),
          expect.objectContaining({ path: ["scopes"] }),
          expect.objectContaining({ path: ["expiresInDays"] }),
        ],
      }),
    );
  });

  it("names 1 to 50 applications", () => {
    for (const namedIds of [undefined, null, [], Array<Id<"app">>(51).fill(owned.id)])
      expectRefused(() => create({ namedIds }), "INVALID");
    create({ namedIds: Array<Id<"app">>(50).fill(owned.id) });
  });

  it("is one of so many as a company may have", () => {
    create({}, 49);
    expectRefused(() => create({}, 50), "LIMIT_REACHED");
  });

  it("acts until it is revoked, and nobody's own acts for a company", () => {
    const token = create();
    expect(atWork(token)).toEqual({
      tokenId: "pat_1",
      partnerId: partner.id,
      applicationIds: [owned.id],
    });
    token.revoke(later);
    expect(token.forCompany()).toBeNull();
    const room = { live: 0, most: 50, now };
    const own = AccessToken.create(ada.id, { ...wanted, namedIds: null }, secret, room);
    expect(own.forCompany()).toBeNull();
  });

  it("R9 outlives whoever made it: the end of their access is not its own", () => {
    const token = create();
    token.events.take();
    token.end(later);
    expect(token.state.revokedAt).toBeNull();
    expect(token.events.take()).toEqual([]);
  });

  it("R18 is revoked by ADMINs and by owners of what it names; to others it does not exist", () => {
    if (!admin || !member) throw new Error("Nobody is there.");
    const token = create();
    token.events.take();
    expectRefused(() => token.revokeForCompany(member, [others.id], later), "NOT_FOUND");
    expectRefused(() => token.revokeForCompany(mallory, [owned.id], later), "NOT_FOUND");
    token.revokeForCompany(member, [owned.id], later);
    token.revokeForCompany(admin, [], hoursLater(99));
    expect(token.state.revokedAt).toEqual(later);
    expect(token.events.take()).toEqual([
      { type: "CompanyTokenRevoked", partnerId: partner.id, tokenId: "pat_1" },
    ]);
  });

  it("goes with its company", () => {
    const token = create();
    token.events.take();
    token.erase(later);
    expect([token.isErased, token.forCompany()]).toEqual([true, null]);
    expect(token.events.take()).toEqual([
      { type: "CompanyTokenErased", partnerId: partner.id, tokenId: "pat_1" },
    ]);
  });
});

describe("R21 what a company's token may do to an application", () => {
  const people = ["addCoOwner", "removeCoOwner", "ceaseToCoOwn", "transferOwnership"];
  const said = (application: ClientApplicationState, by = atWork()) =>
    Object.fromEntries(
      Object.entries(onApplication).map(([name, check]) => [
        name,
        refusalOf(() => check(application, by, false))?.code ?? "OK",
      ]),
    );
  const all = (code: string) => Object.fromEntries(Object.keys(onApplication).map((name) => [name, code]));

  it("that it names: what owners may, but for who owns it", () => {
    const expected = { ...all("OK"), ...Object.fromEntries(people.map((name) => [name, "NOT_AN_OWNER"])) };
    expect(said(owned)).toEqual(expected);
  });

  it("R18 that it does not name, or is another company's: it does not exist", () => {
    for (const application of [others, { ...owned, partnerId: "prt_other" as const }]) {
      const { addCoOwner, removeCoOwner, ceaseToCoOwn, transferOwnership, ...rest } = said(application);
      expect(new Set(Object.values(rest))).toEqual(new Set(["NOT_FOUND"]));
      expect([addCoOwner, removeCoOwner, ceaseToCoOwn, transferOwnership]).not.toContain("OK");
    }
  });

  it("R37 of a suspended company: revoke, and nothing else", () => {
    const { revoke, ...rest } = said({ ...owned, isPartnerSuspended: true });
    expect(revoke).toBe("OK");
    expect(Object.values(rest)).not.toContain("OK");
  });
});
