import type { RateLimit } from "../../domain/catalogue/rate-plan.js";

/** What came of an attempt to take from one limit. */
export interface Taken {
  readonly isTaken: boolean;
  readonly remaining: number;
  readonly resetMs: number;
}

/** Counts what each key takes of a limit. A limit of other numbers is another one, which nothing was taken from. */
export interface Counters {
  /** Takes all of it, or nothing. */
  take(limit: RateLimit, apiKeyId: string, cost: number): Promise<Taken>;
  /** In the window in which it was taken; later there is nothing to give back. */
  giveBack(limit: RateLimit, apiKeyId: string, cost: number): Promise<void>;
}
