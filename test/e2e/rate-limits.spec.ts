import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { everybodyKnows, gatewayToken, TestGateway } from "../support/gateway.js";
import { type LiveKey, liveKey } from "../support/live-key.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let ada: Person;
let bob: Person;
let gateway: TestGateway;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@rates.example");
  bob = await story.readyDeveloper("bob@rates.example");
  gateway = new TestGateway(story.url, "uat", (await gatewayToken(olga, story, "uat")).value);
});
afterAll(() => story.stop());

const day = 86_400;
const usual = { name: "Usual", limits: [{ requests: 5, seconds: day }], isDefault: true };
const large = {
  name: "Large",
  limits: [
    { requests: 100, seconds: day },
    { requests: 50, seconds: 3600 },
  ],
};
const shown =
  "apiProduct { ratePlans { id name isDefault limits { requests seconds } } defaultRatePlan { name } }";

/** The plans of the product `accounts`, by name. */
async function keeps(...ratePlans: object[]): Promise<Record<string, string>> {
  const change = { apiProduct: { slug: "accounts" }, ratePlans };
  const { apiProduct } = await olga.mutate("updateApiProduct", change, shown);
  return Object.fromEntries(apiProduct.ratePlans.map(({ id, name }: Json) => [name, id]));
}

const gives = ({ applicationId }: LiveKey, ratePlanId: string | null, by = olga) => {
  const input = { clientApplicationId: applicationId, apiProduct: { slug: "accounts" }, ratePlanId };
  return by.tryTo("giveRatePlan", input, "clientApplication { id }");
};

const rateLimitOf = async (by: Person, { id }: LiveKey) => {
  const query = "query ($id: ID!) { node(id: $id) { ... on ApiKey { rateLimit { name } } } }";
  return (await by.data(query, { id })).node.rateLimit?.name ?? null;
};

describe("R35 a key", () => {
  it("without a plan has no limit, and says nothing of one", async () => {
    await keeps();
    const live = await liveKey(ada, story, "uat");
    const answer = await gateway.ask(JSON.stringify({ apiKey: live.value, cost: 1_000_000 }));
    expect(answer.headers.get("ratelimit")).toBeNull();
    expect(await answer.json()).not.toHaveProperty("rateLimit");
    expect(await rateLimitOf(ada, live)).toBeNull();
  });

  it("is let in as often as the default plan of its product says, by each door, and told what is left", async () => {
    await keeps(usual);
    const live = await liveKey(ada, story, "uat");
    const first = await gateway.ask(JSON.stringify({ apiKey: live.value, cost: 3 }));
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "ratelimit-policy": `"${day}s";q=5;w=${day}`,
      ratelimit: expect.stringMatching(new RegExp(`^"${day}s";r=2;t=86[34]\\d\\d$`)),
    });
    expect(await first.json()).toMatchObject({
      valid: true,
      rateLimit: { limit: 5, remaining: 2, resetSeconds: expect.any(Number) },
    });
    // More than there is takes nothing of it.
    expect(await gateway.verify(live.value, { cost: 3 })).toMatchObject({ rateLimit: { remaining: 2 } });
    expect((await gateway.forward({ "api-key": live.value })).status).toBe(200);
    expect((await gateway.forward({ "api-key": live.value })).headers.get("ratelimit")).toMatch(/;r=0;/);
    const refused = await gateway.forward({ "api-key": live.value });
    expect([refused.status, refused.headers.get("x-portico-code")]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(day - 600);
    expect(refused.headers.get("x-application-id")).toBeNull();
    expect(await refused.json()).toEqual({ code: "RATE_LIMITED", message: expect.any(String) });
    expect(await gateway.verify(live.value)).toEqual({
      valid: false,
      code: "RATE_LIMITED",
      rateLimit: { limit: 5, remaining: 0, resetSeconds: expect.any(Number) },
    });
  });

  it("that is refused for another reason takes nothing, and what is over the limit is no allowed use", async () => {
    await keeps(usual);
    const live = await liveKey(ada, story, "uat");
    for (let times = 0; times < 10; times += 1)
      expect(await gateway.verify(live.value, { product: "transfers" })).toMatchObject({
        code: "PRODUCT_NOT_LICENSED",
      });
    const codes = [];
    for (let times = 0; times < 7; times += 1) codes.push((await gateway.verify(live.value)).code);
    expect(codes.filter((code) => code === "VALID")).toHaveLength(5);
    const query = `query ($id: ID!, $from: DateTime!, $to: DateTime!) { node(id: $id) { ... on ApiKey {
      usage(from: $from, to: $to, step: DAY) { allowed deniedByCode { code count } } } } }`;
    const range = { from: new Date(Date.now() - day * 1000), to: new Date(Date.now() + day * 1000) };
    const used = await eventually(async () => {
      const { node } = await ada.data(query, { id: live.id, ...range });
      return node.usage.find(({ allowed }: Json) => allowed > 0);
    });
    expect(used).toEqual({
      allowed: 5,
      deniedByCode: [
        { code: "PRODUCT_NOT_LICENSED", count: 10 },
        { code: "RATE_LIMITED", count: 2 },
      ],
    });
  });

  it("is counted by a changed plan, and by another one that its application is given, at once", async () => {
    const plans = await keeps(usual, large);
    const live = await liveKey(ada, story, "uat");
    const limit = async () => {
      await everybodyKnows();
      return (await gateway.verify(live.value)).rateLimit.limit;
    };
    expect(await limit()).toBe(5);
    await keeps({ ...usual, limits: [{ requests: 7, seconds: day }] }, large);
    expect(await limit()).toBe(7);
    expect(await gives(live, plans.Large ?? null)).toEqual({
      clientApplication: { id: live.applicationId },
      userErrors: [],
    });
    const answer = await gateway.ask(JSON.stringify({ apiKey: live.value }));
    expect(answer.headers.get("ratelimit-policy")).toBe(`"3600s";q=50;w=3600, "${day}s";q=100;w=${day}`);
    expect((await answer.json()) as Json).toMatchObject({ rateLimit: { limit: 50, remaining: 49 } });
    await gives(live, null);
    expect(await limit()).toBe(7);
  });
});

