import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { generateKeyPair, SignJWT } from "jose";
import * as openid from "openid-client";
import { startVerifyProcess } from "../../src/composition-root/index.js";
import type { Json } from "../support/client.js";
import { dpopProof } from "../support/dpop.js";
import { eventually } from "../support/eventually.js";
import { gatewayToken, TestGateway } from "../support/gateway.js";
import { type Credentials, discovered, issuerOf, liveCredentials } from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let ada: Person;
let verifier: { port: number; stop(): Promise<void> };
/** Of the web process, and of a process that does nothing else. */
let gateways: TestGateway[];
let credentials: Credentials;
let apiKey: string;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@verified.example");
  const { config, databaseUrl } = story.services;
  verifier = await startVerifyProcess({ ...config, databaseUrl, port: 0 });
  const { value } = await gatewayToken(olga, story, "uat");
  const urls = [story.url, `http://127.0.0.1:${verifier.port}`];
  gateways = urls.map((url) => new TestGateway(url, "uat", value));
  credentials = await liveCredentials(ada, story, "uat", undefined, "accounts");
  apiKey = await keyOf(credentials);
});

afterAll(async () => {
  await verifier?.stop();
  await story.stop();
});

async function keyOf({ applicationId }: Credentials): Promise<string> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { id } } } }";
  const { clientApplication } = await ada.data(query, { id: applicationId });
  const { id } = clientApplication.grants[0].apiKeys[0];
  return (await ada.mutate("revealApiKey", { apiKeyId: id }, "value")).value;
}

async function tokenOf(of: Credentials, environment = "uat"): Promise<string> {
  return (await openid.clientCredentialsGrant(await discovered(story.url, environment, of))).access_token;
}

/** What a proxy is told, by both processes alike. */
async function passed(headers: Record<string, string>, rest = "") {
  const [one, other] = await Promise.all(gateways.map((gateway) => gateway.forward(headers, rest)));
  const facts = (response: Response | undefined) => ({
    status: response?.status,
    code: response?.headers.get("x-portico-code"),
    headers: Object.fromEntries(
      [...(response?.headers ?? [])].filter(([name]) => /^(x-(?!request)|www)/.test(name)),
    ),
  });
  expect(facts(other)).toEqual(facts(one));
  return facts(one);
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("a route that needs a token", () => {
  it("is passed with one, and its API is told whose it is", async () => {
    const { me } = await ada.data("{ me { partner { id } } }");
    const { status, headers } = await passed(
      bearer(await tokenOf(credentials)),
      "?require=token&product=accounts",
    );
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "x-application-id": credentials.applicationId,
      "x-partner-id": me.partner.id,
      "x-environment": "uat",
      "x-client-id": credentials.clientId,
      "x-subject": credentials.clientId,
      "x-scope": "accounts accounts@v1 transactions@v1",
    });
    expect(headers).not.toHaveProperty("x-api-key-id");
  });

  it("is told by which it is not passed", async () => {
    const token = await tokenOf(credentials);
    expect(await passed({}, "?require=token")).toMatchObject({
      status: 401,
      code: "MISSING",
      headers: { "www-authenticate": 'Bearer realm="uat"' },
    });
    expect(await passed(bearer(`${token.slice(0, -4)}AAAA`), "?require=token")).toMatchObject({
      status: 401,
      code: "TOKEN_INVALID",
      headers: { "www-authenticate": 'Bearer realm="uat", error="invalid_token"' },
    });
    const other = await passed(bearer(token), "?require=token&product=transfers");
    expect(other).toMatchObject({ status: 403, code: "PRODUCT_NOT_LICENSED" });
    const elsewhere = await liveCredentials(ada, story, "development");
    const foreign = bearer(await tokenOf(elsewhere, "development"));
    expect(await passed(foreign, "?require=token")).toMatchObject({ code: "TOKEN_INVALID" });
  });

  it("knows one that claims to be the server's from one that is", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    const claims = {
      client_id: credentials.clientId,
      application_id: credentials.applicationId,
      partner_id: "prt_x",
    };
    const forged = (header: object) =>
      new SignJWT({ ...claims, scope: "accounts" })
        .setProtectedHeader({ alg: "ES256", typ: "at+jwt", ...header })
        .setIssuer(issuerOf(story.url, "uat"))
        .setAudience("https://api.uat.example")
        .setSubject("x")
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime("5m")
        .sign(privateKey);
    const [key] = ((await (await fetch(`${issuerOf(story.url, "uat")}/jwks`)).json()) as Json).keys;
    for (const header of [{}, { kid: "x" }, { kid: key.kid }])
      expect(await passed(bearer(await forged(header)), "?require=token")).toMatchObject({
        code: "TOKEN_INVALID",
      });
  });
});

