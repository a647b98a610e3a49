import { RateLimiterMemory } from "rate-limiter-flexible";
import { growingCache } from "../growing-cache.js";

/** The library's limiter in memory, which by itself remembers everybody whose window is not over. */
export function boundedLimiter(points: number, duration: number, max: number) {
  const limiter = new RateLimiterMemory({ points, duration });
  const known = growingCache<true>(max, {
    dispose: (_, id, reason) => {
      if (reason === "evict") void limiter.delete(id);
    },
  });
  return { limiter, remember: (id: string) => void known.set(id, true) };
}
