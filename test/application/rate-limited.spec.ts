import { describe, expect, it } from "@jest/globals";
import type { Gateway } from "../../src/application/gateway/verify-key.js";
import { withRateLimits } from "../../src/application/gateway/with-rate-limits.js";
import type { RateLimits } from "../../src/application/ports/rate-limits.js";
import type { IssuedKey } from "../../src/domain/gateway/key-verdict.js";

const ratePlan = { id: "rpl_1", name: "Usual", limits: [{ requests: 3, seconds: 60 }], isDefault: true };
const key = { apiKeyId: "key_1", ratePlan } as unknown as IssuedKey;
const gateway = {} as Gateway;

/** Three requests, whoever asks. */
function limits() {
  let left = 3;
  const rateLimits: RateLimits = {
    async take(_, { limits: [limit] }, cost) {
      const isWithin = cost <= left;
      if (isWithin) left -= cost;
      const tightest = { ...(limit ?? { requests: 0, seconds: 0 }), remaining: left, resetSeconds: 60 };
      return { isWithin, tightest, balances: [tightest] };
    },
  };
  return { rateLimits, left: () => left };
}

describe("R35 an answer about a key", () => {
  it("takes what its question costs, and is RATE_LIMITED where that is not left", async () => {
    const { rateLimits, left } = limits();
    const answer = { code: "VALID", key } as const;
    const verify = withRateLimits<{ cost?: number }, { code: string; key: IssuedKey }>(
      () => answer,
      rateLimits,
    );
    const codes = [];
    for (const cost of [2, 2, 1, 1]) codes.push((await verify(gateway, { cost })).code);
    expect(codes).toEqual(["VALID", "RATE_LIMITED", "VALID", "RATE_LIMITED"]);
    expect(left()).toBe(0);
  });

  it.each(["TOKEN_INVALID", "TOKEN_OF_ANOTHER_APPLICATION", "PRODUCT_NOT_LICENSED", "SUSPENDED", "MISSING"])(
    "takes nothing where the request is refused: %s",
    async (code) => {
      const { rateLimits, left } = limits();
      const verify = withRateLimits(() => Promise.resolve({ code, key }), rateLimits);
      expect(await verify(gateway, {})).toEqual({ code, key });
      expect(left()).toBe(3);
    },
  );

  it("is given at once where nothing limits it, also where there is no key", () => {
    const { rateLimits } = limits();
    const free = { ...key, ratePlan: null };
    for (const answer of [
      { code: "VALID", key: free },
      { code: "VALID", key: null },
    ])
      expect(withRateLimits(() => answer, rateLimits)(gateway, {})).toBe(answer);
  });
});