describe("a route that needs both", () => {
  it("is passed with a key and a token of the same application", async () => {
    const token = await tokenOf(credentials);
    const { status, headers } = await passed({ "api-key": apiKey, ...bearer(token) }, "?require=both");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "x-api-key-id": expect.any(String),
      "x-client-id": credentials.clientId,
    });
    expect(await passed({ "api-key": apiKey }, "?require=both")).toMatchObject({
      code: "MISSING",
      headers: { "www-authenticate": 'Bearer realm="uat"' },
    });
    expect(await passed(bearer(token), "?require=both")).toMatchObject({
      code: "MISSING",
      headers: { "www-authenticate": 'API-Key realm="uat"' },
    });
  });

  it("is not passed with another application's token", async () => {
    const another = bearer(await tokenOf(await liveCredentials(ada, story, "uat")));
    expect(await passed({ "api-key": apiKey, ...another }, "?require=both")).toMatchObject({
      status: 401,
      code: "TOKEN_OF_ANOTHER_APPLICATION",
    });
  });
});

describe("a route that needs a key", () => {
  it("looks at a token of the server's own, and leaves all others to the API", async () => {
    const token = await tokenOf(credentials);
    const withKey = (authorization: string) => passed({ "api-key": apiKey, authorization });
    expect(await withKey(`Bearer ${token}`)).toMatchObject({
      status: 200,
      headers: { "x-client-id": credentials.clientId },
    });
    const [head, payload] = token.split(".");
    expect(await withKey(`Bearer ${head}.${payload}.AAAA`)).toMatchObject({ code: "TOKEN_INVALID" });
    const another = await tokenOf(await liveCredentials(ada, story, "uat"));
    expect(await withKey(`Bearer ${another}`)).toMatchObject({ code: "TOKEN_OF_ANOTHER_APPLICATION" });
    for (const others of ["Bearer opaque", "Basic YTpi", "Bearer a.b.c"]) {
      const { status, headers } = await withKey(others);
      expect([status, headers["x-client-id"]]).toEqual([200, undefined]);
    }
  });
});

describe("a token that is bound to a key (RFC 9449)", () => {
  it("is good with a proof of that key, for this request, once", async () => {
    const configuration = await discovered(story.url, "uat", credentials);
    const keys = await openid.randomDPoPKeyPair("ES256", { extractable: true });
    const DPoP = openid.getDPoPHandle(configuration, keys);
    const { access_token } = await openid.clientCredentialsGrant(configuration, undefined, { DPoP });
    const here = { htm: "POST", htu: "https://api.bank.example/accounts/7" };
    const proof = (claims: object = {}) => dpopProof(keys, access_token, { ...here, ...claims });
    const asked = async (dpop: string, authorization = `DPoP ${access_token}`) => {
      const forwarded = { "x-forwarded-method": "POST", "x-forwarded-proto": "https" };
      const place = { "x-forwarded-host": "api.bank.example", "x-forwarded-uri": "/accounts/7?page=2" };
      const headers = { authorization, dpop, ...forwarded, ...place };
      const response = await (gateways[1] as TestGateway).forward(headers, "?require=token");
      return response.headers.get("x-portico-code");
    };
    const good = await proof();
    expect([await asked(good), await asked(good)]).toEqual(["VALID", "TOKEN_INVALID"]);
    for (const wrong of [{ htm: "GET" }, { htu: "https://api.bank.example/transfers" }, { ath: "x" }])
      expect(await asked(await proof(wrong))).toBe("TOKEN_INVALID");
    expect(await asked("")).toBe("TOKEN_INVALID");
    expect(await asked(await proof(), `Bearer ${access_token}`)).toBe("TOKEN_INVALID");
  });
});

