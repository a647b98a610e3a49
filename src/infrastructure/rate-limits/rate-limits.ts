import type { Logger } from "../../application/ports/logger.js";
import type { RateLimits } from "../../application/ports/rate-limits.js";
import type { RateLimit } from "../../domain/catalogue/rate-plan.js";
import { withinTime } from "../within-time.js";
import type { Counters } from "./counters.js";
import { createCountersInMemory } from "./counters-in-memory.js";
import { oneAtATime } from "./one-at-a-time.js";
import { takeAll } from "./take-all.js";

export interface RateLimitsParts {
  /** How many processes verify keys: each enforces its share of a limit that it counts by itself. */
  readonly processes: number;
  /** Where all of them count together; absent: nowhere. */
  readonly shared?: Counters;
  readonly logger: Logger;
}

/** In ms: how long an answer waits for it, and how long it is not asked after it did not answer. */
const shared = { patience: 500, rest: 1_000 };

/**
 * Counts where all processes do, and while that is away, or where there is nothing shared, in this process its share:
 * verification never waits for it, and nobody is let in more often than the plan says.
 */
export function createRateLimits({ processes, shared: counters, logger }: RateLimitsParts): RateLimits {
  const own = createCountersInMemory();
  const inTurn = oneAtATime();
  /** When it was last found away; undefined while it answers. */
  let awayAt: number | undefined;

  const shareOf = ({ requests, seconds }: RateLimit): RateLimit => ({
    requests: Math.max(1, Math.floor(requests / processes)),
    seconds,
  });

  return {
    async take(apiKeyId, { limits }, cost) {
      if (counters && (awayAt === undefined || performance.now() - awayAt > shared.rest)) {
        const wasAway = awayAt !== undefined;
        // One at a time finds out whether it is back.
        if (wasAway) awayAt = performance.now();
        try {
          const answer = await withinTime(shared.patience, takeAll(counters, limits, apiKeyId, cost));
          if (wasAway) logger.info({}, "rate limits are counted in Redis again");
          awayAt = undefined;
          return answer;
        } catch (error) {
          if (awayAt === undefined)
            logger.warn({ error }, "Redis is away: this process enforces its share of each rate limit");
          awayAt = performance.now();
        }
      }
      return inTurn(apiKeyId, () => takeAll(own, limits.map(shareOf), apiKeyId, cost));
    },
  };
}
