import { afterEach, describe, expect, it } from "@jest/globals";
import type { Pool } from "pg";
import { type DatabaseClock, startDatabaseClock } from "../../src/infrastructure/database/database-clock.js";
import { createIds } from "../../src/infrastructure/ids.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

const minute = 60_000;
let started: DatabaseClock | undefined;
afterEach(() => started?.stop());

/** A database whose clock, and this machine's, are off by so many milliseconds of the right time. */
function world(off: { database: number; machine: number }) {
  const logger = recordingLogger();
  let isAway = false;
  const query = async () => {
    if (isAway) throw new Error("away");
    return { rows: [{ now: Date.now() + off.database }] };
  };
  return {
    logger,
    goesAway(): void {
      isAway = true;
    },
    comes(): void {
      isAway = false;
    },
    async clock() {
      started = await startDatabaseClock({
        pool: { query } as unknown as Pool,
        logger,
        interval: 5,
        machine: () => Date.now() + off.machine,
      });
      return started;
    },
  };
}

/** In whole minutes, so that no pause of this process counts; 0 also where that is a moment behind, and so -0. */
const offBy = (clock: DatabaseClock) => Math.round((clock.now().getTime() - Date.now()) / minute) || 0;

describe("the clock", () => {
  it.each([
    ["ten minutes ahead", 10 * minute],
    ["ten minutes behind", -10 * minute],
  ])("is the database's on a machine whose own is %s, and operators hear of it once", async (_, machine) => {
    const { clock, logger } = world({ database: 0, machine });
    expect(offBy(await clock())).toBe(0);
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([
      ["warn", "this machine's clock is off; the database's is used"],
    ]);
  });

  it("follows when either is set", async () => {
    const off = { database: 0, machine: 0 };
    const clock = await world(off).clock();
    off.database = 10 * minute;
    await eventually(async () => offBy(clock) === 10);
    off.machine = 30 * minute;
    await eventually(async () => offBy(clock) === 10);
  });

  it("is the machine's while the database is away at first, and goes on when it goes away", async () => {
    const { clock: start, goesAway, comes } = world({ database: 10 * minute, machine: 0 });
    goesAway();
    const clock = await start();
    expect(offBy(clock)).toBe(0);
    comes();
    await eventually(async () => offBy(clock) === 10);
    goesAway();
    expect(offBy(clock)).toBe(10);
  });
});

describe("ids", () => {
  it("sort as they were made, by the clock and however many it has in a millisecond, also when it goes back", () => {
    let now = 1_800_000_000_000;
    const ids = createIds({ now: () => new Date(now) });
    const made = Array.from({ length: 10_000 }, () => ids.next("app"));
    now -= 1_000;
    made.push(ids.next("app"));
    now += 60_000;
    made.push(ids.next("app"));
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it("of processes with one clock sort as they were made", () => {
    let now = 1_800_000_000_000;
    const processes = [1, 2, 3].map(() => createIds({ now: () => new Date(now) }));
    const made = Array.from({ length: 30 }, (_, index) => {
      now += 1;
      return processes[index % 3]?.next("act");
    });
    expect([...made].sort()).toEqual(made);
  });
});
