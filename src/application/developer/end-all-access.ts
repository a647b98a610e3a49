import type { Id } from "../../domain/id.js";
import type { Transaction } from "../ports/unit-of-work.js";

/**
 * R9, R36: all that acts for the developer stops with this transaction: access tokens, sessions but for the one that is
 * kept, mailed links of every kind, and open connections.
 */
export async function endAllAccess(
  { accessTokens, accounts }: Pick<Transaction, "accessTokens" | "accounts">,
  developerId: Id<"dev">,
  now: Date,
  keptSessionId: string | null = null,
): Promise<void> {
  for (const token of await accessTokens.lockLive(developerId, now)) token.end(now);
  await accounts.endAccess(developerId, keptSessionId);
}
