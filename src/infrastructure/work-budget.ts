import { RateLimiterRes } from "rate-limiter-flexible";
import type { WorkBudget } from "../application/ports/work-budget.js";
import { boundedLimiter } from "./rate-limits/bounded-limiter.js";

export interface WorkBudgetSettings {
  /** Points in a window. */
  readonly address: number;
  /** Also of a company, by all its tokens together. */
  readonly developer: number;
  readonly windowSeconds?: number;
  /** Payers of each kind that are remembered: those who have not spent for the longest are forgotten first. */
  readonly maxPayers?: number;
}

/** Short, so that who has spent everything at once holds nobody up for long, and need not wait long either. */
const window = 10;
/** About 50 MB. */
const payers = 100_000;

/** Budgets of this process, in memory: n web processes give each payer n of them. */
export function createWorkBudget(settings: WorkBudgetSettings): WorkBudget {
  const { address, developer, windowSeconds = window, maxPayers = payers } = settings;
  const limiterOf = (points: number) => boundedLimiter(points, windowSeconds, maxPayers);
  const limiters = {
    ADDRESS: limiterOf(address),
    DEVELOPER: limiterOf(developer),
    COMPANY: limiterOf(developer),
  };
  return {
    async spend({ kind, id }, points) {
      const { limiter, remember } = limiters[kind];
      remember(id);
      const attempt = await limiter.consume(id, points).catch((refused: unknown) => refused);
      if (!(attempt instanceof RateLimiterRes)) throw attempt;
      const isSpent = attempt.consumedPoints <= limiter.points;
      // What was refused is not spent: something smaller may still fit.
      const { consumedPoints, msBeforeNext } = isSpent ? attempt : await limiter.reward(id, points);
      const balance = {
        payer: kind,
        limit: limiter.points,
        windowSeconds,
        remaining: limiter.points - consumedPoints,
        resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
      };
      return { isSpent, balance };
    },
    async giveBack({ kind, id }, points) {
      const { limiter } = limiters[kind];
      const current = await limiter.get(id);
      // Once the window in which it was spent is over, there is nothing to give back.
      if (current && current.msBeforeNext > 0)
        await limiter.reward(id, Math.min(points, current.consumedPoints));
    },
  };
}
