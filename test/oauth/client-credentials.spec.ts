import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import * as openid from "openid-client";
import type { Json } from "../support/client.js";
import { gatewayToken } from "../support/gateway.js";
import {
  type Credentials,
  discovered,
  issuerOf,
  liveCredentials,
  refusal,
  secretOf,
} from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let ada: Person;
let issuer: string;

beforeAll(async () => {
  story = await startStory({
    settings: { OPERATOR_EMAILS: "olga@bank.example", TRUSTED_PROXIES: "127.0.0.1, ::1" },
  });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@verified.example");
  issuer = issuerOf(story.url, "uat");
});
afterAll(() => story.stop());

const discover = (credentials: Credentials, authentication?: openid.ClientAuth) =>
  discovered(story.url, "uat", credentials, authentication);

async function token(credentials: Credentials, parameters: Record<string, string> = {}) {
  return openid.clientCredentialsGrant(await discover(credentials), parameters);
}

/** What the server says of a token to this client. */
async function introspected(credentials: Credentials, accessToken: string) {
  return openid.tokenIntrospection(await discover(credentials), accessToken);
}

/** The status and the body of an answer to a form. */
async function posted(
  path: string,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
) {
  const body = typeof form === "string" ? form : new URLSearchParams(form).toString();
  const response = await fetch(`${issuer}${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body,
  });
  return {
    status: response.status,
    body: (await response.json().catch(() => null)) as Json,
    headers: response.headers,
  };
}

describe("the authorization server of an environment", () => {
  it("describes itself at the addresses of RFC 8414 and of OpenID Connect", async () => {
    const addresses = [
      `${story.url}/.well-known/oauth-authorization-server/environments/uat/oauth`,
      `${issuer}/.well-known/oauth-authorization-server`,
      `${issuer}/.well-known/openid-configuration`,
    ];
    const [first, ...others] = await Promise.all(addresses.map(async (url) => (await fetch(url)).json()));
    expect(first).toMatchObject({
      issuer,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      introspection_endpoint: `${issuer}/introspect`,
      revocation_endpoint: `${issuer}/revoke`,
      response_types_supported: ["code"],
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
    });
    expect(others).toEqual([first, first]);
    const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as Json;
    expect(keys.map(({ alg }: Json) => alg).sort()).toEqual(["ES256", "EdDSA", "PS256"]);
    expect(JSON.stringify(keys)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
    const { rows } = await story.services.pool.query(
      "select private_ciphertext as sealed from oauth_signing_key",
    );
    expect(rows).toHaveLength(3);
    for (const { sealed } of rows) {
      expect(sealed).not.toContain('"kty"');
      expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain('"kty"');
    }
  });

  it("is named by the API, beside the credentials that it takes", async () => {
    const { applicationId } = await liveCredentials(ada, story, "uat");
    const query = `query ($id: ID!) { clientApplication(id: $id) { grants {
      environment { oauthIssuer } clientCredentials { tokenEndpoint } } } }`;
    const { clientApplication } = await ada.data(query, { id: applicationId });
    expect(clientApplication.grants).toEqual([
      { environment: { oauthIssuer: issuer }, clientCredentials: { tokenEndpoint: `${issuer}/token` } },
    ]);
  });

  it("tells its own address, whatever host was asked", async () => {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
      headers: {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        forwarded: "host=evil.example",
      },
    });
    expect(await response.text()).not.toContain("evil");
  });

  it("is one for each environment, and for no other", async () => {
    for (const path of ["/jwks", "/.well-known/openid-configuration", "/nothing"])
      expect((await fetch(`${issuerOf(story.url, "nowhere")}${path}`)).status).toBe(404);
    const keysOf = async (slug: string) => (await fetch(`${issuerOf(story.url, slug)}/jwks`)).text();
    expect(await keysOf("development")).not.toBe(await keysOf("uat"));
    const elsewhere = await liveCredentials(ada, story, "development");
    expect(await refusal(token(elsewhere))).toBe("invalid_client");
  });
});

describe("a name that nothing can have", () => {
  const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });
  const saying = (claims: object) =>
    ["{}", JSON.stringify(claims)].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  it.each<[string, string, RequestInit, number]>([
    ["an environment", "../../%00/oauth/jwks", {}, 404],
    ["half an environment", "../../uat%00/oauth/jwks", {}, 404],
    ["a client", "authorize?client_id=%00", {}, 400],
    ["a client that has redirect URLs", "authorize?client_id=a%00b&redirect_uri=https://a.example", {}, 400],
    ["what goes on", "authorize/%00", {}, 400],
    ["a page", "interaction/%00", {}, 400],
    ["an answer of a provider", "callback?state=%00", {}, 400],
    ["a client with a secret", "token", form({ client_id: "a\0", client_secret: "b" }), 400],
    ["a token", "revoke", form({ client_id: "a", token: "a\0.b.c" }), 400],
    ...["a\0", "\ud800", ["a\0"], { toString: 1 }].map((sub): [string, string, RequestInit, number] => [
      `a client with a JWT of ${JSON.stringify(sub)}`,
      "token",
      form({ client_assertion_type, client_assertion: `${saying({ iss: "a", sub })}.eA` }),
      401,
    ]),
  ])("is no fault of ours: %s", async (_, path, request, status) => {
    const url = path.startsWith("../../")
      ? `${story.url}/environments/${path.slice(6)}`
      : `${issuer}/${path}`;
    expect((await fetch(url, request)).status).toBe(status);
  });
});

describe("client credentials", () => {
  it("get a token of five minutes, with whose it is and what its products open (RFC 9068)", async () => {
    const credentials = await liveCredentials(ada, story, "uat");
    const answer = await token(credentials);
    expect(answer).toMatchObject({ token_type: "bearer", expires_in: 300 });
    const { payload, protectedHeader } = await jwtVerify(
      answer.access_token,
      createRemoteJWKSet(new URL(`${issuer}/jwks`)),
      { issuer, typ: "at+jwt" },
    );
    const { apiEnvironment } = await ada.data('{ apiEnvironment(slug: "uat") { apiBaseUrl } }');
    const { me } = await ada.data("{ me { partner { id } } }");
    const scope = "accounts accounts@v1 customers@v1 digital-banking payments@v1 transactions@v1 transfers";
    expect(payload).toEqual({
      iss: issuer,
      sub: credentials.clientId,
      aud: apiEnvironment.apiBaseUrl,
      client_id: credentials.clientId,
      application_id: credentials.applicationId,
      partner_id: me.partner.id,
      scope: expect.any(String),
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 300,
    });
    expect(String(payload.scope).split(" ").sort().join(" ")).toBe(scope);
    expect(protectedHeader).toEqual({ typ: "at+jwt", alg: "ES256", kid: expect.any(String) });
  });

  it("are shown by basic authentication or in the form, never in both", async () => {
    const credentials = await liveCredentials(ada, story, "uat");
    const { clientId, clientSecret } = credentials;
    for (const authentication of [openid.ClientSecretBasic, openid.ClientSecretPost]) {
      const server = await discover(credentials, authentication(clientSecret));
      expect(await openid.clientCredentialsGrant(server)).toHaveProperty("access_token");
    }
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const basic = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
    expect(await posted("/token", form, basic)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
    const bare = { grant_type: "client_credentials", client_id: clientId };
    expect(await posted("/token", bare)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(await posted("/token", { ...form, client_secret: `${clientSecret}x` })).toMatchObject({
      status: 401,
    });
  });

  it("ask for as much as they may, or for less", async () => {
    const credentials = await liveCredentials(ada, story, "uat", undefined, "accounts");
    const { access_token, scope } = await token(credentials, { scope: "accounts" });
    expect([decodeJwt(access_token).scope, scope]).toEqual(["accounts", "accounts"]);
    expect(await refusal(token(credentials, { scope: "accounts transfers" }))).toBe("invalid_scope");
    expect(await refusal(token(credentials, { resource: "https://elsewhere.example" }))).toBe(
      "invalid_target",
    );
  });

  it("R28 work with both secrets while a rotation overlaps, and with the new one alone after it", async () => {
    const credentials = await liveCredentials(ada, story, "uat");
    const { grantId } = credentials;
    await ada.mutate("rotateClientSecret", { grantId, overlapHours: 1 }, "grant { id }");
    const successor = { ...credentials, clientSecret: await secretOf(ada, grantId) };
    for (const each of [credentials, successor]) expect(await token(each)).toHaveProperty("access_token");
    await story.services.pool.query(
      "update access_grant set retiring_secret_expires_at = now() where id = $1",
      [grantId],
    );
    expect(await refusal(token(credentials))).toBe("invalid_client");
    expect(await token(successor)).toHaveProperty("access_token");
  });

  it("R27 R29 R31 R37 are none at once when they are stopped, and so is what they got", async () => {
    const witness = await liveCredentials(ada, story, "uat");
    const credentials = await liveCredentials(ada, story, "uat");
    const ofApplication = { clientApplicationId: credentials.applicationId };
    const whole = "clientApplication { id }";
    const { access_token } = await token(credentials);
    const partnerId = (await ada.data("{ me { partner { id } } }")).me.partner.id;
    const isGood = async () => {
      const [one, other] = await Promise.all([
        token(credentials).then(
          () => true,
          (error) => error.error !== "invalid_client",
        ),
        introspected(witness, access_token).then(
          ({ active }) => active,
          ({ error }) => error !== "invalid_client",
        ),
      ]);
      expect(one).toBe(other);
      return one;
    };
    expect(await isGood()).toBe(true);
    await ada.mutate("deactivateClientApplication", ofApplication, whole);
    expect(await isGood()).toBe(false);
    await ada.mutate("restoreClientApplication", ofApplication, whole);
    expect(await isGood()).toBe(true);
    await olga.mutate("suspendPartner", { partnerId, reason: "Fraud." }, "partner { id }");
    expect(await isGood()).toBe(false);
    await olga.mutate("resumePartner", { partnerId, reason: "Settled." }, "partner { id }");
    expect(await isGood()).toBe(true);
    await ada.mutate("revokeGrantCredentials", { grantId: credentials.grantId }, "grant { id }");
    expect(await isGood()).toBe(false);
    const confirmName = witness.applicationName;
    const gone = { clientApplicationId: witness.applicationId, confirmName };
    await ada.mutate("deleteClientApplication", gone, "deletedClientApplicationId");
    expect(await refusal(token(witness))).toBe("invalid_client");
  });

  it("are slowed down by ten wrong secrets there, and neither elsewhere nor another's", async () => {
    const [credentials, others] = [
      await liveCredentials(ada, story, "uat"),
      await liveCredentials(ada, story, "uat"),
    ];
    const form = ({ clientId, clientSecret }: Credentials) => ({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    });
    const wrong = form({ ...credentials, clientSecret: "wrong" });
    const statuses = [];
    for (let attempt = 0; attempt < 10; attempt += 1) statuses.push((await posted("/token", wrong)).status);
    expect(statuses).toEqual(Array(10).fill(401));
    // However slow this machine is: the wait is a second at first, and doubles.
    const longer =
      "update sign_in_attempt set next_at = now() + interval '1 minute' where next_at is not null";
    expect((await story.services.pool.query(longer)).rowCount).toBe(1);
    expect((await posted("/token", wrong)).status).toBe(429);
    const right = await posted("/token", form(credentials));
    expect(right).toMatchObject({ status: 429, body: { error: "slow_down" } });
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await posted("/token", form(others))).status).toBe(200);
    const elsewhere = { "x-forwarded-for": "203.0.113.7" };
    expect((await posted("/token", form(credentials), elsewhere)).status).toBe(200);
  });
});

describe("a token", () => {
  it("is shown to its company's clients and to the environment's gateways, and to nobody else", async () => {
    const [credentials, colleague] = [
      await liveCredentials(ada, story, "uat"),
      await liveCredentials(ada, story, "uat"),
    ];
    const bob = await story.readyDeveloper("bob@other.example");
    const stranger = await liveCredentials(bob, story, "uat");
    const { access_token } = await token(credentials);
    const shown = {
      active: true,
      client_id: credentials.clientId,
      application_id: credentials.applicationId,
      iss: issuer,
      token_type: "Bearer",
      scope: expect.stringContaining("digital-banking"),
    };
    expect(await introspected(credentials, access_token)).toMatchObject(shown);
    expect(await introspected(colleague, access_token)).toMatchObject(shown);
    expect(await introspected(stranger, access_token)).toEqual({ active: false });
    const { value } = await gatewayToken(olga, story, "uat");
    const asGateway = (gateway: string) =>
      posted("/introspect", { token: access_token }, { authorization: `Bearer ${gateway}` });
    expect((await asGateway(value)).body).toMatchObject(shown);
    const elsewhere = await gatewayToken(olga, story, "development");
    expect(await asGateway(elsewhere.value)).toMatchObject({ status: 401, body: { error: "invalid_token" } });
  });

  it("is over once its client revokes it, and not for another's wish (RFC 7009)", async () => {
    const [credentials, colleague] = [
      await liveCredentials(ada, story, "uat"),
      await liveCredentials(ada, story, "uat"),
    ];
    const { access_token } = await token(credentials);
    await openid.tokenRevocation(await discover(colleague), access_token);
    expect((await introspected(credentials, access_token)).active).toBe(true);
    await openid.tokenRevocation(await discover(credentials), access_token);
    expect(await introspected(credentials, access_token)).toEqual({ active: false });
  });

  it.each(["", "x", "a.b.c", "jwt.", "eyJhbGciOiJub25lIn0.e30."])("is none that reads %p", async (text) => {
    const credentials = await liveCredentials(ada, story, "uat");
    const { clientId, clientSecret } = credentials;
    const { status, body } = await posted("/introspect", {
      token: text,
      client_id: clientId,
      client_secret: clientSecret,
    });
    expect([status, body.active ?? body.error]).toEqual(
      text === "" ? [400, "invalid_request"] : [200, false],
    );
  });
});

describe("a request", () => {
  it.each<[string, string, Record<string, string>]>([
    ["is no form", "{}", { "content-type": "application/json" }],
    ["has a content type that is none", "grant_type=client_credentials", { "content-type": "form" }],
    ["names nobody", "grant_type=client_credentials", {}],
    ["has too many fields", "a=b&".repeat(60), {}],
    ["is too long", `client_id=${"x".repeat(20_000)}`, {}],
    ["holds what cannot be stored", "client_id=%00&client_secret=x", {}],
    ["has a broken authorization", "grant_type=client_credentials", { authorization: "Basic %%%" }],
    ["has two clients", "client_id=a&client_id=b&client_secret=x", {}],
    ["has a broken escape", "client_id=%E0%A4%A&client_secret=%", {}],
    ["has an unknown client", "client_id=cli_x&client_secret=x&grant_type=client_credentials", {}],
  ])("that %s is refused as RFC 6749 says", async (_, body, headers) => {
    for (const path of ["/token", "/introspect", "/revoke"]) {
      const answer = await posted(path, body, headers);
      expect([400, 401]).toContain(answer.status);
      expect(answer.body.error).toMatch(/^invalid_(request|client)$/);
    }
  });

  it("is answered with the headers that every answer has", async () => {
    const { headers } = await posted("/token", "");
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": expect.any(String),
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
    expect((await fetch(`${issuer}/token`)).status).toBe(405);
  });
});
