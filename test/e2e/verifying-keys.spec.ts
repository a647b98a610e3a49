import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startVerifyProcess } from "../../src/composition-root/index.js";
import { formatSecret } from "../../src/infrastructure/secrets/secret-format.js";
import { eventually } from "../support/eventually.js";
import { gatewayToken, TestGateway } from "../support/gateway.js";
import { type LiveKey, liveKey } from "../support/live-key.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let ada: Person;
let verifier: { port: number; stop(): Promise<void> };
/** Of the web process, and of a process that does nothing else. */
let gateways: TestGateway[];
let tokenId: string;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@verified.example");
  const { config, databaseUrl } = story.services;
  verifier = await startVerifyProcess({ ...config, databaseUrl, port: 0 });
  const { value, id } = await gatewayToken(olga, story, "uat");
  tokenId = id;
  const urls = [story.url, `http://127.0.0.1:${verifier.port}`];
  gateways = urls.map((url) => new TestGateway(url, "uat", value));
});

afterAll(async () => {
  await verifier?.stop();
  await story.stop();
});

const key = (environment = "uat", product = "accounts") => liveKey(ada, story, environment, product);

/** From both processes, which agree. */
async function codes(apiKey: unknown, more: object = {}): Promise<string> {
  const answers = await Promise.all(gateways.map((gateway) => gateway.verify(apiKey, more)));
  expect(answers[1]).toEqual(answers[0]);
  return answers[0].code;
}

/** The status and the code that a proxy gets. */
async function passed(apiKey: string, rest = ""): Promise<[number, string]> {
  const response = await (gateways[0] as TestGateway).forward({ "api-key": apiKey }, rest);
  const code = response.headers.get("x-portico-code") ?? "";
  const text = await response.text();
  // What passes has no text.
  if (response.ok) expect(text).toBe("");
  else expect(JSON.parse(text)).toEqual({ code, message: expect.any(String) });
  return [response.status, code];
}

const ofApplication = ({ applicationId }: LiveKey) => ({ clientApplicationId: applicationId });

