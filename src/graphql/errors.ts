import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import { durationInWords } from "../application/duration-in-words.js";
import { RECENT_SECONDS, type StepUpRequired } from "../application/step-up.js";
import { unavailability } from "../application/unavailable.js";
import type { OverspentError } from "../application/work-account.js";

/** Top-level errors are only for what is not the caller's data. */

export function unauthenticated(): GraphQLError {
  return new GraphQLError("Sign in first: this is for signed-in developers with a verified address.", {
    extensions: { code: "UNAUTHENTICATED" },
  });
}

/** RFC 6750 §3.1: whoever sends a bearer token that works for nobody is told so, and is not taken for nobody. */
export function tokenRefused(): GraphQLError {
  const message =
    "This access token does not work: it was never issued, has expired or was revoked, or its company is suspended. Send one that does, or no Authorization header.";
  const headers = new HeaderMap([["www-authenticate", 'Bearer error="invalid_token"']]);
  return new GraphQLError(message, {
    extensions: { code: "UNAUTHENTICATED", http: { status: 401, headers } },
  });
}

/** What the caller's access token, or its lack of a session, does not allow; `scope` would (RFC 6750 §3.1). */
export function forbidden(message: string, scope?: string): GraphQLError {
  const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
  const http = scope && { headers: new HeaderMap([["www-authenticate", challenge]]) };
  return new GraphQLError(message, { extensions: { code: "FORBIDDEN", ...(http && { http }) } });
}

/**
 * R36: the session is somebody's, who has to show once more that it is them; `stepUp` says how (after RFC 9470).
 */
export function stepUpRequired({ reason }: StepUpRequired, url: string): GraphQLError {
  const stepUp = { reason, url, endpoint: "/api/auth/step-up", maxAgeSeconds: RECENT_SECONDS };
  return new GraphQLError(sentences[reason], { extensions: { code: "STEP_UP_REQUIRED", stepUp } });
}

const sentences: Readonly<Record<StepUpRequired["reason"], string>> = {
  SIGN_IN_TOO_OLD: `This needs a sign-in of the last ${durationInWords(RECENT_SECONDS)}. Confirm that it is you at the URL in stepUp, or sign in again, and then send this again.`,
  SECOND_FACTOR_MISSING:
    "This needs a second factor. Add one to your account if you have none, confirm that it is you with it at the URL in stepUp, and then send this again.",
};

/** What a program got wrong; `argumentPath` says where in its variables, or in the arguments of the field at the error's path. */
export function badUserInput(message: string, argumentPath?: readonly string[]): GraphQLError {
  const extensions = { code: "BAD_USER_INPUT", ...(argumentPath && { argumentPath }) };
  return new GraphQLError(message, { extensions });
}

/** Whoever pays has worked enough for now. */
export function rateLimited({ message, balance }: OverspentError): GraphQLError {
  const { resetSeconds: retryAfterSeconds } = balance;
  const headers = new HeaderMap([["retry-after", `${retryAfterSeconds}`]]);
  return new GraphQLError(message, {
    extensions: { code: "RATE_LIMITED", retryAfterSeconds, http: { status: 429, headers } },
  });
}

/** The same for what does not exist and for what belongs to others (R18). */
export function notFound(noun: string): GraphQLError {
  return new GraphQLError(`There is no such ${noun}.`, { extensions: { code: "NOT_FOUND" } });
}

/** The first request with the same `Idempotency-Key` has not been answered yet: HTTP 409 (RFC 9110 §15.5.10). */
export function stillRunning(): GraphQLError {
  const message = "The first request with this Idempotency-Key is still running; send it again in a moment.";
  const http = { status: 409, headers: new Map([["retry-after", "1"]]) };
  return new GraphQLError(message, { extensions: { code: "REQUEST_IN_PROGRESS", http } });
}

/** The database is away or too busy: the same request may succeed in a moment. */
export function unavailable(): GraphQLError {
  const { message, code, status, retryAfterSeconds } = unavailability;
  const headers = new HeaderMap([["retry-after", `${retryAfterSeconds}`]]);
  return new GraphQLError(message, { extensions: { code, retryAfterSeconds, http: { status, headers } } });
}

/** Something failed on our side; the logs have it under this id. */
export function internalError(requestId: string): GraphQLError {
  return new GraphQLError("Something went wrong on our side.", {
    extensions: { code: "INTERNAL_SERVER_ERROR", requestId, http: { status: 500 } },
  });
}

/** The same error for a request that is refused before anything of it runs: HTTP 400. */
export function refusedRequest({ message, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
}
