import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { generateKeyPair, SignJWT } from "jose";
import { freePort } from "../../src/infrastructure/free-port.js";
import { formatSecret } from "../../src/infrastructure/secrets/secret-format.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { gatewayToken, TestGateway } from "../support/gateway.js";
import { type Program, startProgram } from "../support/program.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.js";
import { createVerifierRole } from "../support/verifier-role.js";

let story: Story;
let role: Awaited<ReturnType<typeof createVerifierRole>>;
let olga: Person;
let ada: Person;
let network: TcpProxy;
let program: Program;
let url: string;
/** Goes on by what was known; and one that does not. */
let uat: TestGateway;
let development: TestGateway;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  const { pool, databaseUrl, config } = story.services;
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@alone.example");
  const uatByItself = { apiEnvironment: { slug: "uat" }, verificationWhenUnavailable: "LAST_KNOWN" };
  await olga.mutate("updateApiEnvironment", uatByItself, "apiEnvironment { id }");
  const server = new URL(databaseUrl);
  network = await startTcpProxy({ host: server.hostname, port: Number(server.port) });
  role = await createVerifierRole(pool, network.through(databaseUrl));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  // Nothing but what it needs.
  program = startProgram("verify", {
    DATABASE_URL: role.databaseUrl,
    SECRET_KEYS: config.secretKeys,
    PORT: String(port),
    LOG_LEVEL: "trace",
    WORK_PER_ADDRESS: "60000",
  });
  await program.prints(/verifies keys, listening on/);
  uat = new TestGateway(url, "uat", (await gatewayToken(olga, story, "uat")).value);
  development = new TestGateway(url, "development", (await gatewayToken(olga, story, "development")).value);
});

afterAll(async () => {
  await program?.stop("SIGKILL");
  await network?.close();
  await role?.drop();
  await story.stop();
});

interface Live {
  readonly clientApplicationId: string;
  /** By environment. */
  readonly values: Readonly<Record<string, string>>;
}

let applications = 0;
async function live(): Promise<Live> {
  const { id } = await ada.registers({
    name: `Ledger ${++applications}`,
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.uat, story.catalogue.development),
  });
  const query =
    "query ($id: ID!) { clientApplication(id: $id) { grants { environment { slug } apiKeys { id status } } } }";
  const grants = await eventually(async () => {
    const { clientApplication } = await ada.data(query, { id });
    const all: Json[] = clientApplication.grants;
    return all.every(({ apiKeys }) => apiKeys[0].status === "ACTIVE") && all;
  });
  const values: Record<string, string> = {};
  for (const { environment, apiKeys } of grants) {
    const { value } = await ada.mutate("revealApiKey", { apiKeyId: apiKeys[0].id }, "value");
    values[environment.slug] = value;
  }
  return { clientApplicationId: id, values };
}

const whole = "clientApplication { id }";

it("answers with the right to read alone, hears of changes, and serves nothing else", async () => {
  for (const path of ["/healthz", "/readyz"]) expect((await fetch(url + path)).status).toBe(200);
  for (const path of ["/graphql", "/sign-in", "/api/auth/get-session"])
    expect((await fetch(url + path)).status).toBe(404);
  const { values, clientApplicationId } = await live();
  expect(await uat.verify(values.uat)).toMatchObject({ code: "VALID" });
  await ada.mutate("deactivateClientApplication", { clientApplicationId }, whole);
  expect(await uat.verify(values.uat)).toMatchObject({ code: "SUSPENDED" });
  expect(await (await fetch(`${url}/metrics`)).text()).toContain(
    'portico_key_verifications_total{code="VALID"} 1',
  );
});

it("judges access tokens, too, by what is public of the keys that sign them", async () => {
  const { privateKey } = await generateKeyPair("ES256");
  const forged = await new SignJWT({ client_id: "cli_1", jti: "t1" })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "nobodys" })
    .setIssuer(`${url.replace("127.0.0.1", "localhost")}/environments/uat/oauth`)
    .setExpirationTime("5m")
    .sign(privateKey);
  const response = await uat.forward({ authorization: `Bearer ${forged}` }, "?require=token");
  expect([response.status, response.headers.get("x-portico-code")]).toEqual([401, "TOKEN_INVALID"]);
});

it("R29 while the database is away it says neither yes nor no, or what was known, as the environment has it", async () => {
  const { values } = await live();
  const stopped = await live();
  const gone = { clientApplicationId: stopped.clientApplicationId };
  for (const gateway of [uat, development]) {
    expect(await gateway.verify(values[gateway.environment])).toMatchObject({ code: "VALID" });
    expect(await gateway.verify(stopped.values[gateway.environment])).toMatchObject({ code: "VALID" });
  }
  await ada.mutate("deactivateClientApplication", gone, whole);
  expect(await uat.verify(stopped.values.uat)).toMatchObject({ code: "SUSPENDED" });
  const never = await live();
  network.resets();
  try {
    await eventually(
      async () => (await development.ask(JSON.stringify({ apiKey: values.development }))).status === 503,
    );
    const refused = await development.forward({ "api-key": values.development ?? "" });
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
      503,
      "1",
      { code: "UNAVAILABLE", message: expect.any(String) },
    ]);
    expect(await uat.verify(values.uat)).toMatchObject({ valid: true, code: "VALID", stale: true });
    const passed = await uat.forward({ "api-key": values.uat ?? "" });
    expect([passed.status, passed.headers.get("x-portico-stale")]).toEqual([200, "true"]);
    expect(await uat.verify(stopped.values.uat)).toEqual({ valid: false, code: "SUSPENDED", stale: true });
    expect(await uat.verify(never.values.uat)).toMatchObject({ code: "UNAVAILABLE" });
    // Decided without a look-up.
    expect(await uat.verify("nonsense")).toMatchObject({ code: "MALFORMED" });
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  } finally {
    network.passes();
  }
  await eventually(async () => (await uat.verify(never.values.uat)).code === "VALID");
  expect(await development.verify(values.development)).toMatchObject({ code: "VALID" });
});

it("turns away who tries tokens, by their address, and not the gateways there", async () => {
  const guess = () => new TestGateway(url, "uat", formatSecret("gw", null, randomBytes(32))).verify("");
  let codes: string[] = [];
  for (let tries = 0; tries < 100 && !codes.includes("RATE_LIMITED"); tries += 1) {
    const answers = await Promise.all(Array.from({ length: 20 }, guess));
    codes = [...codes, ...answers.map(({ code }) => code)];
  }
  expect(new Set(codes)).toEqual(new Set(["GATEWAY_TOKEN", "RATE_LIMITED"]));
  expect(await uat.verify("")).toEqual({ valid: false, code: "MISSING" });
});

it("R34 logs nothing that is sent, and keeps when its gateways asked", async () => {
  const { values } = await live();
  await uat.forward(
    { "api-key": values.uat ?? "", "x-portico-product": "very-secret" },
    "/private/7?q=private",
  );
  await uat.verify(values.uat, { product: "very-secret" });
  expect(await program.stop("SIGTERM")).toBe(0);
  const printed = `${program.stdout()}${program.stderr()}`;
  for (const secret of [values.uat ?? "", uat.token, "very-secret", "private"])
    expect(printed).not.toContain(secret);
  const { apiEnvironment } = await olga.data(
    '{ apiEnvironment(slug: "uat") { gatewayTokens { lastUsedAt } } }',
  );
  expect(apiEnvironment.gatewayTokens).toEqual([{ lastUsedAt: expect.any(String) }]);
});
