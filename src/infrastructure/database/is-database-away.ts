/** SQLSTATE (PostgreSQL, Appendix A): connections that fail, no resources, a server that starts, stops or only reads, and waits that were cut short. */
const away = /^(?:08...|53...|57P0[1-5]|57014|55P03|55000|25006|25P03|58030)$/;

/** Of Node.js, when a server cannot be reached. */
const unreachable = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
]);

/** What pg says without a code. */
const lost =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client (?:has encountered|was closed)|Cannot use a pool after calling end)/;

/**
 * Whether something failed only because the database is away, too busy or about to stop, so that the same may succeed
 * in a moment. Looks through the errors that others have wrapped around the driver's.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 8) return false;
  const { code, message, cause, previous, originalError, errors } = error as Wrapping;
  const causes = [cause, previous, originalError, ...(Array.isArray(errors) ? errors : [])];
  return (
    (typeof code === "string" && (away.test(code) || unreachable.has(code))) ||
    (typeof message === "string" && lost.test(message)) ||
    causes.some((each) => isDatabaseAway(each, depth + 1))
  );
}

interface Wrapping {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly previous?: unknown;
  readonly originalError?: unknown;
  readonly errors?: unknown;
}
