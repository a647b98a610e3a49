import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { type Crowd, gather } from "../support/faults/crowd.js";
import { type Deployment, startDeployment } from "../support/faults/deployment.js";
import { outageOf } from "../support/outage.js";

let deployment: Deployment;
let crowd: Crowd;

beforeAll(async () => {
  deployment = await startDeployment();
  crowd = await gather(deployment, ["ada@one.example", "bob@one.example", "cem@two.example"]);
});

afterAll(() => deployment?.stop());

/** Connections of somebody else, until there are no more to be had. */
async function takeAllConnections(): Promise<() => Promise<void>> {
  const taken: pg.Client[] = [];
  const take = async () => {
    const client = new pg.Client({ connectionString: deployment.postgres.direct });
    client.on("error", () => {});
    await client.connect();
    taken.push(client);
  };
  for (;;) {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, take));
    if (tries.some(({ status }) => status === "rejected"))
      return async () => void (await Promise.all(taken.map((each) => each.end())));
  }
}

const postgres = () => deployment.postgres;

/** What goes wrong, and for how long. */
const faults: Readonly<Record<string, () => Promise<void>>> = {
  "PostgreSQL is killed, twice": async () => {
    await postgres().kill();
    await sleep(1_000);
    await postgres().kill();
  },
  "PostgreSQL freezes for three seconds": async () => {
    await postgres().freeze();
    await sleep(3_000);
    await postgres().thaw();
  },
  "all its connections are terminated, again and again": async () => {
    const outage = await outageOf(postgres().direct);
    for (let time = 0; time < 5; time += 1) {
      await outage.begin();
      await sleep(250);
    }
    await outage.close();
  },
  "tables are locked for two seconds": async () => {
    const outage = await outageOf(postgres().direct);
    const unlock = await outage.lock("client_application", "gateway_key", "graphile_worker._private_jobs");
    await sleep(2_000);
    await unlock();
    await outage.close();
  },
  "others use up its connections": async () => {
    const outage = await outageOf(postgres().direct);
    await outage.begin();
    const giveBack = await takeAllConnections();
    await outage.begin().catch(() => {});
    await sleep(1_000);
    await giveBack();
    await outage.close();
  },
  "its network is slow": async () => {
    postgres().network.passes(60);
    await sleep(2_000);
    postgres().network.passes();
  },
  "its network swallows everything for three seconds": async () => {
    postgres().network.swallows();
    await sleep(3_000);
    postgres().network.passes();
  },
  "its network resets every connection for a second": async () => {
    postgres().network.resets();
    await sleep(1_000);
    postgres().network.passes();
  },
};

it.each(Object.entries(faults))(
  "R32 R33 nothing is lost and nothing comes back when %s",
  async (_, fault) => {
    const before = crowd.answered;
    await crowd.during(async () => {
      await sleep(400);
      await fault();
      await sleep(600);
    });
    expect(crowd.answered).toBeGreaterThan(before);
    expect(await crowd.differences()).toEqual([]);
    for (const each of [...deployment.webs, ...deployment.workers]) expect(each.ended()).toBeNull();
  },
);
