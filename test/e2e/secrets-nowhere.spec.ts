import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import pg from "pg";
import { codeOf } from "../support/authenticator-app.js";
import type { Json } from "../support/client.js";
import { Customer } from "../support/customer.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { issuerOf } from "../support/oauth-client.js";
import { type Platform, password, startPlatform } from "../support/platform.js";
import { byId } from "../support/references.js";
import type { Person } from "../support/story.js";

let platform: Platform;
let ada: Person;
/** What was given to people and programs in confidence, by what it is. */
const secrets: Record<string, string> = {};
const callback = "https://app.acme.example/callback";

beforeAll(async () => {
  platform = await startPlatform({ LOG_LEVEL: "debug", OPERATOR_EMAILS: "ada@acme.example" });
  ada = await platform.joins("ada@acme.example", "Ada");
  const { text = "" } = await platform.mails.mailTo(ada.email, /verify/i);
  secrets["the link of a sign-up"] = tokenIn(text);
});

afterAll(() => platform?.stop());

const tokenIn = (text: string) => /[?&]token=([\w-]+)/.exec(text)?.[1] ?? "";

async function registered(kind: object): Promise<Json> {
  const { id } = await ada.registers({
    name: `App ${randomBytes(4).toString("hex")}`,
    description: "Shows balances.",
    products: byId(platform.catalogue.accounts),
    environments: byId(platform.catalogue.development),
    ...kind,
  });
  const query =
    "query ($id: ID!) { clientApplication(id: $id) { grants { id apiKeys { id status } clientCredentials { clientId } } } }";
  return eventually(async () => {
    const [grant] = (await ada.data(query, { id })).clientApplication.grants;
    return grant.apiKeys[0].status === "ACTIVE" && grant;
  });
}

const issuer = () => issuerOf(platform.url, "development");

