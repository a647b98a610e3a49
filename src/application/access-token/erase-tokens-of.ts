import type { Id } from "../../domain/id.js";
import type { Transaction } from "../ports/unit-of-work.js";

/** R8: of a company that is dissolved, no token is left. */
export async function eraseTokensOf(
  { accessTokens }: Pick<Transaction, "accessTokens">,
  partnerId: Id<"prt">,
  now: Date,
): Promise<void> {
  for (const token of await accessTokens.lockAll({ partnerId })) token.erase(now);
}
