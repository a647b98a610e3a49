import type { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";
import * as openid from "openid-client";
import { selfSigned } from "../support/certificate.js";
import { Customer } from "../support/customer.js";
import { eventually } from "../support/eventually.js";
import { gatewayToken, TestGateway } from "../support/gateway.js";
import { type Credentials, discovered, issuerOf, liveCredentials, refusal } from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let ada: Person;
/** What is found at `jwks_uri`, by address. */
const published = new Map<string, string>();
let fetches = 0;
const callback = "https://app.acme.example/callback";

beforeAll(async () => {
  story = await startStory({
    settings: {
      OPERATOR_EMAILS: "olga@bank.example",
      TRUSTED_PROXIES: "127.0.0.1, ::1",
      CLIENT_CERTIFICATE_HEADER: "X-Client-Cert",
    },
    keySets: {
      async fetch(uri) {
        fetches += 1;
        const body = published.get(uri);
        return body === undefined ? { status: 404, body: "" } : { status: 200, body };
      },
    },
  });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@verified.example");
});
afterAll(() => story.stop());

interface Pair {
  readonly privateKey: CryptoKey;
  readonly jwk: object;
  readonly kid: string;
}

let pairs = 0;
async function pair(algorithm = "ES256"): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = `k${++pairs}`;
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid }, kid };
}

const setOf = (...keys: Pair[]) => JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
const byKey = ({ privateKey, kid }: Pair) => openid.PrivateKeyJwt({ key: privateKey, kid });
const setKeys = (grantId: string, keys: object) =>
  ada.mutate(
    "setClientKeys",
    { grantId, ...keys },
    "grant { clientCredentials { authentication jwksUri jwks tlsSubject } }",
  );

async function granted(credentials: Credentials, authentication: openid.ClientAuth, environment = "uat") {
  const client = { ...credentials, clientSecret: "" };
  return openid.clientCredentialsGrant(await discovered(story.url, environment, client, authentication));
}

/** What a client sends that shows itself by a JWT with these claims. */
async function assertion({ clientId }: Credentials, key: Pair, claims: object = {}) {
  const now = Math.floor(Date.now() / 1_000);
  const aud = issuerOf(story.url, "uat");
  const jti = crypto.randomUUID();
  const jwt = new SignJWT({ iss: clientId, sub: clientId, aud, jti, iat: now, exp: now + 60, ...claims });
  return new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await jwt.setProtectedHeader({ alg: "ES256", kid: key.kid }).sign(key.privateKey),
  });
}

const asksForToken = (body: URLSearchParams) =>
  fetch(`${issuerOf(story.url, "uat")}/token`, { method: "POST", body });

describe("a client with keys", () => {
  it.each(["ES256", "EdDSA", "PS256"])("shows who it is by a JWT that it signs by %s", async (algorithm) => {
    const [credentials, key] = [await liveCredentials(ada, story, "uat"), await pair(algorithm)];
    const set = await setKeys(credentials.grantId, { jwks: setOf(key) });
    expect(set.grant.clientCredentials).toMatchObject({ authentication: "PRIVATE_KEY_JWT", jwksUri: null });
    expect(JSON.parse(set.grant.clientCredentials.jwks)).toEqual({ keys: [key.jwk] });
    expect((await granted(credentials, byKey(key))).token_type).toBe("bearer");
    expect(await refusal(granted(credentials, byKey(await pair())))).toBe("invalid_client");
    const { clientSecret } = credentials;
    expect(await refusal(granted(credentials, openid.ClientSecretBasic(clientSecret)))).toBe(
      "invalid_client",
    );
    await setKeys(credentials.grantId, {});
    expect((await granted(credentials, openid.ClientSecretBasic(clientSecret))).token_type).toBe("bearer");
    expect(await refusal(granted(credentials, byKey(key)))).toBe("invalid_client");
  });

  it("shows each JWT once", async () => {
    const [credentials, key] = [await liveCredentials(ada, story, "uat"), await pair()];
    await setKeys(credentials.grantId, { jwks: setOf(key) });
    let sent: URLSearchParams | undefined;
    const recording: openid.ClientAuth = (server, client, body, headers) => {
      const done = byKey(key)(server, client, body, headers);
      return Promise.resolve(done).then(() => {
        sent = new URLSearchParams(body);
      });
    };
    await granted(credentials, recording);
    const again = await fetch(`${issuerOf(story.url, "uat")}/token`, { method: "POST", body: sent ?? null });
    expect([again.status, ((await again.json()) as { error: string }).error]).toEqual([
      401,
      "invalid_client",
    ]);
  });

  it("shows each JWT once, also when it comes several times at the same moment", async () => {
    const [credentials, key] = [await liveCredentials(ada, story, "uat"), await pair()];
    await setKeys(credentials.grantId, { jwks: setOf(key) });
    const body = await assertion(credentials, key);
    const answers = await Promise.all(Array.from({ length: 8 }, () => asksForToken(body)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => Math.floor(status / 100)))).toEqual(new Set([2, 4]));
  });

  it("shows each proof of a key once, also when it comes several times at the same moment (RFC 9449 §11.1)", async () => {
    const { clientId, clientSecret } = await liveCredentials(ada, story, "uat");
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const url = `${issuerOf(story.url, "uat")}/token`;
    const proof = await new SignJWT({ htm: "POST", htu: url, jti: crypto.randomUUID() })
      .setIssuedAt()
      .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk: await exportJWK(publicKey) })
      .sign(privateKey);
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    });
    const ask = () => fetch(url, { method: "POST", headers: { dpop: proof }, body });
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(400)]);
  });

  it.each<[string, object, number]>([
    ["in a minute", {}, 200],
    ["in two hours", { exp: Math.floor(Date.now() / 1_000) + 7_200 }, 401],
    ["in ages", { exp: 1e15 }, 401],
    ["after all time", { exp: 1e300 }, 401],
    ["at no time", { exp: "tomorrow" }, 401],
  ])("has its JWT end soon: one that ends %s is answered", async (_, claims, status) => {
    const [credentials, key] = [await liveCredentials(ada, story, "uat"), await pair()];
    await setKeys(credentials.grantId, { jwks: setOf(key) });
    expect((await asksForToken(await assertion(credentials, key, claims))).status).toBe(status);
  });

  it("can have them fetched from where it puts them, which is not done for each token", async () => {
    const [credentials, key] = [await liveCredentials(ada, story, "uat"), await pair()];
    const jwksUri = "https://keys.acme.example/jwks";
    published.set(jwksUri, setOf(key));
    await setKeys(credentials.grantId, { jwksUri });
    fetches = 0;
    for (let time = 0; time < 3; time += 1) await granted(credentials, byKey(key));
    expect(fetches).toBe(1);
    const elsewhere = await liveCredentials(ada, story, "uat");
    await setKeys(elsewhere.grantId, { jwksUri: "https://keys.acme.example/nothing" });
    expect(await refusal(granted(elsewhere, byKey(key)))).toMatch(/^invalid_client/);
  });
});

