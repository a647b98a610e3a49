import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startSampleApi } from "../../src/composition-root/index.js";
import { everybodyKnows } from "../support/gateway.js";
import { liveKey } from "../support/live-key.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let api: { port: number; stop(): Promise<void> };

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@sample.example");
  api = await startSampleApi(story.services, { environment: "development", port: 0 });
});

afterAll(async () => {
  await api?.stop();
  await story.stop();
});

it("R29 the sample bank answers a key of its environment and product, and none once it is deactivated", async () => {
  const { value, applicationId: id } = await liveKey(ada, story, "development");
  const call = async (path: string, headers: Record<string, string> = { "api-key": value }) => {
    const response = await fetch(`http://127.0.0.1:${api.port}${path}`, { headers });
    return [response.status, await response.json()];
  };
  expect(await call("/accounts")).toEqual([
    200,
    { calledBy: id, accounts: [expect.objectContaining({ id: "1001" }), expect.anything()] },
  ]);
  expect(await call("/accounts/1002")).toMatchObject([200, { item: { name: "Savings" } }]);
  expect(await call("/accounts/1003")).toMatchObject([404, {}]);
  expect(await call("/transfers")).toMatchObject([403, { code: "PRODUCT_NOT_LICENSED" }]);
  expect(await call("/accounts", {})).toMatchObject([401, { code: "MISSING" }]);
  await ada.mutate("deactivateClientApplication", { clientApplicationId: id }, "clientApplication { id }");
  await everybodyKnows();
  expect(await call("/accounts")).toMatchObject([403, { code: "SUSPENDED" }]);
});

it("takes its gateway token back when it stops, and one that was left by another", async () => {
  const works = "select from gateway_token where revoked_at is null";
  const again = await startSampleApi(story.services, { environment: "uat", port: 0 });
  expect((await story.services.pool.query(works)).rowCount).toBe(1);
  await again.stop();
  expect((await story.services.pool.query(works)).rowCount).toBe(0);
});
