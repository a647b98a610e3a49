import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Crowd, gather } from "../support/faults/crowd.js";
import { type Deployment, startDeployment } from "../support/faults/deployment.js";

let deployment: Deployment;
let crowd: Crowd;

beforeAll(async () => {
  deployment = await startDeployment();
  const everything = [...deployment.webs, ...deployment.workers];
  const clocks = [-10, 10, -10, 10];
  await Promise.all(
    everything.map(async (instance, index) => {
      await instance.stop("SIGTERM");
      await instance.start(clocks[index]);
    }),
  );
});

afterAll(() => deployment?.stop());

it("R1 people sign up and in though the clocks of two webs are twenty minutes apart", async () => {
  crowd = await gather(deployment, ["ada@ahead.example", "bob@ahead.example"]);
});

it("R32 R33 nothing is lost and nothing comes back when clocks are ten minutes off", async () => {
  await crowd.during(() => sleep(4_000));
  expect(crowd.answered).toBeGreaterThan(0);
  expect(await crowd.differences()).toEqual([]);
});

it("R32 R33 nor when webs with clocks that are off are killed meanwhile", async () => {
  await crowd.during(async () => {
    for (const [index, web] of deployment.webs.entries()) {
      await sleep(400);
      await web.stop("SIGKILL");
      await web.start([10, -10][index]);
    }
  });
  expect(await crowd.differences()).toEqual([]);
});