describe("R29 a key", () => {
  it("is told with whose it is and what it opens", async () => {
    const live = await key("uat", "digital-banking");
    const answer = await gateways[0]?.verify(live.value, {
      product: "accounts",
      api: "payments@v1",
      cost: 1,
    });
    const partnerId = (await ada.data("{ me { partner { id } } }")).me.partner.id;
    expect(answer).toEqual({
      valid: true,
      code: "VALID",
      apiKeyId: live.id,
      applicationId: live.applicationId,
      applicationName: live.applicationName,
      partnerId,
      environment: "uat",
      product: "digital-banking",
      apis: expect.arrayContaining(["accounts@v1", "transactions@v1", "payments@v1", "customers@v1"]),
      expiresAt: null,
    });
    expect(await codes(live.value)).toBe("VALID");
    const response = await gateways[1]?.forward({ "x-api-key": live.value }, "?product=transfers", "DELETE");
    expect(response?.status).toBe(200);
    expect(Object.fromEntries(response?.headers ?? [])).toMatchObject({
      "x-application-id": live.applicationId,
      "x-partner-id": partnerId,
      "x-api-key-id": live.id,
      "x-product": "digital-banking",
      "x-environment": "uat",
      "x-portico-code": "VALID",
      "cache-control": "no-store",
      "content-length": "0",
    });
    expect(response?.headers.has("content-type")).toBe(false);
  });

  it("stops on deactivation, works again once it is restored, and stops for good with its application", async () => {
    const live = await key();
    const whole = "clientApplication { id }";
    expect([await codes(live.value), await passed(live.value)]).toEqual(["VALID", [200, "VALID"]]);
    await ada.mutate("deactivateClientApplication", ofApplication(live), whole);
    expect([await codes(live.value), await passed(live.value)]).toEqual(["SUSPENDED", [403, "SUSPENDED"]]);
    await ada.mutate("restoreClientApplication", ofApplication(live), whole);
    expect(await codes(live.value)).toBe("VALID");
    const gone = { ...ofApplication(live), confirmName: live.applicationName };
    await ada.mutate("deleteClientApplication", gone, "deletedClientApplicationId");
    expect([await codes(live.value), await passed(live.value)]).toEqual(["UNKNOWN", [401, "UNKNOWN"]]);
  });

  it("R27 R28 is over once it is revoked, and the one that it was rotated from once its time is up", async () => {
    const live = await key();
    await codes(live.value);
    const rotation = { apiKeyId: live.id, overlapHours: 1 };
    const { successor } = await ada.mutate("rotateApiKey", rotation, "successor { id }");
    expect(await codes(live.value)).toBe("VALID");
    const shown = await eventually(async () => {
      const { value } = await ada.tryTo("revealApiKey", { apiKeyId: successor.id }, "value");
      return value && (await codes(value)) === "VALID" && value;
    });
    const over = "update api_key set expires_at = now() where id = $1";
    await story.services.pool.query(over, [live.id]);
    await eventually(async () => (await codes(live.value)) === "EXPIRED");
    expect(await passed(live.value)).toEqual([401, "EXPIRED"]);
    await ada.mutate("revokeApiKey", { apiKeyId: successor.id }, "apiKey { id }");
    expect([await codes(shown), await passed(shown)]).toEqual(["REVOKED", [401, "REVOKED"]]);
  });

  it("R37 stops with its company, and goes on with it", async () => {
    const live = await key();
    await codes(live.value);
    const partnerId = (await ada.data("{ me { partner { id } } }")).me.partner.id;
    await olga.mutate("suspendPartner", { partnerId, reason: "Fraud." }, "partner { id }");
    expect(await codes(live.value)).toBe("SUSPENDED");
    await olga.mutate("resumePartner", { partnerId, reason: "Settled." }, "partner { id }");
    expect(await codes(live.value)).toBe("VALID");
  });

  it("R40 opens nothing from outside its networks, and everything again once it is limited no more", async () => {
    const live = await key();
    const limit = (...networks: string[]) =>
      ada.mutate("limitApiKeyToNetworks", { apiKeyId: live.id, networks }, "apiKey { networks }");
    expect(await codes(live.value)).toBe("VALID");
    expect((await limit("192.0.2.0/24", "2001:DB8::/32")).apiKey.networks).toEqual([
      "192.0.2.0/24",
      "2001:db8::/32",
    ]);
    for (const address of ["192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1", "2001:db8::1%eth0"])
      expect([address, await codes(live.value, { address })]).toEqual([address, "VALID"]);
    for (const address of ["192.0.3.7", "::ffff:192.0.3.7", "2001:db9::1", null, undefined])
      expect([address, await codes(live.value, { address })]).toEqual([address, "ADDRESS_NOT_ALLOWED"]);
    // It says first what is wrong with the key, then from where it may be used, then for what.
    const elsewhere = { address: "192.0.3.7", product: "transfers" };
    expect(await codes(live.value, elsewhere)).toBe("ADDRESS_NOT_ALLOWED");
    for (const address of ["192.0.02.7", "192.0.2.7/24", "unknown", "", 7, {}]) {
      const response = await gateways[0]?.ask(JSON.stringify({ apiKey: live.value, address }));
      expect([address, response?.status]).toEqual([address, 400]);
    }
    await limit();
    expect([await codes(live.value), await passed(live.value)]).toEqual(["VALID", [200, "VALID"]]);
  });

  it("R40 is used from where trusted proxies say, and from nowhere else, whatever a caller writes", async () => {
    const live = await key();
    const { config, databaseUrl } = story.services;
    const behind = async (trustedProxies: string[]) => {
      const { port, stop } = await startVerifyProcess({ ...config, databaseUrl, port: 0, trustedProxies });
      const url = `http://127.0.0.1:${port}`;
      return { gateway: new TestGateway(url, "uat", gateways[0]?.token ?? ""), stop };
    };
    const [alone, proxied] = [await behind([]), await behind(["127.0.0.1", "10.0.0.0/8"])];
    const limit = { apiKeyId: live.id, networks: ["192.0.2.0/24", "2001:db8::/32"] };
    await ada.mutate("limitApiKeyToNetworks", limit, "apiKey { id }");
    const from = async ({ gateway }: typeof alone, forwarded: string) =>
      (await gateway.forward({ "api-key": live.value, "x-forwarded-for": forwarded })).headers.get(
        "x-portico-code",
      );
    try {
      // Who connects is nobody that is trusted: what it writes counts for nothing.
      expect(await from(alone, "192.0.2.7")).toBe("ADDRESS_NOT_ALLOWED");
      const said: [forwarded: string, code: string][] = [
        ["192.0.2.7", "VALID"],
        ["::ffff:192.0.2.7", "VALID"],
        ["[2001:db8::1]:443", "VALID"],
        ["2001:db8::1%eth0", "VALID"],
        ["192.0.2.7, 10.1.2.3", "VALID"],
        // The caller's own entry, before the one that the proxy has seen.
        ["192.0.2.7, 198.51.100.1", "ADDRESS_NOT_ALLOWED"],
        ["192.0.2.7, unknown", "ADDRESS_NOT_ALLOWED"],
        ["192.0.02.7", "ADDRESS_NOT_ALLOWED"],
        ["", "ADDRESS_NOT_ALLOWED"],
      ];
      for (const [forwarded, code] of said)
        expect([forwarded, await from(proxied, forwarded)]).toEqual([forwarded, code]);
      const refused = await proxied.gateway.forward({
        ...{ "api-key": live.value, "x-forwarded-for": "198.51.100.1" },
        ...{ "x-real-ip": "192.0.2.7", forwarded: "for=192.0.2.7", "client-ip": "192.0.2.7" },
      });
      expect([refused.status, await refused.json()]).toEqual([
        403,
        { code: "ADDRESS_NOT_ALLOWED", message: "This API key may not be used from this address." },
      ]);
    } finally {
      await alone.stop();
      await proxied.stop();
    }
  });

  it("opens its product and what that embeds, as the catalogue is now", async () => {
    const live = await key();
    expect(await codes(live.value, { product: "transfers" })).toBe("PRODUCT_NOT_LICENSED");
    expect(await codes(live.value, { product: "nowhere" })).toBe("PRODUCT_NOT_LICENSED");
    expect(await codes(live.value, { api: "payments@v1" })).toBe("PRODUCT_NOT_LICENSED");
    expect(await passed(live.value, "?product=transfers")).toEqual([403, "PRODUCT_NOT_LICENSED"]);
    const product = { id: story.catalogue.accounts };
    const embedding = { apiProduct: product, embeds: byId(story.catalogue.transfers) };
    await olga.mutate("updateApiProduct", embedding, "apiProduct { id }");
    expect(await codes(live.value, { product: "transfers", api: "payments@v1" })).toBe("VALID");
    await olga.mutate("updateApiProduct", { apiProduct: product, embeds: [] }, "apiProduct { id }");
    expect(await codes(live.value, { product: "transfers" })).toBe("PRODUCT_NOT_LICENSED");
  });

  it("is for its environment, and no key at all without form and checksum", async () => {
    const elsewhere = await key("development");
    expect([await codes(elsewhere.value), await passed(elsewhere.value)]).toEqual([
      "WRONG_ENVIRONMENT",
      [401, "WRONG_ENVIRONMENT"],
    ]);
    const nobodys = formatSecret("key", "uat", randomBytes(32));
    expect([await codes(nobodys), await passed(nobodys)]).toEqual(["UNKNOWN", [401, "UNKNOWN"]]);
    for (const wrong of [
      "x",
      `${nobodys}0`,
      nobodys.slice(0, -1),
      formatSecret("pat", null, randomBytes(32)),
    ])
      expect(await codes(wrong)).toBe("MALFORMED");
    expect(await codes("")).toBe("MISSING");
    const without = await gateways[0]?.forward({});
    expect([without?.status, await without?.json()]).toEqual([
      401,
      expect.objectContaining({ code: "MISSING" }),
    ]);
    expect(without?.headers.get("www-authenticate")).toBe('API-Key realm="uat"');
  });

  it("R17 that waits for approval was never given to anybody", async () => {
    const live = await key();
    await story.services.pool.query("update api_key set provisioned_at = null where id = $1", [live.id]);
    await eventually(async () => (await codes(live.value)) === "UNKNOWN");
  });
});

