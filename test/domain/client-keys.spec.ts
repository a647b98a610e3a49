import { describe, expect, it } from "@jest/globals";
import { clientKeys, type TypedClientKeys } from "../../src/domain/client-application/client-keys.js";
import { ada, lastEvent, later, live, memberOf, now, register } from "../support/domain.js";
import { problemsOf } from "../support/given.js";

const owner = memberOf(ada);
const coordinate = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
const ec = { kty: "EC", crv: "P-256", x: coordinate, y: coordinate };
const set = (...keys: unknown[]) => JSON.stringify({ keys });
const typed = (given: Partial<TypedClientKeys>): TypedClientKeys => ({ method: "PRIVATE_KEY_JWT", ...given });
/** The code and the path of the one thing that is refused. */
const refused = (act: () => unknown) => problemsOf(act).map(({ code, path }) => [code, ...path]);
/** A set in which a part of a key is something else. */
const saying = (name: string, value: unknown): [string, Partial<TypedClientKeys>, string] => [
  `says ${name}: ${JSON.stringify(value)}`,
  { jwks: set({ ...ec, [name]: value }) },
  "jwks",
];
const byUri = clientKeys(typed({ jwksUri: "https://keys.acme.example/jwks" }));

describe("keys of a client", () => {
  it("are kept as what is public of them", () => {
    const odd = { ...ec, kid: "one", alg: "ES256", use: "sig", note: "ours" };
    expect(
      clientKeys(typed({ jwks: set(odd, { kty: "OKP", crv: "Ed25519", x: coordinate }) }))?.jwks,
    ).toEqual({
      keys: [
        { ...ec, kid: "one", alg: "ES256", use: "sig" },
        { kty: "OKP", crv: "Ed25519", x: coordinate },
      ],
    });
    expect(clientKeys(typed({}))).toBeNull();
  });

  it.each<[string, Partial<TypedClientKeys>, string]>([
    ["is no JSON", { jwks: "keys" }, "jwks"],
    ["has no keys", { jwks: set() }, "jwks"],
    ["has too many", { jwks: set(...Array(11).fill(ec)) }, "jwks"],
    ["has a private one", { jwks: set({ ...ec, d: coordinate }) }, "jwks"],
    ["has a shared secret", { jwks: set({ kty: "oct", k: coordinate }) }, "jwks"],
    ["has a short RSA key", { jwks: set({ kty: "RSA", n: "AQAB".repeat(40), e: "AQAB" }) }, "jwks"],
    ["has a curve that is not verified", { jwks: set({ ...ec, crv: "secp256k1" }) }, "jwks"],
    ["has a key for encryption", { jwks: set({ ...ec, use: "enc" }) }, "jwks"],
    ["has a weaker algorithm", { jwks: set({ ...ec, alg: "HS256" }) }, "jwks"],
    ["has a number that is too short", { jwks: set({ ...ec, x: "AA" }) }, "jwks"],
    ["has a key of no bytes", { jwks: set({ kty: "OKP", crv: "Ed25519", x: "AA" }) }, "jwks"],
    ...["kty", "crv", "x", "n", "e", "kid", "alg", "use", "x5c"].flatMap((name) =>
      [7, null, [7], { toString: 1 }].map((value) => saying(name, value)),
    ),
    ...["kty", "crv", "x", "alg", "use", "x5c"].flatMap((name) =>
      ["toString", "__proto__"].map((value) => saying(name, value)),
    ),
    ["has no certificate", { method: "SELF_SIGNED_TLS_CLIENT_AUTH", jwks: set(ec) }, "jwks"],
    ["has two sources", { jwks: set(ec), jwksUri: "https://keys.acme.example/" }, "jwks"],
    ["has no subject", { method: "TLS_CLIENT_AUTH", jwks: set(ec) }, "method"],
    ["has a subject that is none", { method: "TLS_CLIENT_AUTH", tlsSubject: "Acme" }, "tlsSubject"],
  ])("are none where the set %s", (_, given, path) => {
    expect(refused(() => clientKeys(typed(given)))).toEqual([["INVALID", path]]);
  });

  it.each([
    "http://keys.acme.example/",
    "https://user@keys.acme.example/",
    "https://keys.acme.example/#x",
    "https://localhost/jwks",
    "https://keys.localhost/jwks",
    "https://127.0.0.1/jwks",
    "https://2130706433/jwks",
    "https://0x7f.1/jwks",
    "https://[::1]/jwks",
    "https://169.254.169.254/latest",
    "https://metadata.internal/",
    "https://printer.local./",
    "https://intranet/jwks",
    "file:///etc/passwd",
  ])("are fetched from no such address: %s", (jwksUri) => {
    expect(refused(() => clientKeys(typed({ jwksUri })))).toEqual([["INVALID", "jwksUri"]]);
  });

  it("take the secret's place, and give it back", () => {
    const application = live({});
    const grantId = application.state.grants[0]?.id ?? "grt_";
    application.setClientKeys(owner, grantId, byUri, later);
    expect(lastEvent(application)).toMatchObject({ type: "ClientKeysSet", method: "PRIVATE_KEY_JWT" });
    expect(application.state.grants[0]?.credentials?.clientKeys).toEqual(byUri);
    application.setClientKeys(owner, grantId, null, later);
    expect(application.state.grants[0]?.credentials?.clientKeys).toBeNull();
  });

  it("are for clients that can keep them, once these are issued and while they are not revoked", () => {
    const mobile = { type: "MOBILE", redirectUrls: ["com.acme.app:/callback"] } as const;
    const at = (application: ReturnType<typeof live>) => application.state.grants[0]?.id ?? "grt_";
    const publicOne = live(mobile);
    expect(refused(() => publicOne.setClientKeys(owner, at(publicOne), byUri, now))).toEqual([
      ["INVALID", "grantId"],
    ]);
    const waiting = register({});
    expect(refused(() => waiting.setClientKeys(owner, at(waiting), byUri, now))).toEqual([
      ["NOT_ISSUED", "grantId"],
    ]);
    const revoked = live({});
    revoked.revokeGrantCredentials(owner, at(revoked), now);
    expect(refused(() => revoked.setClientKeys(owner, at(revoked), byUri, now))).toEqual([
      ["ALREADY_REVOKED", "grantId"],
    ]);
  });
});
