import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Crowd, gather } from "../support/faults/crowd.js";
import { type Deployment, type Instance, startDeployment } from "../support/faults/deployment.js";

let deployment: Deployment;
let crowd: Crowd;

beforeAll(async () => {
  deployment = await startDeployment();
  crowd = await gather(deployment, ["ada@one.example", "bob@one.example", "cem@two.example"]);
});

afterAll(() => deployment?.stop());

async function killedAndStarted(instance: Instance): Promise<void> {
  await instance.stop("SIGKILL");
  await instance.start();
}

/** One after the other, as orchestrators do it. */
async function rollingRestart(instances: readonly Instance[]): Promise<void> {
  for (const instance of instances) {
    expect(await instance.stop("SIGTERM")).toEqual({ status: 0, said: "" });
    await instance.start();
  }
}

const faults: Readonly<Record<string, () => Promise<void>>> = {
  "webs are killed": async () => {
    for (const web of deployment.webs) await killedAndStarted(web);
  },
  "workers are killed": async () => {
    for (const worker of deployment.workers) await killedAndStarted(worker);
  },
  "a web is frozen for three seconds": async () => {
    deployment.webs[0]?.program.process.kill("SIGSTOP");
    await sleep(3_000);
    deployment.webs[0]?.program.process.kill("SIGCONT");
  },
  "webs are restarted one after the other": () => rollingRestart(deployment.webs),
  "workers are restarted one after the other": () => rollingRestart(deployment.workers),
};

it.each(Object.entries(faults))(
  "R32 R33 nothing is lost and nothing comes back when %s",
  async (_, fault) => {
    const before = crowd.answered;
    await crowd.during(async () => {
      await sleep(400);
      await fault();
      await sleep(400);
    });
    expect(crowd.answered).toBeGreaterThan(before);
    expect(await crowd.differences()).toEqual([]);
  },
);

/** What a stop may come amid. */
const hardships: Readonly<Record<string, readonly [begin: () => unknown, end: () => unknown]>> = {
  "all is well": [() => {}, () => {}],
  "the database is frozen": [() => deployment.postgres.freeze(), () => deployment.postgres.thaw()],
  "the database swallows everything": [
    () => deployment.postgres.network.swallows(),
    () => deployment.postgres.network.passes(),
  ],
  "the database cannot be reached": [
    () => deployment.postgres.network.resets(),
    () => deployment.postgres.network.passes(),
  ],
};

describe("a stop settles, under load", () => {
  it.each(Object.entries(hardships))(
    "while %s: with 0, or with 1 and a sentence, in its time",
    async (_, [begin, end]) => {
      const instances = [deployment.webs[0], deployment.workers[0]].flatMap((each) => each ?? []);
      await crowd.during(async () => {
        await sleep(400);
        await begin();
        await sleep(500);
        const ends = await Promise.all(instances.map((each) => each.stop("SIGTERM"))).finally(end);
        for (const each of ends)
          expect(each).toEqual(
            each.status === 0
              ? { status: 0, said: "" }
              : { status: 1, said: expect.stringMatching(/^[A-Z].+\.$/) },
          );
        await Promise.all(instances.map((each) => each.start()));
      });
      expect(await crowd.differences()).toEqual([]);
    },
  );
});