describe("a client with a certificate", () => {
  let certificate: X509Certificate;
  beforeAll(() => {
    certificate = selfSigned("/C=NL/O=Acme Ltd/CN=ledger");
  });

  /** As a proxy tells it that terminates TLS. */
  async function token({ clientId }: Credentials, headers: Record<string, string>) {
    const response = await fetch(`${issuerOf(story.url, "uat")}/token`, {
      method: "POST",
      headers,
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId }),
    });
    return (await response.json()) as { access_token?: string; error?: string };
  }
  const inDer = () => ({ "client-cert": `:${certificate.raw.toString("base64")}:` });
  const inPem = () => ({ "x-client-cert": encodeURIComponent(certificate.toString()) });
  const thumbprint = () =>
    Buffer.from(certificate.fingerprint256.replaceAll(":", ""), "hex").toString("base64url");

  it("of its own gets tokens that are bound to it (RFC 8705)", async () => {
    const credentials = await liveCredentials(ada, story, "uat");
    const jwk = {
      ...certificate.publicKey.export({ format: "jwk" }),
      x5c: [certificate.raw.toString("base64")],
    };
    const method = "SELF_SIGNED_TLS_CLIENT_AUTH";
    await setKeys(credentials.grantId, { method, jwks: JSON.stringify({ keys: [jwk] }) });
    const { access_token = "" } = await token(credentials, inPem());
    expect(decodeJwt(access_token).cnf).toEqual({ "x5t#S256": thumbprint() });
    // Its proxy sets X-Client-Cert, and passes on whatever else callers write.
    const others: Record<string, string>[] = [{}, inDer(), { "x-client-cert": "AAAA" }];
    for (const headers of others) expect((await token(credentials, headers)).error).toBe("invalid_client");
  });

  it("shows it at the gateway with the tokens that are bound to it (RFC 8705 §3)", async () => {
    const credentials = await liveCredentials(ada, story, "uat");
    const verified = { ...inPem(), "x-client-verify": "SUCCESS" };
    const tlsSubject = "CN=ledger, O=Acme Ltd, C=NL";
    await setKeys(credentials.grantId, { method: "TLS_CLIENT_AUTH", tlsSubject });
    const { access_token = "" } = await token(credentials, verified);
    const gateway = new TestGateway(story.url, "uat", (await gatewayToken(olga, story, "uat")).value);
    const code = async (headers: Record<string, string>, authorization = `Bearer ${access_token}`) => {
      const asked = await gateway.forward({ authorization, ...headers }, "?require=token");
      return asked.headers.get("x-portico-code");
    };
    expect(await code(inPem())).toBe("VALID");
    const another = { "x-client-cert": encodeURIComponent(selfSigned("/CN=ledger").toString()) };
    // Its proxy sets X-Client-Cert, and passes on whatever else callers write.
    const others: Record<string, string>[] = [{}, inDer(), another, { "x-client-cert": "AAAA" }];
    for (const headers of others) expect(await code(headers)).toBe("TOKEN_INVALID");
    expect(await code(inPem(), `DPoP ${access_token}`)).toBe("TOKEN_INVALID");
  });

  it("of an authority is known by its subject, where the proxy vouches for it", async () => {
    const credentials = await liveCredentials(ada, story, "uat");
    const verified = { ...inPem(), "x-client-verify": "SUCCESS" };
    await setKeys(credentials.grantId, {
      method: "TLS_CLIENT_AUTH",
      tlsSubject: "CN=ledger, O=Acme Ltd, C=NL",
    });
    expect((await token(credentials, verified)).access_token).toEqual(expect.any(String));
    expect((await token(credentials, inPem())).error).toBe("invalid_client");
    await setKeys(credentials.grantId, { method: "TLS_CLIENT_AUTH", tlsSubject: "CN=other,O=Acme Ltd,C=NL" });
    expect((await token(credentials, verified)).error).toBe("invalid_client");
  });
});

