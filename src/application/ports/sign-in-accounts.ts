import type { Id } from "../../domain/id.js";

/** What a new password is chosen with: a mailed link, which is used up, or a session, which goes on under another token. */
export type ChosenWith =
  | { readonly linkId: string }
  | { readonly sessionId: string; readonly newToken: string };

/** What people sign in with here: passwords, sessions and mailed links. Part of the transaction (R32). */
export interface SignInAccounts {
  /**
   * Whether a subject still has an account here, which then stays until the transaction ends; true for a subject of
   * another provider.
   */
  stillHas(subject: string): Promise<boolean>;
  /**
   * The subject's password is the one of this hash from now on, and no other session or link of theirs is left; false, and
   * nothing has changed, when the link or session is none of theirs, or no longer.
   */
  choosePassword(subject: string, hash: string, by: ChosenWith): Promise<boolean>;
  /** Every session of the developer ends but for the kept one, every mailed link, and every open connection (R9, R36). */
  endAccess(developerId: Id<"dev">, keptSessionId: string | null): Promise<void>;
  /**
   * Makes a link by which the developer can move to the address until then, and gives its token, which is kept as a hash
   * (R34). Null for whoever signs in through another provider, too: their address is the one that it says (R2).
   */
  offerMove(developerId: Id<"dev">, email: string, until: Date): Promise<string | null>;
  /** Uses up the developer's link with this token: where it moves to; null when there is none, or no longer. */
  takeMove(developerId: Id<"dev">, token: string, now: Date): Promise<string | null>;
  /** The subject signs in by this address from now on; false when another account has it. */
  move(subject: string, email: string): Promise<boolean>;
  /** No authenticator app, recovery code or passkey of the developer is left; false when there was none. */
  removeFactors(developerId: Id<"dev">): Promise<boolean>;
  /** Every open connection of the developer, or by the company's token, is closed; whoever has still access connects again. */
  closeConnections(callerId: Id<"dev"> | Id<"pat">): Promise<void>;
  /** No password, session or link of the developer is left but for those of the kept subject, and no open connection. */
  erase(developerId: Id<"dev">, keptSubject?: string): Promise<void>;
}
