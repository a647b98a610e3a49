import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { RateLimit, RatePlan } from "../../src/domain/catalogue/rate-plan.js";
import { createLogger } from "../../src/infrastructure/logging.js";
import type { Counters } from "../../src/infrastructure/rate-limits/counters.js";
import { createCountersInMemory } from "../../src/infrastructure/rate-limits/counters-in-memory.js";
import { createRateLimits } from "../../src/infrastructure/rate-limits/rate-limits.js";

const logger = createLogger("silent");
const plan = (...limits: RateLimit[]): RatePlan => ({ id: "rpl_1", name: "Usual", limits, isDefault: true });
const perSecond = (requests: number): RateLimit => ({ requests, seconds: 1 });
const perDay = (requests: number): RateLimit => ({ requests, seconds: 86_400 });
const limits = (processes = 1, shared?: Counters) =>
  createRateLimits({ processes, logger, ...(shared && { shared }) });

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe("R35 in one process, a key", () => {
  it("is let in exactly as often as its plan says, however many ask at once, and anew in the next window", async () => {
    const rates = limits();
    for (let window = 0; window < 3; window += 1) {
      const attempts = Array.from({ length: 100 }, () => rates.take("key_1", plan(perSecond(10)), 1));
      const answers = await Promise.all(attempts);
      expect(answers.filter(({ isWithin }) => isWithin)).toHaveLength(10);
      expect(answers.map(({ tightest }) => tightest.remaining).slice(0, 11)).toEqual([
        ...[9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
        0,
      ]);
      await jest.advanceTimersByTimeAsync(1_000);
    }
  });

  it("is counted by itself", async () => {
    const rates = limits();
    for (const key of ["key_1", "key_2"] as const) {
      expect(await rates.take(key, plan(perSecond(1)), 1)).toMatchObject({ isWithin: true });
      expect(await rates.take(key, plan(perSecond(1)), 1)).toMatchObject({ isWithin: false });
    }
  });

  it("keeps to all limits, and what one of them refuses takes nothing of the others", async () => {
    const rates = limits();
    const both = plan(perDay(12), perSecond(10));
    const within = async (times: number) => {
      const answers = await Promise.all(Array.from({ length: times }, () => rates.take("key_1", both, 1)));
      return answers.filter(({ isWithin }) => isWithin).length;
    };
    expect(await within(50)).toBe(10);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await within(50)).toBe(2);
    const refused = await rates.take("key_1", both, 1);
    expect(refused).toEqual({
      isWithin: false,
      tightest: { requests: 12, seconds: 86_400, remaining: 0, resetSeconds: expect.any(Number) },
      balances: [
        { requests: 10, seconds: 1, remaining: 8, resetSeconds: 1 },
        { requests: 12, seconds: 86_400, remaining: 0, resetSeconds: expect.any(Number) },
      ],
    });
    expect(refused.tightest.resetSeconds).toBeGreaterThan(86_000);
  });

  it("counts a cost as so many requests, all of them or none, however large", async () => {
    const rates = limits();
    const day = plan(perDay(10));
    expect(await rates.take("key_1", day, 7)).toMatchObject({ isWithin: true, tightest: { remaining: 3 } });
    expect(await rates.take("key_1", day, 4)).toMatchObject({ isWithin: false, tightest: { remaining: 3 } });
    expect(await rates.take("key_1", day, 1_000_000)).toMatchObject({
      isWithin: false,
      tightest: { remaining: 3 },
    });
    expect(await rates.take("key_1", day, 3)).toMatchObject({ isWithin: true, tightest: { remaining: 0 } });
  });

  it("is not let in more often when a clock is put back, nor for longer than a window less often", async () => {
    const rates = limits();
    const minute = plan({ requests: 1, seconds: 60 });
    await rates.take("key_1", minute, 1);
    jest.setSystemTime(Date.now() - 3_600_000);
    expect(await rates.take("key_1", minute, 1)).toMatchObject({ isWithin: false });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await rates.take("key_1", minute, 1)).toMatchObject({ isWithin: true });
  });

  it("is counted by a plan of other numbers from the moment that it applies", async () => {
    const rates = limits();
    expect(await rates.take("key_1", plan(perDay(1)), 1)).toMatchObject({ isWithin: true });
    expect(await rates.take("key_1", plan(perDay(1)), 1)).toMatchObject({ isWithin: false });
    expect(await rates.take("key_1", plan(perDay(2)), 1)).toMatchObject({ isWithin: true });
  });

  it("is forgotten after so many others, so that memory does not grow with them", async () => {
    const counters = createCountersInMemory(10);
    await counters.take(perDay(1), "key_0", 1);
    for (let key = 1; key <= 10; key += 1) await counters.take(perDay(1), `key_${key}`, 1);
    expect(await counters.take(perDay(1), "key_10", 1)).toMatchObject({ isTaken: false });
    expect(await counters.take(perDay(1), "key_0", 1)).toMatchObject({ isTaken: true });
  });
});

describe("R35 of several processes that share nothing", () => {
  it("each enforces its share, and at least one request", async () => {
    const rates = limits(4);
    const count = async (limit: RateLimit) => {
      const attempts = Array.from({ length: 50 }, () => rates.take("key_1", plan(limit), 1));
      return (await Promise.all(attempts)).filter(({ isWithin }) => isWithin).length;
    };
    expect([await count(perSecond(10)), await count(perDay(3))]).toEqual([2, 1]);
  });
});

describe("R35 while what they share is away", () => {
  const answering: Counters = {
    take: async ({ requests }, _, cost) => ({ isTaken: true, remaining: requests - cost, resetMs: 1 }),
    giveBack: async () => {},
  };

  it("each counts its share, without waiting for it again and again, and tries anew after a second", async () => {
    let asked = 0;
    let isAway = true;
    const shared: Counters = {
      ...answering,
      async take(...args) {
        asked += 1;
        if (isAway) throw new Error("It is away.");
        return answering.take(...args);
      },
    };
    const rates = limits(2, shared);
    const codes = [];
    for (let times = 0; times < 8; times += 1)
      codes.push((await rates.take("key_1", plan(perDay(10)), 1)).isWithin);
    expect(codes).toEqual([true, true, true, true, true, false, false, false]);
    expect(asked).toBe(1);
    isAway = false;
    await jest.advanceTimersByTimeAsync(1_001);
    expect(await rates.take("key_1", plan(perDay(10)), 1)).toMatchObject({
      isWithin: true,
      tightest: { remaining: 9 },
    });
    expect(asked).toBe(2);
  });

  it("an answer waits half a second for it at most, and only one in a second", async () => {
    let waiting = 0;
    const silent: Counters = {
      ...answering,
      take() {
        waiting += 1;
        return new Promise(() => {});
      },
    };
    const rates = limits(1, silent);
    const take = () => rates.take("key_1", plan(perDay(10)), 1);
    const first = take();
    await jest.advanceTimersByTimeAsync(500);
    expect(await first).toMatchObject({ isWithin: true });
    await jest.advanceTimersByTimeAsync(1_001);
    const probe = take();
    expect(await Promise.all([take(), take()])).toMatchObject([{ isWithin: true }, { isWithin: true }]);
    expect(waiting).toBe(2);
    await jest.advanceTimersByTimeAsync(500);
    expect(await probe).toMatchObject({ isWithin: true });
  });
});
