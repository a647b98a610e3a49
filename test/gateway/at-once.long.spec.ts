import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Stage, startStage } from "../support/at-once/stage.js";
import { type FaultyPostgres, startFaultyPostgres } from "../support/faults/postgres.js";

let postgres: FaultyPostgres;
let stage: Stage;

beforeAll(async () => {
  postgres = await startFaultyPostgres();
  stage = await startStage(postgres.direct);
}, 180_000);

afterAll(async () => {
  await stage?.stop();
  await postgres.stop();
});

/** Again and again, until enough has changed. */
const repeating = (fault: () => Promise<void>, pause: number) => async (isOver: () => boolean) => {
  while (!isOver()) {
    await fault();
    await sleep(pause);
  }
};

it("R29 R30 1,000 changes, of which no process is wrong 50 ms after their answer", async () => {
  const { chronicle, network } = stage;
  await stage.changing(500, "");
  const cut = async () => {
    network.resets();
    await sleep(200);
    network.passes();
  };
  await stage.changing(150, ", not heard (cut)", repeating(cut, 300));
  const halfOpen = async () => {
    network.swallows();
    await sleep(1_500);
    network.passes();
  };
  await stage.changing(150, ", not heard (half-open)", repeating(halfOpen, 300));
  const paused = async () => {
    await postgres.freeze();
    await sleep(1_200);
    await postgres.thaw();
  };
  await stage.changing(150, ", database paused", repeating(paused, 1_500));
  await stage.changing(
    50,
    ", database restarted",
    repeating(() => postgres.kill(), 4_000),
  );
  console.log(chronicle.table());
  expect(chronicle.breaches).toEqual([]);
  expect(chronicle.changed).toBeGreaterThanOrEqual(1_000);
  expect(chronicle.count("UNAVAILABLE")).toBeGreaterThan(0);
}, 1_800_000);
