import type { RateLimit } from "../../domain/catalogue/rate-plan.js";
import { boundedLimiter } from "./bounded-limiter.js";
import type { Counters } from "./counters.js";

/** Keys of each limit that are remembered: those that were not used for longest are forgotten first. */
const usualMost = 250_000;

/** Counts in this process: exactly, as long as one attempt of a key ends before the next begins. */
export function createCountersInMemory(most = usualMost): Counters {
  const limiters = new Map<string, ReturnType<typeof boundedLimiter>>();

  function limiterOf({ requests, seconds }: RateLimit) {
    const name = `${requests}/${seconds}`;
    const known = limiters.get(name) ?? boundedLimiter(requests, seconds, most);
    limiters.set(name, known);
    return known;
  }

  return {
    async take(limit, apiKeyId, cost) {
      const { limiter, remember } = limiterOf(limit);
      const now = await limiter.get(apiKeyId);
      const isOpen = now !== null && now.msBeforeNext > 0;
      const left = limit.requests - (isOpen ? now.consumedPoints : 0);
      if (cost > left)
        return { isTaken: false, remaining: left, resetMs: isOpen ? now.msBeforeNext : limit.seconds * 1000 };
      remember(apiKeyId);
      const { consumedPoints, msBeforeNext } = await limiter.consume(apiKeyId, cost);
      return { isTaken: true, remaining: limit.requests - consumedPoints, resetMs: msBeforeNext };
    },
    async giveBack(limit, apiKeyId, cost) {
      const { limiter } = limiterOf(limit);
      const now = await limiter.get(apiKeyId);
      if (now && now.msBeforeNext > 0) await limiter.reward(apiKeyId, Math.min(cost, now.consumedPoints));
    },
  };
}
