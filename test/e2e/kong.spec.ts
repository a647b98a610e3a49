import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type Kong, startKong } from "../support/kong.js";
import { type LiveKey, liveKey } from "../support/live-key.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

const token = "kong-admin-token-of-this-spec";
let kong: Kong;
let story: Story;
let ada: Person;
let olga: Person;
let live: LiveKey;

beforeAll(async () => {
  kong = await startKong(token);
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  ada = await story.readyDeveloper("ada@kong.example");
  olga = await story.readyDeveloper("olga@bank.example");
  live = await liveKey(ada, story, "uat", "digital-banking");
});

afterAll(async () => {
  await story.stop();
  await kong.close();
});

const chooses = (secret: string | null, adminUrl = `${kong.adminUrl}/`) =>
  olga.mutate(
    "chooseEnvironmentGateway",
    { apiEnvironment: { slug: "uat" }, kong: { adminUrl, token: secret } },
    "apiEnvironment { gatewayKind }",
  );
const passes = () => kong.caller(live.value, new Date());
const failures = async (): Promise<Json[]> => {
  const query = "{ provisioningFailures { nodes { lastError grant { id environment { slug } } } } }";
  return (await olga.data(query)).provisioningFailures.nodes;
};
const retries = () =>
  story.services.pool.query(
    "update graphile_worker._private_jobs set run_at = now() where locked_at is null",
  );

it("R16 a Kong that operators choose is told of all that is live, and what it refuses they see", async () => {
  expect(passes()).toBeNull();
  expect(await chooses("wrong")).toMatchObject({ apiEnvironment: { gatewayKind: "KONG" } });
  const [failure] = await eventually(async () => {
    const found = await failures();
    return found.length > 0 && found;
  });
  expect(failure).toMatchObject({
    lastError: "Kong refuses the token (401) at GET /consumers.",
    grant: { environment: { slug: "uat" } },
  });
  await chooses(token);
  await eventually(async () => passes());
  await eventually(async () => (await failures()).length === 0);
  expect(passes()).toMatchObject({
    username: live.id,
    groups: ["accounts", "digital-banking", "transfers"],
    networks: [],
  });
});

it("R29 R40 stops and goes on with its application, and is limited as its owner says", async () => {
  const application = { clientApplicationId: live.applicationId };
  await ada.mutate("deactivateClientApplication", application, "clientApplication { id }");
  await eventually(async () => passes() === null);
  await ada.mutate("restoreClientApplication", application, "clientApplication { id }");
  await eventually(async () => passes());
  const limit = { apiKeyId: live.id, networks: ["192.0.2.0/24"] };
  await ada.mutate("limitApiKeyToNetworks", limit, "apiKey { id }");
  await eventually(async () => passes()?.networks[0] === "192.0.2.0/24");
});

it("opens what its product comes to embed", async () => {
  const { accounts } = story.catalogue;
  const product = { apiProduct: { slug: "digital-banking" } };
  await olga.mutate("updateApiProduct", { ...product, embeds: byId(accounts) }, "apiProduct { id }");
  await eventually(async () => passes()?.groups.join() === "accounts,digital-banking");
});

it.each([
  "fails half-way",
  "does it, and the answers are lost",
  "is overloaded",
  "closes the connection",
] as const)("R30 is mended after a Kong that %s, however far it got", async (fault) => {
  const application = { clientApplicationId: live.applicationId };
  kong.misbehaves(fault);
  await ada.mutate("deactivateClientApplication", application, "clientApplication { id }");
  await eventually(async () => (await failures()).length > 0);
  await ada.mutate("restoreClientApplication", application, "clientApplication { id }");
  kong.misbehaves(null);
  await retries();
  await eventually(async () => (await failures()).length === 0 && passes());
});

it("R34 is told by settings that nobody can read", async () => {
  const { rows } = await story.services.pool.query("select to_jsonb(e)::text as row from api_environment e");
  expect(JSON.stringify(rows)).not.toMatch(/kong-admin-token|127\.0\.0\.1/);
  const { activity } = await olga.data("{ activity: __typename }");
  expect(activity).toBe("Query");
  const audit = await story.services.pool.query(
    "select summary from audit_entry where action = 'ENVIRONMENT_GATEWAY_CHOSEN'",
  );
  expect(audit.rows[0]?.summary).toBe("chose a Kong gateway that is told for UAT");
  expect(JSON.stringify(audit.rows)).not.toMatch(/kong-admin-token|127\.0\.0\.1/);
});

it("is forgotten when gateways ask again, which the same choice twice is not", async () => {
  const jobs = async () =>
    (
      await story.services.pool.query(
        "select count(*)::int as n from audit_entry where action = 'ENVIRONMENT_GATEWAY_CHOSEN'",
      )
    ).rows[0].n;
  const before = await jobs();
  await chooses(token);
  expect(await jobs()).toBe(before);
  const back = await olga.mutate(
    "chooseEnvironmentGateway",
    { apiEnvironment: { slug: "uat" } },
    "apiEnvironment { gatewayKind }",
  );
  expect(back.apiEnvironment.gatewayKind).toBe("BUILT_IN");
  const { rows } = await story.services.pool.query(
    "select gateway_ciphertext from api_environment where slug = 'uat'",
  );
  expect(rows).toEqual([{ gateway_ciphertext: null }]);
});
