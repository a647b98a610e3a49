import type { Id } from "../../domain/id.js";
/**
 * Where people are led by mails and by the redirects behind their links. All of them are made here, so that another
 * front end is one more implementation. URLs are absolute, except that a place to go on to may be a path of this server.
 */
export interface PortalLinks {
  application(applicationId: Id<"app">): string;
  /** What waits for a decision by operators (R17). */
  accessRequests(): string;
  /** Registration with the address filled in (R7). */
  signUp(email: string): string;
  signIn(): string;
  /** A page with a button that verifies the address and leads on to `next`. */
  verification(token: string, next: string): string;
  /** Leads to `next` with the token, or with `error=INVALID_TOKEN` once the link has expired or was used. */
  passwordReset(token: string, next: string): string;
  /** Where a verified address goes on to, unless the request for its mail named another place. */
  readonly afterVerification: string;
  /** Where a password is chosen, unless the request for its mail named another place. */
  readonly newPassword: string;
}
