import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { type Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { startScript } from "../support/program.js";
import { byId } from "../support/references.js";
import { rounds, roundsTimeout } from "../support/rounds.js";
import { type Person, type Story, startStory } from "../support/story.js";

jest.setTimeout(roundsTimeout);

const kills = Math.ceil(rounds / 2);
const script = fileURLToPath(new URL("../support/crashing-worker.js", import.meta.url));

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@crash.example");
});

afterAll(() => story.stop());

it(`R16 R30 a worker killed ${kills} times between issuing and confirming leaves every key live exactly once and one mail per environment`, async () => {
  const { services, catalogue } = story;
  const env = {
    NODE_ENV: "test",
    DATABASE_URL: services.databaseUrl,
    DATA_DIR: services.config.dataDir,
    SECRET_KEYS: services.config.secretKeys,
    AUTH_SECRET: services.config.authSecret,
  };
  await story.pauseWorker();
  const application = await ada.registers({
    name: "Phoenix",
    description: "Rises again.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(catalogue.accounts, catalogue.transfers),
    environments: byId(catalogue.development, catalogue.uat),
  });
  for (let kill = 0; kill < kills; kill += 1) {
    // The queue would wait longer after each failure; the crash is to come so often, not the waiting.
    await services.pool.query("update graphile_worker._private_jobs set run_at = now(), attempts = 0");
    const worker = startScript([script], env);
    expect(await worker.exited).toBeNull();
  }
  expect((await statuses(application.id)).every((status) => status === "PROVISIONING")).toBe(true);

  await services.pool.query("update graphile_worker._private_jobs set run_at = now(), attempts = 0");
  await story.resumeWorker();
  await eventually(async () => (await statuses(application.id)).every((status) => status === "ACTIVE"));
  const mails = await eventually(async () => {
    const arrived = await services.mailbox.list(100, ada.email);
    const live = arrived.filter(({ subject }) => /live/i.test(subject));
    return live.length >= 2 && live;
  });
  // A mail is there a moment before its job is recorded as done.
  await eventually(
    async () => (await services.pool.query("select from graphile_worker.jobs")).rows.length === 0,
  );
  expect(mails).toHaveLength(2);

  const { rows: held } = await services.pool.query(
    "select hash, api_key_id from gateway_key order by api_key_id",
  );
  const { rows: issued } = await services.pool.query(
    "select secret_hash as hash, id as api_key_id from api_key order by id",
  );
  expect(held).toHaveLength(4);
  expect(held).toEqual(issued);
});

async function statuses(id: string): Promise<string[]> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
  const { clientApplication } = await ada.data(query, { id });
  return clientApplication.grants.flatMap(({ apiKeys }: Json) => apiKeys.map(({ status }: Json) => status));
}
