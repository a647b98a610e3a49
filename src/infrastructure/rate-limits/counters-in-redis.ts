import type { RedisClientType } from "@redis/client";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimit } from "../../domain/catalogue/rate-plan.js";
import type { Counters } from "./counters.js";

/**
 * In place of the library's script, which counts also what it refuses, and gives back into the next window. Its arguments:
 * what to take (below zero: to give back), the seconds of a window, and how much there is in one.
 */
const takeAllOrNothing = `
local asked, seconds, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local left = redis.call('pttl', KEYS[1])
local taken = 0
if left > 0 then taken = tonumber(redis.call('get', KEYS[1])) else left = seconds * 1000 end
if taken + asked > most then return {taken + asked, left} end
if taken > 0 then
  redis.call('incrby', KEYS[1], math.max(asked, -taken))
elseif asked > 0 then
  redis.call('set', KEYS[1], asked, 'PX', left)
end
return {taken + asked, left}
`;

/** Counts for all processes that share a Redis. Rejects while that cannot be asked. */
export function createCountersInRedis(client: Pick<RedisClientType, "eval" | "isReady">): Counters {
  const limiters = new Map<string, RateLimiterRedis>();

  function limiterOf({ requests: points, seconds: duration }: RateLimit): RateLimiterRedis {
    const name = `${points}/${duration}`;
    const known =
      limiters.get(name) ??
      new RateLimiterRedis({
        storeClient: client,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
        customIncrTtlLuaScript: takeAllOrNothing,
        keyPrefix: `portico:rate:${name}`,
        points,
        duration,
      });
    limiters.set(name, known);
    return known;
  }

  return {
    async take(limit, apiKeyId, cost) {
      const answer = await limiterOf(limit)
        .consume(apiKeyId, cost)
        .catch((refused: unknown) => refused);
      if (!(answer instanceof RateLimiterRes)) throw answer;
      const { consumedPoints, msBeforeNext: resetMs } = answer;
      const isTaken = consumedPoints <= limit.requests;
      return { isTaken, remaining: limit.requests - consumedPoints + (isTaken ? 0 : cost), resetMs };
    },
    async giveBack(limit, apiKeyId, cost) {
      await limiterOf(limit).reward(apiKeyId, cost);
    },
  };
}
