import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { freePort } from "../../src/infrastructure/free-port.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { gatewayToken, TestGateway } from "../support/gateway.js";
import { type LiveKey, liveKey } from "../support/live-key.js";
import { type Program, startProgram } from "../support/program.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { createVerifierRole } from "../support/verifier-role.js";

let story: Story;
let olga: Person;
let ada: Person;
let role: Awaited<ReturnType<typeof createVerifierRole>>;
let token: string;
/** Processes that answer gateways with the right to read alone. */
const verifiers: Program[] = [];

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@usage.example");
  role = await createVerifierRole(story.services.pool, story.services.databaseUrl);
  token = (await gatewayToken(olga, story, "uat")).value;
});
afterEach(async () => {
  for (const program of verifiers.splice(0)) await program.stop("SIGKILL");
});
afterAll(async () => {
  await role?.drop();
  await story.stop();
});

async function startVerifier(): Promise<{ program: Program; gateway: TestGateway }> {
  const port = await freePort();
  const { secretKeys } = story.services.config;
  const settings = { DATABASE_URL: role.databaseUrl, SECRET_KEYS: secretKeys, PORT: String(port) };
  const program = startProgram("verify", settings);
  verifiers.push(program);
  await program.prints(/verifies keys, listening on/);
  return { program, gateway: new TestGateway(`http://127.0.0.1:${port}`, "uat", token) };
}

const hour = 3_600_000;
/** Two hours and the one that begins next, so that nothing is missed when one begins meanwhile. */
const aroundNow = () => {
  const to = new Date(Math.floor(Date.now() / hour) * hour + 2 * hour);
  return { from: new Date(to.getTime() - 3 * hour), to };
};
const range = "($id: ID!, $from: DateTime!, $to: DateTime!)";
const series = "usage(from: $from, to: $to, step: HOUR) { at allowed denied deniedByCode { code count } }";

function sumOf(points: Json[]): { allowed: number; denied: Record<string, number> } {
  const denied: Record<string, number> = {};
  let allowed = 0;
  for (const point of points) {
    allowed += point.allowed;
    for (const { code, count } of point.deniedByCode) denied[code] = (denied[code] ?? 0) + count;
  }
  return { allowed, denied };
}

async function usageOf(by: Person, id: string) {
  const query = `query ${range} { node(id: $id) { ... on ApiKey { ${series} lastUsedAt } ... on AccessGrant { ${series} } ... on ClientApplication { ${series} } } }`;
  const { node } = await by.data(query, { id, ...aroundNow() });
  return node && { ...node, ...sumOf(node.usage) };
}

/** So many questions, some at a time; the codes that came back. */
async function asked(gateway: TestGateway, { value }: LiveKey, times: number): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < times) {
    const atOnce = Math.min(50, times - codes.length);
    const answers = await Promise.all(Array.from({ length: atOnce }, () => gateway.verify(value)));
    codes.push(...answers.map(({ code }) => code));
  }
  return codes;
}

