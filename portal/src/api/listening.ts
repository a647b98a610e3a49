import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { RetryLink } from "@apollo/client/link/retry";

/** In milliseconds. */
const longestPause = 30_000;
/** Of what may be otherwise the next time: whoever listens has done nothing wrong. */
const passing = ["UNAVAILABLE", "OVERLOADED", "RATE_LIMITED", "INTERNAL_SERVER_ERROR"];

/** What is listened to is listened to again where the server ends it for a reason that passes. A lost connection is opened again elsewhere. */
export const listenedAgain = (firstPause = 1_000) =>
  new RetryLink({
    attempts: (_, __, error) => codesOf(error).some((code) => passing.includes(code)),
    delay(tries, _, error) {
      const pause = Math.min(firstPause * 2 ** (tries - 1), longestPause);
      return Math.max(secondsToWait(error) * 1_000, pause) * (1 + Math.random() / 2);
    },
  });

const extensionsOf = (error: unknown) =>
  CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }) => extensions ?? {}) : [];

const codesOf = (error: unknown) => extensionsOf(error).map(({ code }) => String(code));

const secondsToWait = (error: unknown) =>
  Math.max(0, ...extensionsOf(error).map(({ retryAfterSeconds }) => Number(retryAfterSeconds) || 0));
