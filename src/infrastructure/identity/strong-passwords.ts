import type { BetterAuthPlugin, InternalAdapter } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { lengthRefusal, type PasswordRefusal, passwordRefusal } from "./password-strength.js";

/** What is known of whoever has an address: their names and their company's. */
export type KnownNames = (email: string) => Promise<readonly string[]>;

/** Refuses, with a code and a sentence, a password that the owner of `email` should not choose. */
export function passwordCheck(knownNames: KnownNames) {
  return async (password: string, email: string): Promise<void> => {
    refuseFor(lengthRefusal(password));
    refuseFor(passwordRefusal(password, [email, ...(await knownNames(email))]));
  };
}

export type PasswordCheck = ReturnType<typeof passwordCheck>;

/**
 * The same check where better-auth's own endpoints take a new password. Whoever has no link and no session that works learns
 * no more than whether the length fits.
 */
export function strongPasswords(check: PasswordCheck) {
  const handler = createAuthMiddleware(async (ctx) => {
    const { newPassword, token } = (ctx.body ?? {}) as { newPassword?: unknown; token?: unknown };
    if (typeof newPassword !== "string") return;
    refuseFor(lengthRefusal(newPassword));
    const email =
      ctx.path === "/change-password"
        ? (await getSessionFromCtx(ctx))?.user.email
        : await ownerOfLink(ctx.context.internalAdapter, String(token));
    if (email) await check(newPassword, email);
  });
  const matcher = ({ path }: { path?: string | undefined }) =>
    path === "/reset-password" || path === "/change-password";
  return {
    id: "portico-strong-passwords",
    hooks: { before: [{ matcher, handler }] },
  } satisfies BetterAuthPlugin;
}

function refuseFor(refusal: PasswordRefusal | null): void {
  if (refusal) throw new APIError("BAD_REQUEST", { ...refusal });
}

/** Whose account a link for a new password is for; undefined when it does not work. */
async function ownerOfLink(
  adapter: Pick<InternalAdapter, "findVerificationValue" | "findUserById">,
  token: string,
): Promise<string | undefined> {
  const link = await adapter.findVerificationValue(`reset-password:${token}`);
  if (!link || link.expiresAt < new Date()) return undefined;
  return (await adapter.findUserById(link.value))?.email;
}