describe("a pushed authorization request", () => {
  it("stands for itself in the browser (RFC 9126), and its token is bound to a key where the client shows one (RFC 9449)", async () => {
    const web = await liveCredentials(ada, story, "uat", {
      type: "WEB",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: [callback],
    });
    const configuration = await discovered(story.url, "uat", web);
    const { answer, checks } = await pushed(configuration);
    const DPoP = openid.getDPoPHandle(configuration, await openid.randomDPoPKeyPair("ES256"));
    const {
      access_token,
      token_type,
      refresh_token = "",
    } = await openid.authorizationCodeGrant(configuration, answer, checks, undefined, { DPoP });
    expect([token_type, decodeJwt(access_token).cnf]).toEqual(["dpop", { jkt: expect.any(String) }]);
    const again = await openid.refreshTokenGrant(configuration, refresh_token, undefined, { DPoP });
    expect(decodeJwt(again.access_token).cnf).toEqual(decodeJwt(access_token).cnf);
    expect((await openid.tokenIntrospection(configuration, again.access_token)).token_type).toBe("DPoP");
  });
});

/** All the way to the answer of a customer who allows it. */
async function pushed(configuration: openid.Configuration) {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const url = await openid.buildAuthorizationUrlWithPAR(configuration, {
    redirect_uri: callback,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    scope: "accounts",
  });
  expect([...url.searchParams.keys()].sort()).toEqual(["client_id", "request_uri"]);
  return { url, answer: await new Customer().allows(url.href), checks: { pkceCodeVerifier } };
}

describe("FAPI 2.0", () => {
  it("needs pushed requests, tokens that are bound, and keys in place of secrets", async () => {
    const web = await liveCredentials(ada, story, "development", {
      type: "WEB",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: [callback],
    });
    const service = await liveCredentials(ada, story, "development");
    const key = await pair("PS256");
    const settings = { apiEnvironment: { slug: "development" }, oauthProfile: "FAPI_2" };
    await olga.mutate("updateApiEnvironment", settings, "apiEnvironment { oauthProfile }");
    const metadata = `${issuerOf(story.url, "development")}/.well-known/openid-configuration`;
    const told = await eventually(async () => {
      const current = (await (await fetch(metadata)).json()) as Record<string, unknown>;
      return current.require_pushed_authorization_requests === true && current;
    });
    expect(told.token_endpoint_auth_methods_supported).toEqual([
      "private_key_jwt",
      "tls_client_auth",
      "self_signed_tls_client_auth",
    ]);

    const bySecret = discovered(story.url, "development", service).then(openid.clientCredentialsGrant);
    expect(await refusal(bySecret)).toBe("invalid_client");
    for (const { grantId } of [web, service]) await setKeys(grantId, { jwks: setOf(key) });
    expect(await refusal(granted(service, byKey(key), "development"))).toBe("invalid_grant");

    const client = { ...web, clientSecret: "" };
    const configuration = await discovered(story.url, "development", client, byKey(key));
    const bare = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      code_challenge: await openid.calculatePKCECodeChallenge("x".repeat(43)),
      code_challenge_method: "S256",
    });
    const { url } = await new Customer().opens(bare.href);
    expect(new URL(url).searchParams.get("error") ?? "on a page").toMatch(/invalid_request|on a page/);
    const { answer, checks } = await pushed(configuration);
    const DPoP = openid.getDPoPHandle(configuration, await openid.randomDPoPKeyPair("ES256"));
    const done = await openid.authorizationCodeGrant(configuration, answer, checks, undefined, { DPoP });
    expect(decodeJwt(done.access_token).cnf).toEqual({ jkt: expect.any(String) });
    const second = await pushed(configuration);
    const unbound = openid.authorizationCodeGrant(configuration, second.answer, second.checks);
    expect(await refusal(unbound)).toBe("invalid_grant");
  });
});
