import { GraphQLError } from "graphql";

/**
 * Refuses an operation for what it would cost, naming the limit and the operation's own figure. `isTooExpensive` says
 * so once more: Apollo gives its own code to whatever a validation rule reports.
 */
export function tooExpensive(what: string, limit: number, actual?: number): GraphQLError {
  const figure = actual === undefined || !Number.isFinite(actual) ? "more" : `${actual}`;
  return new GraphQLError(
    `The operation is too expensive: ${what} may be ${limit} at most, and this has ${figure}. Ask for less at a time.`,
    { extensions: { code: "OPERATION_TOO_EXPENSIVE", isTooExpensive: true } },
  );
}
