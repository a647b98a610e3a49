import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Stage, startStage } from "../support/at-once/stage.js";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.stop());

it("R29 R30 no process accepts a key 50 ms after what stopped it was answered, whatever its connection does", async () => {
  const { chronicle, network } = stage;
  await stage.changing(8, "");
  await stage.changing(6, ", not heard (cut)", async (isOver) => {
    while (!isOver()) {
      network.resets();
      await sleep(120);
      network.passes();
      await sleep(200);
    }
  });
  await stage.changing(6, ", not heard (half-open)", async (isOver) => {
    while (!isOver()) {
      network.swallows();
      await sleep(400);
      network.passes();
      await sleep(200);
    }
  });
  expect(chronicle.breaches).toEqual([]);
  expect(chronicle.count("VALID")).toBeGreaterThan(0);
  expect(chronicle.count("SUSPENDED")).toBeGreaterThan(0);
});
