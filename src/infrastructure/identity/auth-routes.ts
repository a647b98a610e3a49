/** The base of better-auth's routes below the public URL. */
export const AUTH_BASE_PATH = "/api/auth";

/**
 * What better-auth may serve; the rest of it (changing the address or the account, social sign-in …) answers 404.
 * A list of what is open, so that an upgrade of better-auth opens nothing by itself.
 */
export const openRoutes: ReadonlySet<string> = new Set([
  "POST /sign-up/email",
  "POST /verify-email",
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "POST /request-password-reset",
  "POST /reset-password",
  "POST /change-password",
  "POST /move-address",
  "POST /step-up",
  "POST /two-factor/enable",
  "POST /two-factor/disable",
  "POST /two-factor/verify-totp",
  "POST /two-factor/verify-backup-code",
  "POST /two-factor/generate-backup-codes",
  // Both make a challenge, and change nothing.
  "GET /passkey/generate-register-options",
  "GET /passkey/generate-authenticate-options",
  "POST /passkey/verify-registration",
  "POST /passkey/verify-authentication",
  "GET /passkey/list-user-passkeys",
  "POST /passkey/delete-passkey",
  "GET /list-sessions",
  "POST /revoke-session",
  "POST /revoke-sessions",
  "POST /revoke-other-sessions",
]);

/** Whose time to answer could tell whether an address is registered. */
const guarded = new Set(["POST /sign-up/email", "POST /sign-in/email", "POST /request-password-reset"]);

/** No answer of a guarded route comes sooner, in milliseconds: above what the slowest of its branches takes. */
const FLOOR_MS = 200;

/** `POST /sign-in/email` when the request is for an open route, else how it is refused. */
export function authRoute({ method, url }: Request): string | Response {
  const { pathname } = new URL(url);
  const path = pathname.startsWith(`${AUTH_BASE_PATH}/`) ? pathname.slice(AUTH_BASE_PATH.length) : "";
  if (openRoutes.has(`${method} ${path}`)) return `${method} ${path}`;
  const other = ["GET", "POST"].find((each) => openRoutes.has(`${each} ${path}`));
  const allow = other === "GET" ? "GET, HEAD" : other;
  if (!allow) return Response.json({ code: "NOT_FOUND", message: "Not found." }, { status: 404 });
  const message = `${method} is not served here, only ${allow}.`;
  return Response.json({ code: "METHOD_NOT_ALLOWED", message }, { status: 405, headers: { allow } });
}

/** Answers after the same time whatever the address, when the route could otherwise tell. */
export async function evenly(route: string, answer: () => Promise<Response>): Promise<Response> {
  if (!guarded.has(route)) return answer();
  const floor = new Promise((resolve) => setTimeout(resolve, FLOOR_MS));
  const [outcome] = await Promise.allSettled([answer(), floor]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
