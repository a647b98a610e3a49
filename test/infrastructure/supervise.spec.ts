import { expect, it } from "@jest/globals";
import { type Running, supervise } from "../../src/infrastructure/jobs/supervise.js";
import { eventually } from "../support/eventually.js";

/** Things that run until they are told to end, or end themselves. */
function starting(startFailures: readonly number[] = []) {
  const runs: { end(error?: Error): void }[] = [];
  let starts = 0;
  return {
    runs,
    async start(): Promise<Running> {
      starts += 1;
      if (startFailures.includes(starts)) throw new Error(`Start ${starts} failed.`);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      runs.push({ end: (error) => (error ? reject(error) : resolve()) });
      return { promise, stop: async () => resolve() };
    },
  };
}

const paused = (pauses: { error: unknown; pause: number }[]) => ({
  shortestPause: 8,
  longestPause: 40,
  onEnd: (error: unknown, pause: number) => void pauses.push({ error, pause }),
});

it("what ends on its own, or fails, is started again", async () => {
  const { start, runs } = starting();
  const ends: { error: unknown; pause: number }[] = [];
  const supervised = await supervise({ start, ...paused(ends) });
  runs[0]?.end();
  await eventually(async () => runs.length === 2);
  runs[1]?.end(new Error("Broken."));
  await eventually(async () => runs.length === 3);
  expect(ends.map(({ error }) => (error as Error | undefined)?.message)).toEqual([undefined, "Broken."]);
  await supervised.stop();
  expect(supervised.isRunning()).toBe(false);
});

it("the pauses grow up to the longest", async () => {
  const { start, runs } = starting([2, 3, 4, 5, 6, 7]);
  const ends: { error: unknown; pause: number }[] = [];
  const supervised = await supervise({ start, ...paused(ends) });
  runs[0]?.end();
  await eventually(async () => runs.length === 2);
  await supervised.stop();
  for (const [index, longest] of [8, 16, 32, 40, 40, 40, 40].entries()) {
    expect(ends[index]?.pause).toBeGreaterThanOrEqual(longest / 2);
    expect(ends[index]?.pause).toBeLessThanOrEqual(longest);
  }
});

it("a first start that fails is the caller's", async () => {
  await expect(supervise({ start: starting([1]).start, ...paused([]) })).rejects.toThrow("Start 1 failed.");
});

it("a stop amid a pause does not wait for its end", async () => {
  const { start, runs } = starting();
  const ends: { error: unknown; pause: number }[] = [];
  const supervised = await supervise({
    start,
    ...paused(ends),
    shortestPause: 3_600_000,
    longestPause: 3_600_000,
  });
  runs[0]?.end();
  await eventually(async () => ends.length === 1);
  expect(supervised.isRunning()).toBe(false);
  await supervised.stop();
  expect(runs).toHaveLength(1);
});

it("what starts while it is to stop is stopped", async () => {
  const { start, runs } = starting();
  const { promise: started, resolve } = Promise.withResolvers<void>();
  let starts = 0;
  let stops = 0;
  const supervised = await supervise({
    ...paused([]),
    async start() {
      starts += 1;
      if (starts === 2) await started;
      const running = await start();
      return {
        promise: running.promise,
        async stop() {
          stops += 1;
          await running.stop();
        },
      };
    },
  });
  runs[0]?.end();
  await eventually(async () => starts === 2);
  const stopping = supervised.stop();
  resolve();
  await stopping;
  expect(stops).toBe(1);
});
