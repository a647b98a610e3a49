import type { Id } from "../../domain/id.js";
/** What people sign in with here: passwords, sessions and mailed links. Part of the transaction (R32). */
export interface SignInAccounts {
  /** Every session of the developer ends (R9). */
  endSessions(developerId: Id<"dev">): Promise<void>;
  /** No password, session or link of the developer is left. */
  erase(developerId: Id<"dev">): Promise<void>;
}
