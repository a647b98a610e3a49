import type { GraphQLResponse } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";

/**
 * The HTTP status of each code of a top-level error; any other has 400. Of several errors in one answer the first code of
 * this list decides: what to ask again for, before who has to be asked, before what has to be changed.
 */
const statuses: Readonly<Record<string, number>> = {
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
  RATE_LIMITED: 429,
  UNAUTHENTICATED: 401,
  STEP_UP_REQUIRED: 403,
  FORBIDDEN: 403,
  REQUEST_IN_PROGRESS: 409,
  NOT_FOUND: 404,
};
const precedence = Object.keys(statuses);

type Result = FormattedExecutionResult;
type Errors = NonNullable<Result["errors"]>;

/**
 * Gives an answer in which every field of the operation itself failed the status of its errors, and leaves `data`, which
 * holds nothing, out of it (GraphQL over HTTP §Status Codes: with `data` it could be none but 2xx). An answer that carries
 * something, and be it a null that is the answer, stays 200 for either media type.
 */
export function giveStatus({ http, body }: GraphQLResponse): void {
  if (body.kind !== "single") return;
  const { data, errors = [], ...others } = body.singleResult;
  const wasRefused = data === undefined && http.status !== undefined;
  if (wasRefused || errors.length === 0 || !isWholeFailure(data, errors)) return;
  const code = decidingCode(errors);
  http.status = statuses[code] ?? 400;
  body.singleResult = { errors, ...others };
  const pauses = errors.map(({ extensions }) => Number(extensions?.retryAfterSeconds ?? 0));
  const pause = Math.max(...pauses);
  if (pause > 0) http.headers.set("retry-after", `${pause}`);
  if (code === "UNAUTHENTICATED") http.headers.set("www-authenticate", "Bearer");
}

/** The name of the root type is no answer to anything. */
function isWholeFailure(data: Result["data"], errors: Errors): boolean {
  const failed = new Set<unknown>([...errors.map(({ path }) => path?.[0]), "__typename"]);
  return Object.entries(data ?? {}).every(
    ([key, value]) => failed.has(key) && (value === null || key === "__typename"),
  );
}

function decidingCode(errors: Errors): string {
  const codes = errors.map(({ extensions }) => String(extensions?.code));
  return precedence.find((code) => codes.includes(code)) ?? codes[0] ?? "";
}
