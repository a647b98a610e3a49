import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createIdentitySource } from "../../../src/infrastructure/identity/identity-source.js";
import { createOidcVerifier } from "../../../src/infrastructure/identity/oidc-verifier.js";
import { ProviderAway } from "../../../src/infrastructure/identity/provider-away.js";
import { recordingLogger } from "../../support/logger.js";
import { type OpenIdProvider, startOpenIdProvider } from "../../support/openid-provider.js";

const AUDIENCE = "https://portico.example/graphql";
const OTHER_AUDIENCE = "https://other.example";
const keys = await generateKeyPair("RS256", { extractable: true });
let provider: OpenIdProvider;
let issuer: string;

beforeAll(async () => {
  provider = await startOpenIdProvider(keys.privateKey);
  issuer = provider.issuer;
});

afterAll(() => provider.close());

const verifier = () => createOidcVerifier({ issuer, audience: AUDIENCE });
const verified = { email: "ann@acme.example", email_verified: true };

describe("a token of the OpenID provider", () => {
  it("tells who sends it", async () => {
    const before = seconds(0) * 1000;
    const identity = await verifier().verify(await issued(AUDIENCE, verified));
    expect(identity).toEqual({
      subject: `${issuer}|robot`,
      email: "ann@acme.example",
      emailVerified: true,
      issuedAt: expect.any(Date),
      signedIn: { at: null, withSecondFactor: false },
    });
    expect(identity?.issuedAt?.getTime()).toBeGreaterThanOrEqual(before);
  });

  it("R36 tells when and how they signed in, as far as the provider does", async () => {
    const signedIn = async (claims: object) =>
      (await verifier().verify(await issued(AUDIENCE, { ...verified, ...claims })))?.signedIn;
    const at = seconds(-3600);
    expect(await signedIn({ auth_time: at, amr: ["pwd", "otp", "mfa"] })).toEqual({
      at: new Date(at * 1000),
      withSecondFactor: true,
    });
    expect(await signedIn({ auth_time: "today", amr: "mfa" })).toEqual({ at: null, withSecondFactor: false });
    const future = await signedIn({ auth_time: seconds(3600), amr: ["pwd"] });
    expect(future?.withSecondFactor).toBe(false);
    expect(future?.at?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ["for another audience", () => issued(OTHER_AUDIENCE, verified)],
    ["of an unverified address (R1)", () => issued(AUDIENCE, { ...verified, email_verified: false })],
    [
      "whose provider says “true” in words (R1)",
      () => issued(AUDIENCE, { ...verified, email_verified: "true" }),
    ],
    [
      "without a word on the address being verified (R1)",
      () => issued(AUDIENCE, { email: "ann@acme.example" }),
    ],
    ["without an address", () => issued(AUDIENCE, { email_verified: true })],
    ["that was changed", async () => tampered(await issued(AUDIENCE, verified))],
    ["with its signature cut off", async () => (await issued(AUDIENCE, verified)).replace(/[^.]+$/, "")],
    ["that has expired", () => signed({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ["that is not good yet", () => signed({ nbf: seconds(60) })],
    ["that was issued tomorrow", () => signed({ iat: seconds(86_400) })],
    ["that was issued in words", () => signed({ iat: "now" })],
    ["that does not say when it was issued", () => signed({ iat: undefined })],
    ["of two domains (R2)", () => signed({ email: "x@evil.example@acme.example" })],
    ["of markup (R2)", () => signed({ email: "<script>@acme.example" })],
    ["of a network address (R2)", () => signed({ email: "a@127.1" })],
    [
      "of an address with a line break (R2)",
      () => signed({ email: "ann@acme.example\r\nBcc: eve@acme.example" }),
    ],
    ["that is good for ten years", () => signed({ exp: seconds(10 * 365 * 86_400) })],
    ["that is good for 31 days", () => signed({ exp: seconds(31 * 86_400) })],
    [
      "that was good for 31 days when it was issued",
      () => signed({ iat: seconds(-30 * 86_400), exp: seconds(86_400) }),
    ],
    ["that never expires", () => signed({ exp: undefined })],
    ["of another issuer", () => signed({ iss: "https://evil.example" })],
    ["without a subject", () => signed({ sub: undefined })],
    ["of a subject of 256 characters", () => signed({ sub: "s".repeat(256) })],
    ["of a subject that no text can hold", () => signed({ sub: "s\u0000" })],
    ["of a subject that is a number", () => signed({ sub: 5 })],
    ["signed by a key that the provider does not have", () => signed({}, { foreign: true })],
    ["that brings its own key along (jwk, jku)", () => withOwnKey()],
    ["with alg none", async () => unsigned()],
    ["signed with the public key as a shared secret", () => hmacWithPublicKey()],
    ["that is no JWT", async () => "ptc_pat_abc"],
    ["that is nothing", async () => ""],
    ["that is JSON in three parts", async () => `${part({})}.${part({})}.${part({})}`],
  ])("is nobody's when it is one %s", async (_what, token) => {
    expect(await verifier().verify(await token())).toBeNull();
  });

  it("made by hand as those above is accepted when nothing is wrong with it", async () => {
    expect(await verifier().verify(await signed({}))).toMatchObject({ email: "ann@acme.example" });
  });

  it.each(["JWT", "jwt", "at+jwt", "application/at+jwt"])("may be typed %s", async (typ) => {
    expect(await verifier().verify(await signed({}, { typ }))).not.toBeNull();
  });

  it.each(["logout+jwt", "dpop+jwt", "secevent+jwt", "application/logout+jwt"])(
    "that is typed %s is nobody's: it was made for another purpose",
    async (typ) => {
      const logger = recordingLogger();
      const judge = createOidcVerifier({ issuer, audience: AUDIENCE, logger });
      expect(await judge.verify(await signed({}, { typ }))).toBeNull();
      expect(logger.lines).toMatchObject([{ level: "warn", message: expect.stringContaining("(typ)") }]);
    },
  );

  it.each<[string, Record<string, unknown>, boolean]>([
    ["scope", { scope: "openid portico" }, true],
    ["scp in words", { scp: "portico email" }, true],
    ["scp as a list", { scp: ["email", "portico"] }, true],
    ["a longer one", { scope: "portico.admin", scp: ["xportico"] }, false],
    ["one in other letters", { scope: "Portico" }, false],
    ["none", {}, false],
    ["something else", { scope: 1, scp: { portico: true } }, false],
  ])("with the scope that is asked for alone, where one is: %s", async (_, claims, isAccepted) => {
    const logger = recordingLogger();
    const judge = createOidcVerifier({ issuer, audience: AUDIENCE, scope: "portico", logger });
    const token = await signed(claims);
    expect((await judge.verify(token)) !== null).toBe(isAccepted);
    expect(logger.lines.map(({ message }) => message)).toEqual(
      isAccepted ? [] : [expect.stringMatching(/not granted portico.+OIDC_SCOPE/)],
    );
    expect(await verifier().verify(token)).not.toBeNull();
  });

  it("is accepted up to 30 days before it expires, and from the moment that it is issued", async () => {
    const token = await signed({ iat: seconds(0), exp: seconds(30 * 86_400) });
    expect(await verifier().verify(token)).not.toBeNull();
  });

  it.each([
    ["in words", { email_verified: "true" }, /email_verified with something else.+OIDC_VERIFIED_CLAIM/],
    ["with a number", { email_verified: 1 }, /email_verified with something else.+OIDC_VERIFIED_CLAIM/],
    ["not at all", { email_verified: undefined }, /does not say .+OIDC_VERIFIED_CLAIM/],
    ["as false", { email_verified: false }, /not verified/],
    ["of no address", { email: undefined }, /names no e-mail address/],
    ["of what is no address", { email: "x@evil.example@acme.example" }, /none that mail can be sent to/],
    ["at no time", { iat: undefined }, /claim iat/],
    ["tomorrow", { iat: seconds(86_400) }, /future \(iat\)/],
    ["for ten years", { exp: seconds(10 * 365 * 86_400) }, /30 days \(exp\)/],
  ])(
    "that says that it is verified %s is refused with a line that says what to do (R1)",
    async (...given) => {
      const [, claims, line] = given;
      const logger = recordingLogger();
      const token = await signed(claims);
      expect(await createOidcVerifier({ issuer, audience: AUDIENCE, logger }).verify(token)).toBeNull();
      expect(logger.lines).toEqual([
        { level: "warn", fields: { issuer, subject: "robot" }, message: expect.stringMatching(line) },
      ]);
    },
  );

  it("is judged by the claim that the setting names, and by no other (R1)", async () => {
    const edov = createOidcVerifier({ issuer, audience: AUDIENCE, verifiedClaim: "xms_edov" });
    expect(await edov.verify(await signed({ email_verified: undefined, xms_edov: true }))).not.toBeNull();
    expect(await edov.verify(await signed({ xms_edov: "true" }))).toBeNull();
    expect(await edov.verify(await signed({}))).toBeNull();
  });

  it("is not judged while the provider cannot be reached, which is logged without the token", async () => {
    const logger = recordingLogger();
    const token = await signed({ iss: "http://127.0.0.1:9" });
    const away = createOidcVerifier({ issuer: "http://127.0.0.1:9", audience: AUDIENCE, logger });
    await expect(away.verify(token)).rejects.toThrow(ProviderAway);
    expect(logger.lines).toHaveLength(1);
    expect(JSON.stringify(logger.lines)).not.toContain(token);
  });

  it("of a provider that calls itself differently is not judged (OpenID Connect Discovery §4.3)", async () => {
    const alias = issuer.replace("127.0.0.1", "localhost");
    const token = await signed({ iss: alias });
    const verifierOfAlias = createOidcVerifier({ issuer: alias, audience: AUDIENCE });
    await expect(verifierOfAlias.verify(token)).rejects.toThrow(ProviderAway);
  });
});

describe("the identity source", () => {
  const signedIn = { at: new Date(), withSecondFactor: false };
  const session = {
    userId: "u1",
    email: "bob@acme.example",
    emailVerified: true,
    hasAuthenticatorApp: false,
    signedIn,
  };
  const betterAuth = { session: async (headers: Headers) => (headers.has("cookie") ? session : null) };
  const bob = {
    subject: "portico|u1",
    email: "bob@acme.example",
    emailVerified: true,
    signedIn,
  };

  it.each<[string, () => Promise<Record<string, string>>, object | null]>([
    ["nothing", async () => ({}), null],
    ["a cookie", async () => ({ cookie: "c" }), bob],
    ["a token", async () => ({ authorization: `Bearer ${await signed({})}` }), { email: "ann@acme.example" }],
    [
      "a token, scheme in lower case",
      async () => ({ authorization: `bearer ${await signed({})}` }),
      { email: "ann@acme.example" },
    ],
    ["a bad token and a cookie", async () => ({ authorization: "Bearer x", cookie: "c" }), null],
    [
      "a personal access token and a cookie",
      async () => ({ authorization: "Bearer ptc_pat_x", cookie: "c" }),
      null,
    ],
    ["basic authentication and a cookie", async () => ({ authorization: "Basic eDp5", cookie: "c" }), bob],
  ])("given %s", async (_what, headers, expected) => {
    const source = createIdentitySource({ betterAuth, oidc: verifier() });
    const identity = await source.identify(new Headers(await headers()));
    if (expected) expect(identity).toMatchObject(expected);
    else expect(identity).toBeNull();
  });

  it("knows no tokens when no provider is configured", async () => {
    const headers = new Headers({ authorization: `Bearer ${await signed({})}` });
    expect(await createIdentitySource({ betterAuth }).identify(headers)).toBeNull();
  });
});

async function issued(resource: string, claims: Record<string, unknown>): Promise<string> {
  const token = await provider.issue(resource, { ...claims, sub: "robot" });
  expect(token.split(".")).toHaveLength(3);
  return token;
}

/** As the provider would sign it; `undefined` leaves a claim out. */
async function signed(
  changes: Record<string, unknown>,
  options: { foreign?: boolean; typ?: string } = {},
): Promise<string> {
  const { privateKey } = options.foreign ? await generateKeyPair("RS256") : keys;
  const typ = options.typ !== undefined && { typ: options.typ };
  return new SignJWT(payload(changes))
    .setProtectedHeader({ alg: "RS256", kid: "k1", ...typ })
    .sign(privateKey);
}

/** Names the key to check it with, as RFC 7515 §4.1 lets a token do. */
async function withOwnKey(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(publicKey);
  const header = { alg: "RS256", kid: "k1", jwk, jku: "https://evil.example/keys" };
  return new SignJWT(payload({})).setProtectedHeader(header).sign(privateKey);
}

function seconds(fromNow: number): number {
  return Math.floor(Date.now() / 1000) + fromNow;
}

function payload(changes: Record<string, unknown>) {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const iat = seconds(0);
  const all = { iss: issuer, aud: AUDIENCE, sub: "robot", iat, exp, ...verified, ...changes };
  return JSON.parse(JSON.stringify(all)) as Record<string, unknown>;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function tampered(token: string): string {
  const [header, body = "", signature] = token.split(".");
  const read = JSON.parse(Buffer.from(body, "base64url").toString());
  return [header, part({ ...read, email: "boss@acme.example" }), signature].join(".");
}

/** RFC 7519 §6, with something in the signature's place. */
function unsigned(): string {
  return `${part({ alg: "none" })}.${part(payload({}))}.AA`;
}

/** RFC 8725 §2.1. */
async function hmacWithPublicKey(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
  return new SignJWT(payload({})).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);
}
