import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
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

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@worker.example");
  await story.pauseWorker();
});

afterAll(() => story.stop());

const input = (name: string, productIds: readonly unknown[]) => ({
  name,
  description: "Takes its time.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products: byId(...productIds),
  environments: byId(story.catalogue.development),
});

async function isLive(id: string): Promise<boolean> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
  const { clientApplication } = await ada.data(query, { id });
  return clientApplication.grants.every(({ apiKeys }: Json) =>
    apiKeys.every(({ status }: Json) => status === "ACTIVE"),
  );
}

it("R30 a job that takes long is not taken from a worker that lives", async () => {
  const builtIn = createBuiltInGateway(story.services.orm);
  const atWork: string[][] = [];
  const gateway = {
    async apply(...access: Parameters<typeof builtIn.apply>) {
      atWork.push(await workersAtJobs());
      await bothLookForDeadWorkers();
      atWork.push(await workersAtJobs());
      await builtIn.apply(...access);
    },
  };
  const liveness = { sweepInterval: 100, grace: 0 };
  const workers = [
    await startWorkerProcess(story.services, { gateway, liveness }),
    await startWorkerProcess(story.services, { gateway, liveness }),
  ];
  const { id } = await ada.registers(input("Slow", [story.catalogue.accounts]));
  await eventually(() => isLive(id));
  for (const worker of workers) await worker.stop();
  const [before] = atWork;
  expect(before).toEqual([expect.any(String)]);
  expect(atWork).toEqual([before, before]);
});

/**
 * From now on, both parts of two workers at least once from beginning to end: that is, they have begun twice. What can be seen
 * of each at any time is the last statement of a look.
 */
async function bothLookForDeadWorkers(): Promise<void> {
  const { pool } = story.services;
  const [{ now } = { now: "" }] = (await pool.query("select clock_timestamp()::text as now")).rows;
  const begun = new Map<number, Set<string>>();
  await eventually(async () => {
    const { rows } = await pool.query(
      `select pid, query_start::text as at from pg_stat_activity
        where datname = current_database() and query like 'with idle as%' and query_start > $1`,
      [now],
    );
    for (const { pid, at } of rows) begun.set(pid, (begun.get(pid) ?? new Set()).add(at));
    return begun.size === 4 && [...begun.values()].every(({ size }) => size > 1);
  });
}

async function workersAtJobs(): Promise<string[]> {
  const jobs = "select locked_by from graphile_worker._private_jobs where locked_by is not null";
  return (await story.services.pool.query(jobs)).rows.map(({ locked_by }) => locked_by);
}

it("R16 an application with many products goes live, with one mail", async () => {
  const { pool, ids } = story.services;
  const productIds = Array.from({ length: 50 }, () => ids.next("prd"));
  await pool.query(
    `insert into api_product (id, slug, name, description, apis, embed_ids, is_open, created_at)
     select id, 'many-' || id, 'Many ' || id, 'One of many.', '[]', '{}', true, now() from unnest($1::text[]) as id`,
    [productIds],
  );
  const { id } = await ada.registers(input("Many", productIds));
  await story.resumeWorker();
  await eventually(() => isLive(id));
  await eventually(async () => (await pool.query("select from graphile_worker.jobs")).rows.length === 0);
  const mails = (await story.services.mailbox.list(100, ada.email)).filter(({ subject }) =>
    subject.includes("Many"),
  );
  expect(mails).toHaveLength(1);
  await story.pauseWorker();
});

it("R3 a developer is a member from their first verified sign-in on, before they send any other request", async () => {
  await story.resumeWorker();
  await story.signUp("bob@worker.example");
  const { me } = await ada.data(
    "{ me { partner { members { edges { node { role developer { email } } } } } } }",
  );
  expect(me.partner.members.edges.map(({ node }: Json) => [node.developer.email, node.role])).toEqual([
    ["ada@worker.example", "ADMIN"],
    ["bob@worker.example", "MEMBER"],
  ]);
  await story.pauseWorker();
});

it("R15 the gateway accepts a key in its own environment, and nothing else", async () => {
  const { vault, orm } = story.services;
  const gateway = createBuiltInGateway(orm);
  const application = await ada.registers(input("Checked", [story.catalogue.accounts]));
  await story.resumeWorker();
  await eventually(() => isLive(application.id));
  const [key] = application.grants[0].apiKeys;
  const { value } = await ada.mutate("revealApiKey", { apiKeyId: key.id }, "value");
  const verify = (environment: unknown, presented: string) =>
    gateway.verify(environment as Id<"env">, vault.lookupHashes(presented), new Date());
  expect(await verify(story.catalogue.development, value)).toEqual({
    apiKeyId: key.id,
    productId: story.catalogue.accounts,
    applicationId: application.id,
  });
  expect(await verify(story.catalogue.uat, value)).toBeNull();
  expect(await verify(story.catalogue.development, `${value}x`)).toBeNull();
  await story.pauseWorker();
});

it("R30 what changes while the gateway is told is told again", async () => {
  const { pool, services } = { pool: story.services.pool, services: story.services };
  const { id } = await ada.registers(input("Moving", [story.catalogue.accounts, story.catalogue.transfers]));
  const builtIn = createBuiltInGateway(services.orm);
  let told = 0;
  const gateway = {
    async apply(...access: Parameters<typeof builtIn.apply>) {
      told += 1;
      if (told === 1)
        await pool.query("update client_application set deactivated_at = now() where id = $1", [id]);
      await builtIn.apply(...access);
    },
  };
  const worker = await startWorkerProcess(services, { gateway });
  await eventually(async () => (await pool.query("select from graphile_worker.jobs")).rows.length === 0);
  await worker.stop();
  const { rows: held } = await pool.query("select from gateway_key where application_id = $1", [id]);
  expect(told).toBe(2);
  expect(held).toHaveLength(0);
  const mails = (await services.mailbox.list(100, ada.email)).filter(({ subject }) =>
    subject.includes("Moving"),
  );
  expect(mails).toHaveLength(0);
});

it("R16 R29 a mail server that says nothing keeps back mails alone", async () => {
  const { pool, outgoingMails, config } = story.services;
  const silent = await startSilentServer();
  try {
    const { id } = await ada.registers(input("Unmoved", [story.catalogue.accounts]));
    await outgoingMails.keep(
      Array.from({ length: 12 }, (_, index) => ({
        id: `waiting-${index}`,
        message: {
          template: "already-registered",
          to: `waiting-${index}@worker.example`,
          data: { signInUrl: "https://portico.example/sign-in" },
        },
      })),
    );
    const services = { ...story.services, config: { ...config, smtpUrl: silent.url } };
    const worker = await startWorkerProcess(services);
    await eventually(async () => silent.heard() > 0 && (await isLive(id)));
    silent.close();
    await worker.stop();
    expect(silent.mostAtOnce()).toBeLessThanOrEqual(2);
  } finally {
    silent.close();
    await pool.query("delete from outgoing_mail");
    await pool.query("delete from graphile_worker._private_jobs");
  }
});

/** Takes connections, and leaves them waiting. */
async function startSilentServer() {
  const open = new Set<Socket>();
  let heard = 0;
  let mostAtOnce = 0;
  const server = createServer((socket) => {
    heard += 1;
    open.add(socket);
    mostAtOnce = Math.max(mostAtOnce, open.size);
    socket.on("error", () => {}).on("close", () => open.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    heard: () => heard,
    mostAtOnce: () => mostAtOnce,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