describe("a proxy", () => {
  it("needs what its route names, in the query or in a header, whoever set it", async () => {
    const { value } = await key();
    const gateway = gateways[0] as TestGateway;
    const status = async (headers: object, rest = "") =>
      (await gateway.forward({ "api-key": value, ...headers }, rest)).status;
    expect(await status({ "x-portico-product": "transfers" })).toBe(403);
    expect(await status({ "x-portico-product": "accounts" }, "?product=transfers")).toBe(403);
    expect(await status({ "x-portico-product": "accounts" }, "?product=accounts")).toBe(200);
    // Where the path of the request itself is appended, the query is the caller's.
    expect(await status({}, "/offers/7?product=transfers&require=both")).toBe(200);
    expect(await status({ "x-portico-product": "transfers" }, "/offers/7")).toBe(403);
  });

  it.each(["?require=nothing", "?require=key&require=token", "?product=a&product=b"])(
    "is told what cannot be met: %s",
    async (rest) => {
      const response = await gateways[0]?.forward({}, rest);
      expect([response?.status, await response?.json()]).toEqual([
        400,
        { code: "BAD_REQUEST", message: expect.any(String) },
      ]);
    },
  );

  it("gets nothing back that its caller has sent", async () => {
    const forged = { "x-application-id": "app_forged", "x-client-id": "cli_forged", "x-scope": "all" };
    for (const apiKey of ["", (await key()).value]) {
      const response = await gateways[0]?.forward({ ...forged, "api-key": apiKey });
      expect(JSON.stringify([...(response?.headers ?? [])])).not.toMatch(/forged|x-scope|x-client-id/);
    }
  });
});