describe("R35 a plan", () => {
  it("is shown to the owners as it applies, and to no other member", async () => {
    const plans = await keeps(usual, large);
    const live = await liveKey(ada, story, "uat");
    const seen = async () => [
      await rateLimitOf(ada, live),
      await rateLimitOf(olga, live),
      await rateLimitOf(bob, live),
    ];
    expect(await seen()).toEqual(["Usual", "Usual", null]);
    await gives(live, plans.Large ?? null);
    expect(await seen()).toEqual(["Large", "Large", null]);
    const query = '{ apiProduct(slug: "accounts") { defaultRatePlan { name } ratePlans { name } } }';
    expect((await bob.data(query)).apiProduct).toEqual({ defaultRatePlan: { name: "Usual" }, ratePlans: [] });
    await gives(live, null);
  });

  it("is kept and given by operators alone, which the trail tells and the owners are told", async () => {
    const plans = await keeps(usual, large);
    const live = await liveKey(ada, story, "uat");
    expect((await gives(live, plans.Large ?? null, ada)).userErrors).toEqual([
      expect.objectContaining({ code: "NOT_AN_OPERATOR" }),
    ]);
    expect((await gives(live, "rpl_00000000000000000000000000")).userErrors).toEqual([
      expect.objectContaining({ code: "NOT_FOUND", path: ["ratePlanId"] }),
    ]);
    await gives(live, plans.Large ?? null);
    const gone = { apiProduct: { slug: "accounts" }, ratePlans: [usual] };
    expect((await olga.tryTo("updateApiProduct", gone, "apiProduct { id }")).userErrors).toEqual([
      expect.objectContaining({ code: "INVALID", path: ["ratePlans"] }),
    ]);
    const trail =
      "query ($id: ID!) { clientApplication(id: $id) { activity(first: 1) { nodes { action summary } } } }";
    const { clientApplication } = await ada.data(trail, { id: live.applicationId });
    const summary = `gave ${live.applicationName} the rate plan Large for Accounts`;
    expect(clientApplication.activity.nodes).toEqual([{ action: "RATE_PLAN_GIVEN", summary }]);
    await eventually(async () =>
      (await story.services.mailbox.list(50, ada.email)).some(({ text }) =>
        text.replace(/\s+/g, " ").includes(`An operator ${summary}`),
      ),
    );
    await gives(live, null);
  });
});
