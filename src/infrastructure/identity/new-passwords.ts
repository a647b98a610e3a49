import { createHmac } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthEndpoint,
  formCsrfMiddleware,
  sensitiveSessionMiddleware,
} from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { generateRandomString } from "better-auth/crypto";
import { parseUserOutput } from "better-auth/db";
import type { ChosenWith } from "../../application/ports/sign-in-accounts.js";
import { tooManyAttempts } from "./guessing.js";
import type { SignInAttempts } from "./sign-in-attempts.js";

export interface ChosenPassword {
  readonly userId: string;
  /** As it is kept (R34). */
  readonly hash: string;
  readonly by: ChosenWith;
  /** The network address that it was chosen from. */
  readonly address: string | null;
}

export interface NewPasswordSettings {
  /** Keys the hashes under which tries are counted. */
  readonly secret: string;
  readonly attempts: SignInAttempts;
  readonly clientIpHeader: string;
  /** In one transaction with the end of all other access; false when link or session work no longer. */
  choose(chosen: ChosenPassword): Promise<boolean>;
  /** Tells the owner of the account. `request` is the one that chose. */
  tell(email: string, request: Request | undefined): Promise<void>;
}

/**
 * New passwords, in place of better-auth's own two endpoints: what acted for the account ends in the transaction in which the
 * password changes, access tokens included (R36). `POST /reset-password` takes the token of a mail, which is used up by it.
 * `POST /change-password` takes the password so far, whose tries are counted, and goes on with the session under another
 * token. `strongPasswords` has judged the new one.
 */
export function newPasswords({ secret, attempts, clientIpHeader, choose, tell }: NewPasswordSettings) {
  const resetPassword = createAuthEndpoint(
    "/reset-password",
    { method: "POST", use: [formCsrfMiddleware] },
    async (ctx) => {
      const { token, newPassword } = stringsOf(ctx.body);
      if (!token || newPassword === undefined) throw invalid("Please give a token and a new password.");
      const { internalAdapter, password } = ctx.context;
      const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
      const user = link && link.expiresAt > new Date() && (await internalAdapter.findUserById(link.value));
      if (!user) throw linkUsed();
      const hash = await password.hash(newPassword);
      const by = { linkId: link.id };
      if (!(await choose({ userId: user.id, hash, by, address: addressOf(ctx) }))) throw linkUsed();
      await tell(user.email, ctx.request);
      return ctx.json({ status: true });
    },
  );

  const changePassword = createAuthEndpoint(
    "/change-password",
    { method: "POST", use: [formCsrfMiddleware, sensitiveSessionMiddleware] },
    async (ctx) => {
      const { user, session } = ctx.context.session;
      const { currentPassword, newPassword } = stringsOf(ctx.body);
      if (currentPassword === undefined || newPassword === undefined)
        throw invalid("Please give your password and a new one.");
      const { internalAdapter, password } = ctx.context;
      const subject = createHmac("sha256", secret).update(`step-up|${user.id}`).digest("base64url");
      const { waitSeconds } = await attempts.begin(subject);
      if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
      const known = (await internalAdapter.findCredentialAccount(user.id))?.password;
      if (!known || !(await password.verify({ hash: known, password: currentPassword })))
        throw refused("INVALID_PASSWORD", "The password is wrong.");
      await attempts.forget(subject);
      const hash = await password.hash(newPassword);
      const newToken = generateRandomString(32, "a-z", "A-Z", "0-9");
      const by = { sessionId: session.id, newToken };
      if (!(await choose({ userId: user.id, hash, by, address: addressOf(ctx) })))
        throw new APIError("UNAUTHORIZED", { code: "UNAUTHORIZED", message: "Your session has ended." });
      await setSessionCookie(ctx, { session: { ...session, token: newToken }, user });
      await tell(user.email, ctx.request);
      return ctx.json({ status: true, user: parseUserOutput(ctx.context.options, user) });
    },
  );

  const addressOf = ({ headers }: { headers?: Headers | undefined }) => headers?.get(clientIpHeader) ?? null;
  return {
    id: "portico-new-passwords",
    endpoints: { resetPassword, changePassword },
  } satisfies BetterAuthPlugin;
}

function stringsOf(body: unknown): Partial<Record<"token" | "newPassword" | "currentPassword", string>> {
  const fields = Object.entries(typeof body === "object" && body !== null ? body : {});
  return Object.fromEntries(fields.filter(([, value]) => typeof value === "string"));
}

const refused = (code: string, message: string) => new APIError("BAD_REQUEST", { code, message });
const invalid = (message: string) => refused("VALIDATION_ERROR", message);
const linkUsed = () => refused("INVALID_TOKEN", "This link has expired or has already been used.");
