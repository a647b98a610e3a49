import type { Id } from "../../domain/id.js";
/**
 * Where people are led by mails and by the redirects behind their links. All of them are made here, so that another
 * front end is one more implementation. All URLs are absolute.
 */
export interface PortalLinks {
  application(applicationId: Id<"app">): string;
  /** What waits for a decision by operators (R17). */
  accessRequests(): string;
  /** Those who ask to join the reader's company (R38). */
  joinRequests(): string;
  /** Registration with the address filled in (R7). */
  signUp(email: string): string;
  signIn(): string;
  /** Where somebody who is signed in shows once more that it is them (R36). */
  stepUp(): string;
  /** A page that verifies the address and leads on to `next`, where that is allowed; null: to the usual page. */
  verification(token: string, next: string | null): string;
  /** A page that moves an account to the address that the mail went to (R2). */
  addressMove(token: string): string;
  /** `page` with the token, where that is allowed; null: the usual page. A password is chosen there. */
  passwordReset(token: string, page: string | null): string;
}
