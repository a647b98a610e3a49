import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startWorkerProcess } from "../../src/composition-root/index.js";
import type { Id } from "../../src/domain/id.js";
import { createBuiltInGateway } from "../../src/infrastructure/gateway/built-in-gateway.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let olga: Person;
let application: Json;
let isDown = true;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  ada = await story.readyDeveloper("ada@failing.example");
  olga = await story.readyDeveloper("olga@bank.example");
  await story.pauseWorker();
  const builtIn = createBuiltInGateway(story.services.orm);
  const gateway = {
    async apply(...access: Parameters<typeof builtIn.apply>) {
      if (isDown) throw new Error("The gateway is down.");
      await builtIn.apply(...access);
    },
  };
  worker = await startWorkerProcess(story.services, { gateway });
});

afterAll(async () => {
  await worker.stop();
  await story.stop();
});

const failures = async () => {
  const query = `{ provisioningFailures { totalCount edges { node {
    lastError since nextTryAt application { name } partner { domains } grant { id provisioningFailure { lastError } } } } } }`;
  return (await olga.data(query)).provisioningFailures;
};
const mailsAboutDelay = async () =>
  (await story.services.mailbox.list(50, ada.email)).filter(({ subject }) =>
    /longer than usual/.test(subject),
  );
const due = (task: string) =>
  story.services.pool.query(
    "update graphile_worker._private_jobs set run_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = $1)",
    [task],
  );

it("R16 a gateway that is down is tried again later, and operators see since when and why", async () => {
  application = await ada.registers({
    name: "Patient",
    description: "Waits.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  const { totalCount, edges } = await eventually(async () => {
    const found = await failures();
    return found.totalCount > 0 && found.edges[0]?.node.nextTryAt && found;
  });
  expect(totalCount).toBe(1);
  expect(edges[0].node).toMatchObject({
    lastError: "The gateway is down.",
    application: { name: "Patient" },
    partner: { domains: ["failing.example"] },
    grant: { id: application.grants[0].id, provisioningFailure: { lastError: "The gateway is down." } },
  });
  expect(Date.parse(edges[0].node.nextTryAt)).toBeGreaterThan(Date.parse(edges[0].node.since));
});

it("its owners see nothing of the gateway's words", async () => {
  const query =
    "query ($id: ID!) { clientApplication(id: $id) { grants { provisioningFailure { lastError } } } }";
  const { clientApplication } = await ada.data(query, { id: application.id });
  expect(clientApplication.grants).toEqual([{ provisioningFailure: null }]);
});

it("its owners get one mail after an hour, however often it fails", async () => {
  const { rows } = await story.services.pool.query(
    "select run_at > now() + interval '59 minutes' as is_late from graphile_worker.jobs where key like 'delay:%'",
  );
  expect(rows).toEqual([{ is_late: true }]);
  expect(await mailsAboutDelay()).toEqual([]);
  await due("tell-of-delay");
  await eventually(async () => (await mailsAboutDelay()).length > 0);
  await due("provision");
  await story.services.queue.enqueue([
    {
      name: "tell-of-delay",
      payload: {
        applicationId: application.id,
        environmentId: (story.catalogue.development ?? "") as Id<"env">,
      },
      key: "again",
      priority: 0,
    },
  ]);
  await eventually(async () => {
    const { rows: left } = await story.services.pool.query(
      "select from graphile_worker.jobs where key = 'again' or (key like 'provision:%' and run_at <= now())",
    );
    return left.length === 0;
  });
  expect(await mailsAboutDelay()).toHaveLength(1);
});

it("an operator has it tried at once; then nothing fails any longer", async () => {
  isDown = false;
  const { grant } = await olga.mutate(
    "retryProvisioning",
    { grantId: application.grants[0].id },
    "grant { id }",
  );
  expect(grant).toEqual({ id: application.grants[0].id });
  await eventually(async () => (await failures()).totalCount === 0);
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
  const { clientApplication } = await ada.data(query, { id: application.id });
  expect(clientApplication.grants).toEqual([{ apiKeys: [{ status: "ACTIVE" }] }]);
});

it("whoever is no operator sees no failures, and has nothing tried", async () => {
  const { errors } = await ada.ask("{ provisioningFailures { totalCount } }");
  expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  const payload = await ada.tryTo("retryProvisioning", { grantId: application.grants[0].id }, "grant { id }");
  expect(payload).toMatchObject({ grant: null, userErrors: [{ code: "NOT_AN_OPERATOR" }] });
});