describe("a gateway that appends the path of the request", () => {
  it("says by a header what the route needs, and by the request what a proof is for", async () => {
    const configuration = await discovered(story.url, "uat", credentials);
    const keys = await openid.randomDPoPKeyPair("ES256", { extractable: true });
    const DPoP = openid.getDPoPHandle(configuration, keys);
    const { access_token } = await openid.clientCredentialsGrant(configuration, undefined, { DPoP });
    const gateway = gateways[1] as TestGateway;
    const host = new URL(gateway.url).host;
    const asked = async (path: string, needs: string, htu = `https://${host}/accounts/7`) => {
      const dpop = await dpopProof(keys, access_token, { htm: "DELETE", htu });
      const told = { "x-portico-require": needs, "x-forwarded-proto": "https" };
      const headers = { authorization: `DPoP ${access_token}`, dpop, ...told };
      return (await gateway.forward(headers, path, "DELETE")).headers.get("x-portico-code");
    };
    expect(await asked("/accounts/7?require=key", "token")).toBe("VALID");
    expect(await asked("/accounts/7", "token", `https://${host}/accounts/8`)).toBe("TOKEN_INVALID");
    expect(await asked("/accounts/7", "both")).toBe("MISSING");
    expect(await asked("/accounts/7", "nothing")).toBe("BAD_REQUEST");
    // Where the query can say it, that header may be the caller's.
    expect(await asked("?require=key", "token")).toBe("MISSING");
  });
});

describe("R29 a token", () => {
  it("stops with its application at once, and works again with it", async () => {
    const own = await liveCredentials(ada, story, "uat");
    const ofApplication = { clientApplicationId: own.applicationId };
    const token = bearer(await tokenOf(own));
    const code = async () => (await passed(token, "?require=token")).code;
    expect(await code()).toBe("VALID");
    await ada.mutate("deactivateClientApplication", ofApplication, "clientApplication { id }");
    expect(await code()).toBe("TOKEN_INVALID");
    await ada.mutate("restoreClientApplication", ofApplication, "clientApplication { id }");
    expect(await code()).toBe("VALID");
    await ada.mutate("revokeGrantCredentials", { grantId: own.grantId }, "grant { id }");
    expect(await code()).toBe("TOKEN_INVALID");
  });

  it("stops when its client revokes it", async () => {
    const token = await tokenOf(credentials);
    const code = async () => (await passed(bearer(token), "?require=token")).code;
    expect(await code()).toBe("VALID");
    await openid.tokenRevocation(await discovered(story.url, "uat", credentials), token);
    expect(await code()).toBe("TOKEN_INVALID");
  });

  it("opens what its application still has", async () => {
    const own = await liveCredentials(ada, story, "uat", undefined, "digital-banking");
    const token = bearer(await tokenOf(own));
    const code = async () => (await passed(token, "?require=token&product=transfers")).code;
    expect(await code()).toBe("VALID");
    const transfers = { apiProduct: { slug: "digital-banking" } };
    const embeds = (slugs: string[]) => ({ ...transfers, embeds: slugs.map((slug) => ({ slug })) });
    await olga.mutate("updateApiProduct", embeds(["accounts"]), "apiProduct { id }");
    await eventually(async () => (await code()) === "PRODUCT_NOT_LICENSED");
    await olga.mutate("updateApiProduct", embeds(["accounts", "transfers"]), "apiProduct { id }");
    expect(await code()).toBe("VALID");
  });
});
