import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { type Stage, startStage } from "../support/at-once/stage.js";
import { eventually } from "../support/eventually.js";
import { type FaultyPostgres, startFaultyPostgres } from "../support/faults/postgres.js";

let postgres: FaultyPostgres;
let stage: Stage;

beforeAll(async () => {
  postgres = await startFaultyPostgres();
  stage = await startStage(postgres.direct);
});

afterAll(async () => {
  console.log(stage?.chronicle.table());
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

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** How many changes are made, of which each fault gets its share. */
// biome-ignore lint/style/noProcessEnv: how a suite is told its length
const count = Number(process.env.CHANGES ?? 1_000);

it("R29 R30 of a thousand changes no process is wrong 50 ms after their answer", async () => {
  const { chronicle, network } = stage;
  await stage.changing(0.5 * count, "");
  const cut = async () => {
    network.resets();
    await sleep(200);
    network.passes();
  };
  await stage.changing(0.15 * count, ", not heard (cut)", repeating(cut, 300));
  const halfOpen = async () => {
    network.swallows();
    await sleep(1_500);
    network.passes();
  };
  await stage.changing(0.15 * count, ", not heard (half-open)", repeating(halfOpen, 300));
  const paused = async () => {
    await postgres.freeze();
    await sleep(1_200);
    await postgres.thaw();
  };
  await stage.changing(0.15 * count, ", database paused", repeating(paused, 1_500));
  const restarted = async () => {
    await postgres.kill();
    // Not again before it is back: what does not run cannot be killed.
    await eventually(() => answers(postgres.direct));
  };
  await stage.changing(0.05 * count, ", database restarted", repeating(restarted, 2_000));
  expect(chronicle.breaches).toEqual([]);
  expect(chronicle.changed).toBeGreaterThanOrEqual(count);
  expect(chronicle.count("UNAVAILABLE")).toBeGreaterThan(0);
}, 1_800_000);