describe("the usage of a key", () => {
  it("is told by hour and code, of the key and in sum of its grant and application, with nothing for nobody's", async () => {
    const live = await liveKey(ada, story, "uat");
    const { program, gateway } = await startVerifier();
    await asked(gateway, live, 7);
    for (let times = 0; times < 3; times += 1) await gateway.verify(live.value, { product: "transfers" });
    await gateway.verify("");
    await gateway.verify(`${live.value}x`);
    expect(await program.stop("SIGTERM")).toBe(0);
    const whole = "query ($id: ID!) { node(id: $id) { ... on ApiKey { grant { id } } } }";
    const grantId = (await ada.data(whole, { id: live.id })).node.grant.id;
    for (const id of [live.id, grantId, live.applicationId]) {
      const usage = await usageOf(ada, id);
      expect(usage).toMatchObject({ allowed: 7, denied: { PRODUCT_NOT_LICENSED: 3 } });
      expect(usage.usage).toHaveLength(3);
      expect(usage.usage.filter(({ allowed }: Json) => allowed === 0).length).toBeGreaterThan(0);
    }
    const { lastUsedAt } = await usageOf(ada, live.id);
    expect(Math.abs(Date.now() - Date.parse(lastUsedAt))).toBeLessThan(60_000);
    const { rows } = await story.services.pool.query("select distinct application_id as id from key_usage");
    expect(rows).toEqual([{ id: live.applicationId }]);
  });

  it("by day is in whole days of UTC, and of the web process as of any other", async () => {
    const live = await liveKey(ada, story, "uat");
    await asked(new TestGateway(story.url, "uat", token), live, 4);
    const days =
      "query ($id: ID!, $from: DateTime!, $to: DateTime!) { node(id: $id) { ... on ApiKey { usage(from: $from, to: $to, step: DAY) { at allowed } } } }";
    const to = new Date(Date.now() + 24 * hour);
    const from = new Date(Date.now() - 24 * hour);
    const points = await eventually(async () => {
      const { node } = await ada.data(days, { id: live.id, from, to });
      return (
        sumOf(node.usage.map((each: Json) => ({ ...each, deniedByCode: [] }))).allowed === 4 && node.usage
      );
    });
    expect(points.length).toBeGreaterThanOrEqual(3);
    for (const { at } of points) expect(at).toMatch(/T00:00:00\.000Z$/);
  });

  it("R18 is nobody's who does not see the application", async () => {
    const live = await liveKey(ada, story, "uat");
    const eve = await story.readyDeveloper("eve@elsewhere.example");
    expect(await usageOf(eve, live.id)).toBeNull();
    expect(await usageOf(olga, live.id)).toMatchObject({ allowed: 0, denied: {} });
  });

  it.each([
    ["ends before it begins", "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", "HOUR"],
    ["has too many hours", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "HOUR"],
    ["has too many days", "2020-01-01T00:00:00Z", "9999-03-01T00:00:00Z", "DAY"],
  ])("of a range that %s is refused", async (_, from, to, step) => {
    const { id } = await liveKey(ada, story, "uat");
    const query = `query { node(id: "${id}") { ... on ApiKey { usage(from: "${from}", to: "${to}", step: ${step}) { at } } } }`;
    const { errors } = await ada.ask(query, {});
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      argumentPath: [expect.any(String)],
    });
  });
});

describe("what was answered is counted", () => {
  it("all of it when the process is told to stop under load", async () => {
    const live = await liveKey(ada, story, "uat");
    const { program, gateway } = await startVerifier();
    await gateway.verify(live.value);
    let answered = 1;
    const asking = Array.from({ length: 20 }, async () => {
      for (;;) {
        const answer = await gateway.verify(live.value).catch(() => undefined);
        if (!answer) return;
        answered += 1;
      }
    });
    await eventually(async () => answered > 200);
    expect(await program.stop("SIGTERM")).toBe(0);
    await Promise.all(asking);
    // An answer that was given as the process stopped may have been lost on the way.
    const { allowed } = await usageOf(ada, live.id);
    expect(allowed).toBeGreaterThanOrEqual(answered);
    expect(allowed).toBeLessThanOrEqual(answered + 20);
  });

  it("but for the last seconds when the process is killed", async () => {
    const live = await liveKey(ada, story, "uat");
    const { program, gateway } = await startVerifier();
    await asked(gateway, live, 100);
    await eventually(async () => (await usageOf(ada, live.id)).allowed === 100);
    await asked(gateway, live, 3);
    await program.stop("SIGKILL");
    expect((await usageOf(ada, live.id)).allowed).toBeLessThanOrEqual(103);
    expect((await usageOf(ada, live.id)).allowed).toBeGreaterThanOrEqual(100);
  });

  it("R25 of keys that are destroyed in the sum of their application, and R31 of no deleted one", async () => {
    const live = await liveKey(ada, story, "uat", "digital-banking");
    const { program, gateway } = await startVerifier();
    await asked(gateway, live, 5);
    const { clientApplication } = await ada.data(
      "query ($id: ID!) { clientApplication(id: $id) { version } }",
      { id: live.applicationId },
    );
    const edit = {
      clientApplicationId: live.applicationId,
      expectedVersion: clientApplication.version,
      products: byId(story.catalogue.accounts),
    };
    await ada.mutate("editClientApplication", edit, "clientApplication { id }");
    await eventually(async () => (await gateway.verify(live.value)).code === "UNKNOWN");
    await program.stop("SIGTERM");
    expect(await usageOf(ada, live.id)).toBeNull();
    expect(await usageOf(ada, live.applicationId)).toMatchObject({ allowed: 5, denied: {} });
    const deletion = { clientApplicationId: live.applicationId, confirmName: live.applicationName };
    await ada.mutate("deleteClientApplication", deletion, "deletedClientApplicationId");
    expect(await usageOf(ada, live.applicationId)).toBeNull();
  });
});
