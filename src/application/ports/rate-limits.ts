import type { RateLimit, RatePlan } from "../../domain/catalogue/rate-plan.js";
import type { Id } from "../../domain/id.js";

/** What is left of one limit of a plan. */
export interface RateBalance extends RateLimit {
  readonly remaining: number;
  /** Until its requests are counted anew; at least 1. */
  readonly resetSeconds: number;
}

export interface RateAnswer {
  /** False: one of the limits has not so much left, and nothing was taken from any. */
  readonly isWithin: boolean;
  /** The limit that refused, or the one of which least is left. */
  readonly tightest: RateBalance;
  /** All that were asked, the shortest first. */
  readonly balances: readonly RateBalance[];
}

/** R35: counts the requests of each key. Always answers, whatever it counts in. */
export interface RateLimits {
  /** Takes `cost` requests from all limits of the plan, or from none. */
  take(apiKeyId: Id<"key">, plan: RatePlan, cost: number): Promise<RateAnswer>;
}