describe("a question", () => {
  it.each<[string, string]>([
    ["is no JSON", "apiKey=x"],
    ["is no object", "[]"],
    ["has no key", '{"product":"accounts"}'],
    ["has a key that is no text", '{"apiKey":1}'],
    ["has a product that is no text", '{"apiKey":"x","product":{}}'],
    ["has a cost that is none", '{"apiKey":"x","cost":0.5}'],
    ["is too long", JSON.stringify({ apiKey: "x".repeat(8 * 1024) })],
  ])("that %s is refused with 400", async (_, body) => {
    const response = await gateways[1]?.ask(body);
    expect([response?.status, await response?.json()]).toEqual([
      400,
      { code: "BAD_REQUEST", message: expect.any(String) },
    ]);
  });

  it("is posted", async () => {
    const response = await fetch(`${story.url}/v1/keys/verify`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    for (const url of [story.url, gateways[1]?.url])
      expect((await fetch(`${url}/v1/keys/other`)).status).toBe(404);
  });
});

describe("a gateway", () => {
  it("shows its token, of the environment that it asks for, whatever the key", async () => {
    const [gateway] = gateways as [TestGateway];
    const { value } = await key();
    const body = JSON.stringify({ apiKey: value });
    const bearer = await gateway.ask(body, {
      "portico-gateway-token": "",
      authorization: `Bearer ${gateway.token}`,
    });
    expect(bearer.status).toBe(401);
    const byBearer = await fetch(`${gateway.url}/v1/keys/verify`, {
      method: "POST",
      headers: { authorization: `Bearer ${gateway.token}` },
      body,
    });
    expect(await byBearer.json()).toMatchObject({ code: "VALID" });
    const others = [
      new TestGateway(gateway.url, "uat", ""),
      new TestGateway(gateway.url, "uat", formatSecret("gw", null, randomBytes(32))),
      new TestGateway(gateway.url, "development", gateway.token),
      new TestGateway(gateway.url, "nowhere", gateway.token),
    ];
    for (const other of others) {
      const response = await other.forward({ "api-key": value });
      expect([response.status, await response.json()]).toEqual([
        401,
        { code: "GATEWAY_TOKEN", message: expect.any(String) },
      ]);
    }
  });

  it("is told nothing any more once its token is revoked or over", async () => {
    const second = await gatewayToken(olga, story, "uat");
    const again = gateways.map(({ url }) => new TestGateway(url, "uat", second.value));
    const all = () => Promise.all(again.map(async (each) => (await each.verify("")).code));
    expect(await all()).toEqual(["MISSING", "MISSING"]);
    await olga.mutate("revokeGatewayToken", { gatewayTokenId: second.id }, "gatewayToken { id }");
    expect(await all()).toEqual(["GATEWAY_TOKEN", "GATEWAY_TOKEN"]);
  });

  it("is known to operators alone, with when it last asked", async () => {
    const query = '{ apiEnvironment(slug: "uat") { gatewayTokens { id name lastUsedAt } } }';
    const { errors } = await ada.ask(query);
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    await verifier.stop();
    const { apiEnvironment } = await olga.data(query);
    expect(apiEnvironment.gatewayTokens).toEqual([
      { id: tokenId, name: "Edge", lastUsedAt: expect.any(String) },
    ]);
  });

  it("stays in the operators' list for 30 days after its end, and no longer", async () => {
    const listed = async (daysAgo: number): Promise<number> => {
      await story.services.pool.query(
        "update gateway_token set expires_at = now() - $2 * interval '1 day' where id = $1",
        [tokenId, daysAgo],
      );
      const query = '{ apiEnvironment(slug: "uat") { gatewayTokens { id } } }';
      return (await olga.data(query)).apiEnvironment.gatewayTokens.length;
    };
    expect([await listed(29.9), await listed(30.1)]).toEqual([1, 0]);
  });
});
