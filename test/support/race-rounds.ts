import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@jest/globals";
import { isThorough, seed } from "./rounds.js";

/** What came of a race, and how often. */
export type Outcomes = Readonly<Record<string, number>>;

/**
 * One race for each entrant, a few at once; `race` says how it went. Prints a line with the counts. Fails when a race
 * fails, after all of them have been run, with how many did and the first failure.
 */
export async function outcomesOf<Entrant>(
  title: string,
  entrants: readonly Entrant[],
  race: (entrant: Entrant, round: number) => Promise<string>,
  atOnce = 6,
): Promise<Outcomes> {
  const outcomes: Record<string, number> = {};
  const failures: unknown[] = [];
  await inTurns(entrants, atOnce, async (entrant, round) => {
    try {
      const outcome = await race(entrant, round);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    } catch (error) {
      failures.push(error);
    }
  });
  process.stdout.write(`${title}: ${JSON.stringify({ ...outcomes, failed: failures.length })}\n`);
  if (failures.length > 0) {
    const message = `${failures.length} of ${entrants.length} races failed, with SEED=${seed}.`;
    throw new Error(message, { cause: failures[0] });
  }
  return outcomes;
}

/** `work` for each item, at most `atOnce` of them at a time; the results in the order of the items. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}

/** All of these have come up, and but for `others` nothing else. Of few rounds, one may not have. */
export function expectOutcomes(outcomes: Outcomes, expected: readonly string[], others: string[] = []): void {
  const found = Object.keys(outcomes);
  expect([...expected, ...others]).toEqual(expect.arrayContaining(found));
  if (isThorough) expect(found).toEqual(expect.arrayContaining([...expected]));
}

/** From 0 to 1, spread evenly over however many rounds there are; the seed says where it begins. */
export function shareOf(round: number): number {
  return (seed / 2 ** 31 + round * 0.618_034) % 1;
}

/** Both at the same moment, one of them up to `spread` ms later, so that each comes first in some rounds. */
export async function together<One, Other>(
  round: number,
  one: () => Promise<One>,
  other: () => Promise<Other>,
  spread = 12,
): Promise<[One, Other]> {
  const lead = (shareOf(round) * 2 - 1) * spread;
  return Promise.all([sleep(Math.max(0, -lead)).then(one), sleep(Math.max(0, lead)).then(other)]);
}
