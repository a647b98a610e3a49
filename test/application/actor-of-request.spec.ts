import { describe, expect, it } from "@jest/globals";
import { isDeveloper, type SignedIn } from "../../src/application/actor.js";
import { actorOfRequest } from "../../src/application/developer/actor-of-request.js";
import { TokenRefused } from "../../src/application/ports/verified-identity.js";
import { now } from "../support/domain.js";

const ada = { developerId: "dev_ada", partnerId: "prt_acme", isOperator: false } as const;
const identity = { subject: "idp|ada", email: "ada@acme.example", emailVerified: true };
const token = { id: "pat_1", scopes: ["READ"] } as const;
const from = "192.0.2.1";
const company = {
  developerId: null,
  companyTokenId: "pat_acme",
  partnerId: "prt_acme",
  isOperator: false,
  applicationIds: ["app_1"],
  token: { id: "pat_acme", scopes: ["READ"] },
} as const;

const plain = { isOperator: false, hasSecondFactor: false };

/** Requests say in a header each what they show. */
function arriving(staff: { isOperator: boolean; hasSecondFactor: boolean; signedIn?: SignedIn } = plain) {
  const used: [id: string, at: Date][] = [];
  const admitted: (string | null)[] = [];
  const of = actorOfRequest({
    identities: {
      showsToken: (headers) => headers.has("token") || headers.has("bearer"),
      accessToken(headers) {
        const value = headers.get("token");
        return value === null ? null : { kind: value === "company" ? "COMPANY" : "DEVELOPER", value };
      },
      identify: async (headers) =>
        headers.has("identity") ? { ...identity, ...(staff.signedIn && { signedIn: staff.signedIn }) } : null,
    },
    directory: {
      findBySubject: async () =>
        admitted.length > 0
          ? {
              ...ada,
              isOperator: staff.isOperator,
              mayJoin: false,
              vouching: { email: "ada@acme.example", vouchedAt: null },
            }
          : null,
      findByAccessToken: async (hashes) =>
        hashes.includes("hash of good") ? { ...ada, ...staff, token } : null,
      findByCompanyToken: async (hashes) => (hashes.includes("hash of company") ? company : null),
    },
    vault: { lookupHashes: (clear) => [`hash of ${clear}`] },
    clock: { now: () => now },
    operatorsNeedSecondFactor: true,
    tokenUse: { note: (id, at) => used.push([id, at]) },
    follow: async () => {},
    admit: async (_, address) => void admitted.push(address),
  });
  return { of: (headers: Record<string, string>) => of(new Headers(headers), from), used, admitted };
}

describe("who sends a request", () => {
  it("is nobody when it shows nothing", async () => {
    expect(await arriving().of({})).toBeNull();
  });

  it("is the developer of a token that works, with its scopes and address; that it was used is kept", async () => {
    const { of, used } = arriving();
    expect(await of({ token: "good" })).toEqual({ ...ada, token, address: from });
    expect(used).toEqual([["pat_1", now]]);
  });

  it("R9 is refused with an access token that does not work, even when a provider vouches for them", async () => {
    const { of, used, admitted } = arriving();
    await expect(of({ token: "revoked", identity: "yes" })).rejects.toThrow(TokenRefused);
    expect([used, admitted]).toEqual([[], []]);
  });

  it("is the company of its token, and nobody in particular; that it was used is kept", async () => {
    const { of, used } = arriving();
    expect(await of({ token: "company" })).toEqual({ ...company, address: from });
    expect(used).toEqual([["pat_acme", now]]);
  });

  it("is refused with a token that no provider vouches for", async () => {
    await expect(arriving().of({ bearer: "forged" })).rejects.toThrow(TokenRefused);
  });

  it("R3 is whoever a provider vouches for, and comes into being when they are new", async () => {
    const { of, used, admitted } = arriving();
    expect(await of({ identity: "yes" })).toEqual({ ...ada, address: from });
    await of({ identity: "yes" });
    expect([used, admitted]).toEqual([[], [from]]);
  });
});

describe("R36 in production an operator", () => {
  const signedIn = (withSecondFactor: boolean) => ({ signedIn: { at: now, withSecondFactor } });

  it.each([
    ["of a session with a second factor", { identity: "yes" }, signedIn(true), false, true],
    ["of a session without", { identity: "yes" }, signedIn(false), true, false],
    ["of a provider that does not say", { identity: "yes" }, {}, true, false],
    ["of an access token, who has a second factor", { token: "good" }, {}, true, true],
    ["of an access token, who has none", { token: "good" }, {}, false, false],
  ])("%s", async (_, headers, session, hasSecondFactor, isOperator) => {
    const { of } = arriving({ isOperator: true, hasSecondFactor, ...session });
    const actor = await of(headers as Record<string, string>);
    const lacks = actor && isDeveloper(actor) ? actor.lacksSecondFactor : undefined;
    expect([actor?.isOperator, lacks ?? false]).toEqual([isOperator, !isOperator]);
  });
});
