import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { eventually } from "../support/eventually.js";
import { type Kong, startKong } from "../support/kong.js";
import { type LiveKey, liveKey } from "../support/live-key.js";
import { type Person, type Story, startStory } from "../support/story.js";

const token = "kong-admin-token-of-this-spec";
let first: Kong;
let second: Kong;
let story: Story;
let ada: Person;
let olga: Person;
let one: LiveKey;
let two: LiveKey;

beforeAll(async () => {
  [first, second] = [await startKong(token), await startKong(token)];
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  ada = await story.readyDeveloper("ada@leaving-kong.example");
  olga = await story.readyDeveloper("olga@bank.example");
  await chooses(first);
  [one, two] = [await liveKey(ada, story, "uat"), await liveKey(ada, story, "uat")];
  await eventually(async () => passes(first, one) && passes(first, two));
});

afterAll(async () => {
  await story.stop();
  await Promise.all([first.close(), second.close()]);
});

const chooses = (kong: Kong | null, secret = token) =>
  olga.mutate(
    "chooseEnvironmentGateway",
    { apiEnvironment: { slug: "uat" }, ...(kong && { kong: { adminUrl: kong.adminUrl, token: secret } }) },
    "apiEnvironment { gatewayKind }",
  );
const passes = (kong: Kong, { value }: LiveKey) => kong.caller(value, new Date()) !== null;
const revoke = ({ id }: LiveKey) => ada.mutate("revokeApiKey", { apiKeyId: id }, "apiKey { status }");
const query = async (sql: string) => (await story.services.pool.query(sql)).rows;
const left = async (): Promise<number> =>
  (await query("select count(*)::int as n from left_gateway"))[0]?.n ?? 0;
/** As the worker does it every hour. */
const forget = async (): Promise<void> => {
  await query("select graphile_worker.add_job('forget-left-gateways')");
  await eventually(
    async () =>
      (await query("select from graphile_worker.jobs where task_identifier = 'forget-left-gateways'"))
        .length === 0,
  );
};

it("R29 a key that is revoked stops at the Kong, too, that its environment was taken away from", async () => {
  await chooses(second);
  await eventually(async () => passes(second, one) && passes(second, two));
  // Whoever still comes by the first one is let in, until the key stops.
  expect([passes(first, one), passes(first, two)]).toEqual([true, true]);
  await revoke(one);
  await eventually(async () => !passes(first, one) && !passes(second, one));
  expect([passes(first, two), passes(second, two)]).toEqual([true, true]);
});

it("a new key is told to the environment's Kong alone", async () => {
  const later = await liveKey(ada, story, "uat");
  await eventually(async () => passes(second, later));
  await eventually(
    async () =>
      (await query("select from graphile_worker.jobs where task_identifier = 'hold-left-gateways'"))
        .length === 0,
  );
  expect(passes(first, later)).toBe(false);
});

it("R30 a Kong that was left and does not answer keeps nothing waiting, and is told once it does", async () => {
  first.misbehaves("is overloaded");
  const fresh = await liveKey(ada, story, "uat");
  await eventually(async () => passes(second, fresh));
  await revoke(two);
  await eventually(async () => !passes(second, two));
  const { provisioningFailures } = await olga.data("{ provisioningFailures { totalCount } }");
  expect(provisioningFailures.totalCount).toBe(0);
  expect(passes(first, two)).toBe(true);
  await forget();
  expect(await left()).toBe(1);
  first.misbehaves(null);
  await query("update graphile_worker._private_jobs set run_at = now() where locked_at is null");
  await eventually(async () => !passes(first, two));
});

it("R34 how it was told is sealed, and forgotten once it holds nothing of the environment any more", async () => {
  const rows = await query("select to_jsonb(each)::text as row from left_gateway each");
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toMatch(/kong-admin-token|127\.0\.0\.1/);
  await forget();
  expect(await left()).toBe(0);
});

it("stops there as well where gateways ask again, and one that is chosen again was never left", async () => {
  const key = await liveKey(ada, story, "uat");
  await eventually(async () => passes(second, key));
  await chooses(null);
  await revoke(key);
  await eventually(async () => !passes(second, key));
  expect(await left()).toBe(1);
  await chooses(second);
  const again = await liveKey(ada, story, "uat");
  await eventually(async () => passes(second, again));
  await forget();
  expect(await left()).toBe(0);
  expect(passes(second, again)).toBe(true);
});

it("is given up where it has not answered for a week", async () => {
  await chooses(null);
  second.misbehaves("is overloaded");
  await forget();
  expect(await left()).toBe(1);
  await query("update left_gateway set left_at = now() - interval '8 days'");
  await forget();
  expect(await left()).toBe(0);
});
