import { type GraphQLError, type GraphQLFormattedError } from "graphql";
import { limits } from "./limits/limits.js";
import { tooExpensive } from "./limits/too-expensive.js";

const callersOwn = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "RATE_LIMITED",
  "OPERATION_TOO_EXPENSIVE",
  // Apollo's own, for what is no GraphQL or does not fit the schema.
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

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
  if (/^Syntax Error: Document contains more that? \d+ tokens/.test(message)) {
    const { message: sentence } = tooExpensive("the number of tokens", limits.tokens);
    return { message: sentence, extensions: { code: "OPERATION_TOO_EXPENSIVE" } };
  }
  if (callersOwn.has(String(extensions.code)))
    return { message: message.replace(contextPrefix, ""), ...place, extensions: { code: extensions.code } };
  return {
    message: "Something went wrong on our side.",
    ...place,
    extensions: { code: "INTERNAL_SERVER_ERROR", ...(reference && { requestId: reference }) },
  };
}

/** Whether an error is ours to mend, and so to be logged. */
export function isOurs({ extensions }: Pick<GraphQLError, "extensions">): boolean {
  return extensions.code !== undefined ? !callersOwn.has(String(extensions.code)) : true;
}
