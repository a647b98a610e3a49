import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as openid from "openid-client";
import { freePort } from "../../src/infrastructure/free-port.js";
import type { Json } from "../support/client.js";
import { dpopProof } from "../support/dpop.js";
import { everybodyKnows, gatewayToken } from "../support/gateway.js";
import { type GatewayName, gateways, startGateway } from "../support/gateways.js";
import { liveKey } from "../support/live-key.js";
import { discovered, liveCredentials } from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { startTcpProxy } from "../support/tcp-proxy.js";

let story: Story;
let olga: Person;
let ada: Person;
/** Answers with the headers that it got. */
let api: Server;
let token: string;

beforeAll(async () => {
  const settings = { OPERATOR_EMAILS: "olga@bank.example", TRUSTED_PROXIES: "127.0.0.1" };
  story = await startStory({ settings });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@proxied.example");
  token = (await gatewayToken(olga, story, "uat")).value;
  api = createServer(({ headers, url }, response) => response.end(JSON.stringify({ headers, url })));
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  api?.close();
  await story.stop();
});

const key = (environment: string, product: string) => liveKey(ada, story, environment, product);

/** The key of an application that has one. */
async function keyOf(applicationId: string): Promise<string> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { id } } } }";
  const { clientApplication } = await ada.data(query, { id: applicationId });
  const [{ id: apiKeyId }] = clientApplication.grants[0].apiKeys;
  return (await ada.mutate("revealApiKey", { apiKeyId }, "value")).value;
}

const told = ["x-application-id", "x-partner-id", "x-api-key-id", "x-product", "x-environment"];
const ofToken = ["x-client-id", "x-scope", "x-subject"];
const forged = [...told, ...ofToken];
const lies = Object.fromEntries(forged.map((header) => [header, "forged"]));
const whole = "clientApplication { id }";

