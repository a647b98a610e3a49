import { betterAuth } from "better-auth";
import { isAPIError } from "better-auth/api";
import type { SignedIn } from "../../application/actor.js";
import { authOptions, type BetterAuthSettings, CLIENT_IP_HEADER } from "./auth-options.js";
import { authRoute, evenly } from "./auth-routes.js";
import { withoutTokens } from "./browser-sessions.js";
import { tellingOutages } from "./noted-outages.js";
import { withOneSpelling } from "./one-spelling.js";
import { endOf, signedInBy } from "./session-ages.js";
import { signInEvents } from "./sign-in-events.js";

export interface AuthSession {
  userId: string;
  email: string;
  emailVerified: boolean;
  hasAuthenticatorApp: boolean;
  signedIn: SignedIn;
}

export interface BetterAuth {
  /**
   * Serves `/api/auth/*`; what is not open there answers 404, and a method that it does not have 405. Rejects while the database is away. `clientIp` is the caller's address as the server
   * knows it, for rate limits and the list of sessions; what the request's own headers say of it is ignored.
   */
  handler(request: Request, clientIp?: string): Promise<Response>;
  /** The session of the request's cookie, read from the database each time: one that was ended is gone at once. */
  session(headers: Headers): Promise<AuthSession | null>;
}

/**
 * Sign-up, sign-in, sessions and password reset with better-auth. No answer tells whether an address is registered, in
 * content or in time; one that signs up again is told by mail. Nothing is changed by a GET, but that a session lasts
 * longer.
 */
export function createBetterAuth(settings: BetterAuthSettings): BetterAuth {
  const events = signInEvents(settings);
  const auth = betterAuth(authOptions(settings, events));
  return {
    async handler(request, clientIp) {
      const route = authRoute(request);
      if (typeof route !== "string") return route;
      const sent = await withOneSpelling(withClientIp(request, clientIp));
      const answer = () => events.noting(route, sent, () => tellingOutages(() => auth.handler(sent)));
      return withoutTokens(await evenly(route, answer));
    },
    async session(headers) {
      // Counts as a use of the session (R36).
      const found = await tellingOutages(() => auth.api.getSession({ headers }).catch(endedMeanwhile));
      if (!found || endOf(found.session.createdAt) < settings.clock.now()) return null;
      const { user, session } = found;
      const signedIn = signedInBy(session);
      const { id: userId, email, emailVerified } = user;
      const { twoFactorEnabled } = user as { twoFactorEnabled?: boolean | null };
      return { userId, email, emailVerified, hasAuthenticatorApp: twoFactorEnabled === true, signedIn };
    },
  };
}

function withClientIp(request: Request, clientIp?: string): Request {
  const headers = new Headers(request.headers);
  if (clientIp) headers.set(CLIENT_IP_HEADER, clientIp);
  else headers.delete(CLIENT_IP_HEADER);
  return new Request(request, { headers });
}

/** A session that ends while it is prolonged is none. */
function endedMeanwhile(error: unknown): null {
  if (isAPIError(error) && error.status === "UNAUTHORIZED") return null;
  throw error;
}
