import { errorBody } from "./errors.js";

/** What an error without a code of its own is called, by its status. */
const codes: Readonly<Record<number, string>> = {
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "RATE_LIMITED",
};

interface AuthError {
  readonly body: object;
  /** In seconds; undefined where waiting does not help. */
  readonly retryAfter: string | undefined;
}

/**
 * A refusal of the identity API in the one shape of errors, with `code` and `message` beside it, where better-auth's own
 * clients look for them. Whatever else it says is in `extensions` too.
 */
export async function authError(response: Response, requestId: string): Promise<AuthError> {
  const { status, headers } = response;
  const told = await fieldsOf(response);
  const code = typeof told.code === "string" ? told.code : (codes[status] ?? "BAD_REQUEST");
  const message = typeof told.message === "string" ? told.message : "This request is refused.";
  const retryAfter = headers.get("retry-after") ?? headers.get("x-retry-after") ?? undefined;
  const { code: _, message: __, ...others } = told;
  const wait = retryAfter === undefined ? {} : { retryAfterSeconds: Number(retryAfter) };
  const [error] = errorBody(code, message, requestId).errors;
  const extensions = { ...others, ...error.extensions, ...wait };
  return { body: { ...told, code, message, errors: [{ ...error, extensions }] }, retryAfter };
}

/** The same for an error that is in the one shape already. */
export function withCodeBeside(payload: unknown): unknown {
  const { errors, code } = (payload ?? {}) as Partial<ReturnType<typeof errorBody>> & { code?: string };
  const [error] = errors ?? [];
  if (!error || code !== undefined) return payload;
  return { code: error.extensions.code, message: error.message, ...(payload as object) };
}

async function fieldsOf(response: Response): Promise<Record<string, unknown>> {
  const json: unknown = await response.json().catch(() => null);
  return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
}