describe.each(Object.keys(gateways) as GatewayName[])("%s, as its example says", (name) => {
  let gateway: { readonly url: string; stop(): Promise<void> };

  beforeAll(async () => {
    gateway = await startGateway(name, {
      listen: await freePort(),
      portico: Number(new URL(story.url).port),
      api: (api.address() as AddressInfo).port,
      token,
    });
  });

  afterAll(() => gateway?.stop());

  const call = async (
    apiKey: string,
    headers: Record<string, string> = {},
    path = "/accounts/7?product=loans",
  ) => {
    await everybodyKnows();
    return fetch(`${gateway.url}${path}`, { headers: { ...headers, ...(apiKey && { "api-key": apiKey }) } });
  };
  const status = async (apiKey: string) => (await call(apiKey)).status;

  it("R29 R31 lets a key pass while it works", async () => {
    const {
      value,
      applicationId: clientApplicationId,
      applicationName: confirmName,
    } = await key("uat", "accounts");
    expect(await status(value)).toBe(200);
    await ada.mutate("deactivateClientApplication", { clientApplicationId }, whole);
    const refused = await call(value);
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: "SUSPENDED" }),
    ]);
    await ada.mutate("restoreClientApplication", { clientApplicationId }, whole);
    expect(await status(value)).toBe(200);
    await ada.mutate(
      "deleteClientApplication",
      { clientApplicationId, confirmName },
      "deletedClientApplicationId",
    );
    expect(await status(value)).toBe(401);
  });

  it("lets no key pass of another product, of another environment, or of nobody, nor none", async () => {
    expect(await status((await key("uat", "transfers")).value)).toBe(403);
    expect(await status((await key("development", "accounts")).value)).toBe(401);
    expect(await status("ptc_key_uat_x")).toBe(401);
    expect(await status("")).toBe(401);
  });

  it("tells the API who calls, as Portico says and not as the caller does, and no secret", async () => {
    const { value, applicationId, id } = await key("uat", "digital-banking");
    const response = await call(value, { ...lies, "portico-gateway-token": "ptc_gw_forged" });
    const { headers, url } = (await response.json()) as Json;
    expect(url).toBe("/accounts/7?product=loans");
    expect(headers).toMatchObject({
      "x-application-id": applicationId,
      "x-api-key-id": id,
      "x-product": "digital-banking",
      "x-environment": "uat",
    });
    expect(JSON.stringify(headers)).not.toMatch(/forged|ptc_/);
  });

  it("lets a token pass where the route asks for one, and tells the API whose it is", async () => {
    const credentials = await liveCredentials(ada, story, "uat", undefined, "transfers");
    const configuration = await discovered(story.url, "uat", credentials);
    const { access_token } = await openid.clientCredentialsGrant(configuration);
    const authorization = `Bearer ${access_token}`;
    const response = await call("", { ...lies, authorization }, "/transfers/7?require=key");
    const { headers, url } = (await response.json()) as Json;
    expect([response.status, url]).toEqual([200, "/transfers/7?require=key"]);
    expect(headers).toMatchObject({
      authorization,
      "x-application-id": credentials.applicationId,
      "x-environment": "uat",
      "x-client-id": credentials.clientId,
      "x-subject": credentials.clientId,
      "x-scope": expect.stringContaining("transfers"),
    });
    expect(JSON.stringify(headers)).not.toMatch(/forged|ptc_/);
    const others: Record<string, string>[] = [
      {},
      lies,
      { authorization: `${authorization.slice(0, -4)}AAAA` },
    ];
    for (const wrong of others) expect((await call("", wrong, "/transfers/7")).status).toBe(401);
    await ada.mutate("revokeGrantCredentials", { grantId: credentials.grantId }, "grant { id }");
    expect((await call("", { authorization }, "/transfers/7")).status).toBe(401);
  });

  it("lets a key and a token of one application pass where the route asks for both", async () => {
    const { value, applicationId } = await key("uat", "accounts");
    const credentials = await liveCredentials(ada, story, "uat", undefined, "accounts");
    const own = await keyOf(credentials.applicationId);
    const { access_token } = await openid.clientCredentialsGrant(
      await discovered(story.url, "uat", credentials),
    );
    const authorization = `Bearer ${access_token}`;
    const response = await call(own, { ...lies, authorization }, "/both/7");
    const { headers } = (await response.json()) as Json;
    expect(response.status).toBe(200);
    expect(headers).toMatchObject({ "x-product": "accounts", "x-client-id": credentials.clientId });
    expect(JSON.stringify(headers)).not.toMatch(/forged|ptc_/);
    expect(applicationId).not.toBe(credentials.applicationId);
    for (const [apiKey, more] of [
      [own, {}],
      ["", { authorization }],
      [value, { authorization }],
    ] as const)
      expect((await call(apiKey, { ...lies, ...more }, "/both/7")).status).toBe(401);
  });

  it("lets a token pass that is bound to a key, for the address that its proof names (RFC 9449)", async () => {
    const credentials = await liveCredentials(ada, story, "uat", undefined, "transfers");
    const configuration = await discovered(story.url, "uat", credentials);
    const keys = await openid.randomDPoPKeyPair("ES256", { extractable: true });
    const DPoP = openid.getDPoPHandle(configuration, keys);
    const { access_token } = await openid.clientCredentialsGrant(configuration, undefined, { DPoP });
    const asks = async (proven: string, more: Record<string, string> = {}) => {
      const dpop = await dpopProof(keys, access_token, { htm: "GET", htu: `${gateway.url}${proven}` });
      const headers = { authorization: `DPoP ${access_token}`, dpop, ...more };
      return (await call("", headers, "/transfers/7?page=2")).status;
    };
    expect(await asks("/transfers/7")).toBe(200);
    expect(await asks("/transfers/8")).toBe(401);
    const claimed = { "x-original-url": `${gateway.url}/transfers/8`, "x-forwarded-uri": "/transfers/8" };
    expect(await asks("/transfers/8", claimed)).toBe(401);
  });

  it("R40 lets a key pass from its networks alone, wherever a caller says to be", async () => {
    const { value, id: apiKeyId } = await key("uat", "accounts");
    const limit = (network: string) =>
      ada.mutate("limitApiKeyToNetworks", { apiKeyId, networks: [network] }, "apiKey { id }");
    await limit("127.0.0.0/8");
    expect((await call(value, { "x-forwarded-for": "192.0.2.7" })).status).toBe(200);
    await limit("192.0.2.0/24");
    const refused = await call(value, { "x-forwarded-for": "192.0.2.7" });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: "ADDRESS_NOT_ALLOWED" }),
    ]);
  });

  it("R35 lets a key pass as often as its rate plan says, and tells its caller when to come again", async () => {
    const plan = { name: "Usual", limits: [{ requests: 2, seconds: 86_400 }], isDefault: true };
    const plans = (ratePlans: object[]) =>
      olga.mutate("updateApiProduct", { apiProduct: { slug: "accounts" }, ratePlans }, "apiProduct { id }");
    await plans([plan]);
    try {
      const { value } = await key("uat", "accounts");
      expect([await status(value), await status(value)]).toEqual([200, 200]);
      const refused = await call(value);
      expect([refused.status, await refused.json()]).toEqual([
        429,
        expect.objectContaining({ code: "RATE_LIMITED" }),
      ]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(1_000);
    } finally {
      await plans([]);
    }
  });

  it("lets nothing pass while Portico does not answer", async () => {
    const nowhere = await startGateway(name, {
      listen: await freePort(),
      portico: await freePort(),
      api: (api.address() as AddressInfo).port,
      token,
    });
    try {
      const response = await fetch(`${nowhere.url}/accounts/`, { headers: { "api-key": "any" } });
      expect(response.status).toBeGreaterThanOrEqual(500);
    } finally {
      await nowhere.stop();
    }
  });
});

it("nginx asks about one request after the other by the same connection", async () => {
  const way = await startTcpProxy({ host: "127.0.0.1", port: Number(new URL(story.url).port) });
  const nginx = await startGateway("nginx", {
    listen: await freePort(),
    portico: way.port,
    api: (api.address() as AddressInfo).port,
    token,
  });
  try {
    const before = way.opened;
    const { value } = await key("uat", "accounts");
    const asks = async (apiKey: string) =>
      (await fetch(`${nginx.url}/accounts/7`, { headers: { "api-key": apiKey } })).status;
    await everybodyKnows();
    for (let times = 0; times < 3; times += 1) {
      expect(await asks(value)).toBe(200);
      expect(await asks("ptc_key_uat_x")).toBe(401);
    }
    expect(way.opened - before).toBeLessThanOrEqual(1);
  } finally {
    await nginx.stop();
    await way.close();
  }
});
