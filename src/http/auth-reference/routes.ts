import { durationInWords } from "../../application/duration-in-words.js";
import { linkLifetimes } from "../../application/link-lifetimes.js";
import { RECENT_SECONDS } from "../../application/step-up.js";

/** A parameter of a body or of an answer: what it is, and how long it may be. */
export interface Parameter {
  readonly type: "string" | "boolean" | "object" | "array";
  readonly description: string;
  readonly format?: string;
  readonly isOptional?: true;
}

export interface AuthRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly summary: string;
  /** Whose request it is: `session` needs the cookie, `challenge` the one of a sign-in that waits for its second factor. */
  readonly by: "anybody" | "session" | "challenge or session";
  readonly body?: Readonly<Record<string, Parameter>>;
  /** What a 200 holds, as far as clients build on it. */
  readonly answer?: Readonly<Record<string, Parameter>>;
  /** Codes by status, beside those that every route may answer. */
  readonly refusals?: Readonly<Record<number, readonly string[]>>;
}

const text = (description: string, more: Partial<Parameter> = {}): Parameter => ({
  type: "string",
  description,
  ...more,
});
const optional = { isOptional: true } as const;

const email = text("The e-mail address.", { format: "email" });
const password = text("The account's password.", { format: "password" });
const newPassword = text("12 to 128 characters, as people see them; none that is easy to guess.", {
  format: "password",
});
const passwordRefusals = [
  "PASSWORD_TOO_SHORT",
  "PASSWORD_TOO_LONG",
  "PASSWORD_TOO_WEAK",
  "PASSWORD_PERSONAL",
];
const code = text("The code that the app shows, or a recovery code.");
const recoveryCodes: Parameter = { type: "array", description: "Ten recovery codes, shown this once." };
const status: Parameter = { type: "boolean", description: "True." };
const credential: Parameter = {
  type: "object",
  description: "What the browser's WebAuthn call gave, as JSON (WebAuthn Level 3 §5.1).",
};

