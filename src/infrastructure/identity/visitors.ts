import type pg from "pg";
import type { Visitors } from "../../application/ports/visitors.js";
import type { BetterAuth } from "./better-auth.js";
import { addressBehindLink } from "./sign-in-accounts.js";

export function createVisitors(
  { session }: Pick<BetterAuth, "session">,
  pool: Pick<pg.Pool, "query">,
): Visitors {
  return {
    async visitorOf(headers) {
      const found = await session(headers);
      return found && { email: found.email, hasAuthenticatorApp: found.hasAuthenticatorApp };
    },
    async addressBehind(link, token, headers) {
      const userId = link === "MOVE_ADDRESS" ? ((await session(headers))?.userId ?? null) : null;
      return addressBehindLink(pool, { link, token, userId });
    },
  };
}
