import type { RateAnswer, RateBalance } from "../../application/ports/rate-limits.js";
import type { RateLimit } from "../../domain/catalogue/rate-plan.js";
import type { Counters, Taken } from "./counters.js";

/**
 * From all limits, or from none: the shortest is asked first, and what one refuses is given back to those before it. Whatever
 * was taken meanwhile by others is not let in too much: a limit that refused one has nothing for them either.
 */
export async function takeAll(
  counters: Counters,
  limits: readonly RateLimit[],
  apiKeyId: string,
  cost: number,
): Promise<RateAnswer> {
  const balances: RateBalance[] = [];
  const taken: RateLimit[] = [];
  for (const limit of limits.toSorted((a, b) => a.seconds - b.seconds)) {
    const attempt = await counters.take(limit, apiKeyId, cost);
    const balance = balanceOf(limit, attempt);
    balances.push(balance);
    if (!attempt.isTaken) {
      for (const each of taken) await counters.giveBack(each, apiKeyId, cost);
      return {
        isWithin: false,
        tightest: balance,
        balances: [...balances.slice(0, -1).map(givenBack(cost)), balance],
      };
    }
    taken.push(limit);
  }
  const tightest = balances.reduce((least, each) => (each.remaining < least.remaining ? each : least));
  return { isWithin: true, tightest, balances };
}

function balanceOf({ requests, seconds }: RateLimit, { remaining, resetMs }: Taken): RateBalance {
  return {
    requests,
    seconds,
    remaining: Math.max(remaining, 0),
    resetSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
  };
}

function givenBack(cost: number) {
  return (balance: RateBalance): RateBalance => ({ ...balance, remaining: balance.remaining + cost });
}