/** What `/api/auth` serves, and nothing else; a spec compares it with what is open. */
export const authRoutes: readonly AuthRoute[] = [
  {
    method: "POST",
    path: "/sign-up/email",
    summary: `Sends a mail with a link that is good for ${durationInWords(linkLifetimes.VERIFY_EMAIL)}. The answer does not tell whether the address is registered.`,
    by: "anybody",
    body: {
      email,
      callbackURL: text("Where the link's page leads on to: here, or at one of `CORS_ORIGINS`.", optional),
    },
    refusals: { 400: ["BAD_USER_INPUT"], 422: ["NOT_A_COMPANY_DOMAIN"] },
  },
  {
    method: "POST",
    path: "/verify-email",
    summary: "Chooses the password of the account behind the mail's link, and signs in. A token works once.",
    by: "anybody",
    body: { token: text("From the mail's link."), password: newPassword },
    refusals: { 400: ["INVALID_TOKEN", ...passwordRefusals] },
  },
  {
    method: "POST",
    path: "/sign-in/email",
    summary:
      "Signs in. With an authenticator app the answer says `twoFactorRedirect`, and a code makes the session.",
    by: "anybody",
    body: { email, password },
    answer: {
      twoFactorRedirect: { type: "boolean", description: "Whether a code is needed first.", ...optional },
    },
    refusals: { 401: ["INVALID_EMAIL_OR_PASSWORD"], 429: ["TOO_MANY_ATTEMPTS"] },
  },
  {
    method: "POST",
    path: "/sign-out",
    summary: "Ends the session, and everything opened with it.",
    by: "session",
  },
  {
    method: "GET",
    path: "/get-session",
    summary: "Who is signed in; `null` when nobody is. Never tells what is in the cookie.",
    by: "anybody",
  },
  {
    method: "POST",
    path: "/request-password-reset",
    summary: `Sends a mail with a link that is good for ${durationInWords(linkLifetimes.RESET_PASSWORD)}, if the address is registered.`,
    by: "anybody",
    body: {
      email,
      redirectTo: text("The page that gets the token: here, or at one of `CORS_ORIGINS`.", optional),
    },
  },
  {
    method: "POST",
    path: "/reset-password",
    summary: "Chooses a new password. Every session, access token and older link ends.",
    by: "anybody",
    body: { token: text("From the mail's link."), newPassword },
    refusals: { 400: ["INVALID_TOKEN", ...passwordRefusals] },
  },
  {
    method: "POST",
    path: "/change-password",
    summary: "Chooses a new password. The session goes on with another cookie; all else ends, as by a reset.",
    by: "session",
    body: { currentPassword: password, newPassword },
    refusals: { 400: ["INVALID_PASSWORD", ...passwordRefusals], 429: ["TOO_MANY_ATTEMPTS"] },
  },
  {
    method: "POST",
    path: "/move-address",
    summary:
      "Gives the account the address that the mail of `moveToAddress` went to; all else ends, as by a reset.",
    by: "session",
    body: { token: text("From the mail's link.") },
    refusals: { 400: ["INVALID_TOKEN"] },
  },
  {
    method: "POST",
    path: "/step-up",
    summary: `Makes the session as good as a new sign-in for the next ${durationInWords(RECENT_SECONDS)}.`,
    by: "session",
    body: { password },
    refusals: { 400: ["INVALID_PASSWORD", "SECOND_FACTOR_REQUIRED"], 429: ["TOO_MANY_ATTEMPTS"] },
  },
  {
    method: "POST",
    path: "/two-factor/enable",
    summary:
      "Begins to add an authenticator app; it counts from the first code on that `/two-factor/verify-totp` gets.",
    by: "session",
    body: { password },
    answer: {
      totpURI: text("For the app, as a QR code or typed (otpauth).", { format: "uri" }),
      qrCode: text("The same as an image in SVG (a data URL).", { format: "uri" }),
      backupCodes: recoveryCodes,
    },
    refusals: { 400: ["INVALID_PASSWORD"], 403: ["STEP_UP_REQUIRED"] },
  },
  {
    method: "POST",
    path: "/two-factor/disable",
    summary: "Removes the authenticator app and its recovery codes.",
    by: "session",
    body: { password },
    answer: { status },
    refusals: { 400: ["INVALID_PASSWORD"], 403: ["STEP_UP_REQUIRED"] },
  },
  {
    method: "POST",
    path: "/two-factor/verify-totp",
    summary: "After a sign-in that waits for it: makes the session. In a session: as good as a new sign-in.",
    by: "challenge or session",
    body: { code },
    refusals: { 401: ["INVALID_CODE", "CODE_USED"], 429: ["TOO_MANY_ATTEMPTS"] },
  },
  {
    method: "POST",
    path: "/two-factor/verify-backup-code",
    summary: "The same with a recovery code, which works once.",
    by: "challenge or session",
    body: { code },
    refusals: { 401: ["INVALID_BACKUP_CODE"], 429: ["TOO_MANY_ATTEMPTS"] },
  },
  {
    method: "POST",
    path: "/two-factor/generate-backup-codes",
    summary: "Makes ten new recovery codes; earlier ones work no longer.",
    by: "session",
    body: { password },
    answer: { backupCodes: recoveryCodes },
    refusals: { 400: ["INVALID_PASSWORD"], 403: ["STEP_UP_REQUIRED"] },
  },
  {
    method: "GET",
    path: "/passkey/generate-register-options",
    summary: "What the browser needs to make a passkey.",
    by: "session",
    refusals: { 403: ["STEP_UP_REQUIRED"] },
  },
  {
    method: "POST",
    path: "/passkey/verify-registration",
    summary: "Adds the passkey that the browser made.",
    by: "session",
    body: { response: credential, name: text("What its owner calls it.", optional) },
  },
  {
    method: "GET",
    path: "/passkey/generate-authenticate-options",
    summary: "What the browser needs to sign in with a passkey.",
    by: "anybody",
  },
  {
    method: "POST",
    path: "/passkey/verify-authentication",
    summary: "Signs in; the session counts as one with a second factor.",
    by: "anybody",
    body: { response: credential },
  },
  { method: "GET", path: "/passkey/list-user-passkeys", summary: "Your passkeys.", by: "session" },
  {
    method: "POST",
    path: "/passkey/delete-passkey",
    summary: "Removes one of your passkeys.",
    by: "session",
    body: { id: text("From the list.") },
    refusals: { 403: ["STEP_UP_REQUIRED"] },
  },
  {
    method: "GET",
    path: "/list-sessions",
    summary: "Your sessions, with where they were begun.",
    by: "session",
  },
  {
    method: "POST",
    path: "/revoke-session",
    summary: "Ends one of your sessions.",
    by: "session",
    body: { id: text("Its `id` from the list.") },
  },
  { method: "POST", path: "/revoke-sessions", summary: "Ends all of your sessions.", by: "session" },
  {
    method: "POST",
    path: "/revoke-other-sessions",
    summary: "Ends all of your sessions but this one.",
    by: "session",
  },
];
