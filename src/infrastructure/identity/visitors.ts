import type pg from "pg";
import type { Visitors } from "../../application/ports/visitors.js";
import type { BetterAuth } from "./better-auth.js";
import { isLinkGood } from "./sign-in-accounts.js";

export function createVisitors(
  { session }: Pick<BetterAuth, "session">,
  pool: Pick<pg.Pool, "query">,
): Visitors {
  return {
    emailOf: async (headers) => (await session(headers))?.email ?? null,
    async isGood(link, token, headers) {
      const userId = link === "MOVE_ADDRESS" ? ((await session(headers))?.userId ?? null) : null;
      return isLinkGood(pool, { link, token, userId });
    },
  };
}
