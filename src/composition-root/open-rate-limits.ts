import type { Logger } from "../application/ports/logger.js";
import type { RateLimits } from "../application/ports/rate-limits.js";
import type { Config } from "../config.js";
import { createCountersInRedis } from "../infrastructure/rate-limits/counters-in-redis.js";
import { createRateLimits } from "../infrastructure/rate-limits/rate-limits.js";

/** R35: what counts the requests of keys, and tells how. */
export async function openRateLimits(
  { redisUrl, verifyingProcesses: processes }: Pick<Config, "redisUrl" | "verifyingProcesses">,
  logger: Logger,
): Promise<{ readonly limits: RateLimits; say(): void; close(): Promise<void> }> {
  if (redisUrl === undefined) {
    const say = () => logger.info({ processes }, howByItself(processes));
    return { limits: createRateLimits({ processes, logger }), say, close: async () => {} };
  }
  // Its client takes long to load, and most have no Redis.
  const { openRedis } = await import("../infrastructure/rate-limits/open-redis.js");
  const { client, close } = await openRedis(redisUrl, logger);
  const limits = createRateLimits({ processes, shared: createCountersInRedis(client), logger });
  const say = () => logger.info({ processes }, "rate limits are counted in Redis, by all processes together");
  return { limits, say, close };
}

function howByItself(processes: number): string {
  return processes === 1
    ? "rate limits are counted by this process alone: where several verify keys, set REDIS_URL, or VERIFYING_PROCESSES to their number"
    : `rate limits are counted by each process, which enforces 1/${processes} of each: set REDIS_URL to have them counted together`;
}