async function asksForTokens(body: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${issuer()}/token`, {
    method: "POST",
    headers,
    body: new URLSearchParams(body),
  });
  const told = (await response.json()) as Json;
  expect([response.status, told.error]).toEqual([200, undefined]);
  return told;
}

const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

async function ofAccounts(): Promise<void> {
  secrets["a password"] = password;
  secrets["a session"] = /session_token=([^.;]+)/.exec(ada.cookie ?? "")?.[1] ?? "";
  const enabled = (await (await ada.post("/api/auth/two-factor/enable", { password })).json()) as Json;
  secrets["an authenticator app's secret"] = new URL(enabled.totpURI).searchParams.get("secret") ?? "";
  secrets["a recovery code"] = enabled.backupCodes[0];
  const code = codeOf(enabled.totpURI);
  expect((await ada.post("/api/auth/two-factor/verify-totp", { code })).status).toBe(200);
  await ada.post("/api/auth/request-password-reset", { email: ada.email, redirectTo: "/reset-password" });
  const { text = "" } = await platform.mails.mailTo(ada.email, /password/i);
  secrets["the link of a reset"] = tokenIn(text);
}

async function ofCompanies(): Promise<void> {
  const named = { name: "ci", scopes: ["SECRETS"], expiresInDays: 1 };
  const own = await ada.mutate("createAccessToken", named, "value");
  secrets["an access token"] = own.value;
  const grant = await registered({ type: "SERVICE", authentication: "CLIENT_CREDENTIALS" });
  const [{ id: apiKeyId }] = grant.apiKeys;
  secrets["an API key"] = (await ada.mutate("revealApiKey", { apiKeyId }, "value")).value;
  const edge = { environmentId: platform.catalogue.development, name: "Edge", expiresInDays: 1 };
  secrets["a gateway's token"] = (await ada.mutate("createGatewayToken", edge, "value")).value;
  const { value: clientSecret } = await ada.mutate("revealClientSecret", { grantId: grant.id }, "value");
  secrets["a client secret"] = clientSecret;
  const { clientId } = grant.clientCredentials;
  await boundTokens(clientId, clientSecret);
  await byAssertion(clientId, grant.id);
  const kong = { adminUrl: "http://127.0.0.1:9/", token: randomBytes(16).toString("hex") };
  secrets["the token of a Kong"] = kong.token;
  const chosen = { apiEnvironment: { slug: "uat" }, kong };
  await ada.mutate("chooseEnvironmentGateway", chosen, "apiEnvironment { id }");
}

/** RFC 9449: by a client that shows a proof. */
async function boundTokens(clientId: string, clientSecret: string): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwk = await exportJWK(publicKey);
  const proof = await new SignJWT({ jti: "1", htm: "POST", htu: `${issuer()}/token` })
    .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk })
    .setIssuedAt()
    .sign(privateKey);
  const told = await asksForTokens(
    { grant_type: "client_credentials" },
    { ...basic(clientId, clientSecret), dpop: proof },
  );
  secrets["a DPoP proof"] = proof;
  secrets["a bound access token"] = told.access_token;
  const headers = {
    "portico-gateway-token": secrets["a gateway's token"] ?? "",
    "api-key": secrets["an API key"] ?? "",
    authorization: `DPoP ${told.access_token}`,
    dpop: proof,
  };
  const url = `${platform.url}/v1/forward-auth/development/accounts?require=both`;
  await fetch(url, { headers });
}

/** RFC 7523. */
async function byAssertion(clientId: string, grantId: string): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwks = JSON.stringify({ keys: [await exportJWK(publicKey)] });
  await ada.mutate("setClientKeys", { grantId, method: "PRIVATE_KEY_JWT", jwks }, "grant { id }");
  const assertion = await new SignJWT({ jti: randomBytes(8).toString("hex") })
    .setProtectedHeader({ alg: "ES256" })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer())
    .setIssuedAt()
    .setExpirationTime("1m")
    .sign(privateKey);
  secrets["a client's assertion"] = assertion;
  const told = await asksForTokens({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  });
  secrets["an application's access token"] = told.access_token;
}

async function ofCustomers(): Promise<void> {
  const web = { type: "WEB", authentication: "AUTHORIZATION_CODE", redirectUrls: [callback] };
  const grant = await registered(web);
  const { clientId } = grant.clientCredentials;
  const { value: clientSecret } = await ada.mutate("revealClientSecret", { grantId: grant.id }, "value");
  const verifier = randomBytes(32).toString("base64url");
  const request = {
    client_id: clientId,
    response_type: "code",
    redirect_uri: callback,
    scope: "openid offline_access accounts",
    prompt: "consent",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  const customer = new Customer();
  const back = await customer.allows(`${issuer()}/authorize?${new URLSearchParams(request)}`);
  const code = back.searchParams.get("code") ?? "";
  const authentication = basic(clientId, clientSecret);
  const form = { grant_type: "authorization_code", code, redirect_uri: callback, code_verifier: verifier };
  const told = await asksForTokens(form, authentication);
  const refreshing = { grant_type: "refresh_token", refresh_token: told.refresh_token };
  const later = await asksForTokens(refreshing, authentication);
  Object.assign(secrets, {
    "another client secret": clientSecret,
    "a code": code,
    "a code's verifier": verifier,
    "a customer's access token": told.access_token,
    "an ID token": told.id_token,
    "a refresh token": told.refresh_token,
    "the next refresh token": later.refresh_token,
  });
  // What waits for a customer is named in addresses, too: it counts with its signature alone.
  const inConfidence = customer.kept().filter(([name]) => name !== "oauth_interaction");
  for (const [name, value] of inConfidence) secrets[`a customer's ${name}`] = value;
}

it("R34 what is given in confidence stands neither in a log nor, in clear, in the database", async () => {
  await ofCompanies();
  await ofCustomers();
  await ofAccounts();
  const pool = new pg.Pool({ connectionString: platform.databaseUrl });
  const dump = await dumpDatabase(pool);
  await pool.end();
  const printed = platform.printed();
  expect(printed).toMatch(/\/environments\/development\/oauth\/token/);
  expect(Object.keys(secrets).length).toBeGreaterThan(20);
  expect(Object.entries(secrets).filter(([, value]) => value.length < 8)).toEqual([]);
  const found = (text: string) => Object.keys(secrets).filter((name) => text.includes(secrets[name] ?? ""));
  expect({ printed: found(printed), kept: found(dump) }).toEqual({ printed: [], kept: [] });
});
