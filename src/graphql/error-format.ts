import type { GraphQLFormattedError } from "graphql";
import { argumentPathOf } from "./argument-path.js";
import { unavailable } from "./errors.js";
import { limits } from "./limits/limits.js";
import { tooExpensive } from "./limits/too-expensive.js";

const callersOwn = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "STEP_UP_REQUIRED",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "REQUEST_IN_PROGRESS",
  "RATE_LIMITED",
  "OPERATION_TOO_EXPENSIVE",
  "UNAVAILABLE",
  // Apollo's own, for what is no GraphQL or does not fit the schema.
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** In UTF-16 units; a sentence of ours is shorter. */
const longestMessage = 500;

/** Apollo's, before the sentence of whoever could not be signed in. */
const contextPrefix = /^Context creation failed: /;

/**
 * What clients see of an error: its sentence and code when it is theirs to mend, and of anything else only that
 * something failed and under which request id it is in the logs.
 */
export function formatted(
  error: GraphQLFormattedError,
  requestId: string | undefined,
): GraphQLFormattedError {
  const { message, locations, path, extensions = {} } = error;
  const reference = requestId ?? (extensions.requestId as string | undefined);
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const refusal = refusalOf(error);
  if (refusal) return { message: refusal, ...place, extensions: { code: "OPERATION_TOO_EXPENSIVE" } };
  const code = callersCode(error);
  if (code) {
    const { retryAfterSeconds, stepUp } = extensions;
    const argumentPath = code === "BAD_USER_INPUT" && (extensions.argumentPath ?? argumentPathOf(message));
    const data = {
      code,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      ...(stepUp !== undefined && { stepUp }),
      ...(argumentPath && { argumentPath }),
    };
    return { message: shortened(message.replace(contextPrefix, "")), ...place, extensions: data };
  }
  return {
    message: "Something went wrong on our side.",
    ...place,
    extensions: { code: "INTERNAL_SERVER_ERROR", ...(reference && { requestId: reference }) },
  };
}

/** A sentence that repeats what was sent, as graphql's own do, may be as long as that. */
function shortened(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}

/** The same, where a database that is away is no failure of ours to be looked up, but a reason to ask again. */
export function formattedFor(
  error: GraphQLFormattedError,
  isUnavailable: boolean,
  requestId: string | undefined,
): GraphQLFormattedError {
  if (!isUnavailable) return formatted(error, requestId);
  const { locations, path } = error;
  return formatted(
    { ...unavailable().toJSON(), ...(locations && { locations }), ...(path && { path }) },
    requestId,
  );
}

/** What an operation is told that was refused for what it would cost, by our limits or by graphql's own. */
function refusalOf({ message, extensions }: GraphQLFormattedError): string | undefined {
  if (extensions?.isTooExpensive) return message;
  if (/^Syntax Error: Document contains more that? \d+ tokens/.test(message))
    return tooExpensive("the number of tokens", limits.tokens).message;
  // Comparing the fields of the same name with one another takes too long.
  if (message === "Validation aborted.")
    return "The operation is too expensive: it asks for the same fields too often. Ask for each field once.";
  return undefined;
}

/** The code of an error that is the caller's to mend; undefined when it is not. */
function callersCode({ message, locations, path, extensions }: GraphQLFormattedError): string | undefined {
  if (callersOwn.has(String(extensions?.code))) return String(extensions?.code);
  // What ends a long list of unfit values; Apollo takes it for a failure of ours.
  if (/^Too many errors processing variables/.test(message)) return "BAD_USER_INPUT";
  if (extensions?.code !== undefined || path) return undefined;
  // Over HTTP Apollo gives codes; over a WebSocket what graphql itself refuses before anything runs has none.
  if (/^Syntax Error: /.test(message)) return "GRAPHQL_PARSE_FAILED";
  if (/^Variable "\$/.test(message)) return "BAD_USER_INPUT";
  const isInvalid = locations !== undefined || /^Too many validation errors/.test(message);
  return isInvalid ? "GRAPHQL_VALIDATION_FAILED" : undefined;
}

/** Whether an error is ours to mend, and so to be logged. */
export function isOurs({
  message = "",
  locations,
  path,
  extensions,
}: Partial<GraphQLFormattedError>): boolean {
  const error = { message, locations, path, extensions } as GraphQLFormattedError;
  return !refusalOf(error) && !callersCode(error);
}
