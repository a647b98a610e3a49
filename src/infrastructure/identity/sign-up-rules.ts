import { randomBytes } from "node:crypto";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import type pg from "pg";
import { passwordHash } from "./password-hash.js";
import { forgetUnverified } from "./sign-in-accounts.js";

/** In UTF-16 units. */
export const passwordLength = { min: 10, max: 128 };

export interface EmailRefusal {
  code: string;
  message: string;
}

const SIGN_UP = "/sign-up/email";

/**
 * Before a sign-up: a refused address answers 422 with the refusal; a missing name becomes the local part of the
 * address; and an earlier sign-up of the address that was never verified makes way, with its links.
 *
 * When that earlier one had another password, nobody can tell which of the two the owner of the mailbox chose. Then
 * neither becomes valid: whoever confirms the address is signed in, and chooses a password by the reset that only the
 * mailbox can do.
 */
export function beforeSignUp(pool: pg.Pool, refuseEmail: (email: string) => EmailRefusal | null) {
  return createAuthMiddleware(async (ctx) => {
    if (ctx.path !== SIGN_UP) return;
    const { email, password, name } = (ctx.body ?? {}) as Record<string, unknown>;
    // better-auth's own validation answers what is malformed.
    if (typeof email !== "string" || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return;
    const address = email.toLowerCase();
    const refusal = refuseEmail(address);
    if (refusal) throw new APIError("UNPROCESSABLE_ENTITY", { code: refusal.code, message: refusal.message });
    const given = typeof name === "string" && name.trim() !== "";
    const body: Record<string, string> = { name: given ? name : address.slice(0, address.lastIndexOf("@")) };
    if (typeof password === "string" && isAcceptable(password)) {
      const earlier = await forgetUnverified(pool, address);
      if (earlier && !(await passwordHash.verify({ hash: earlier, password }))) {
        body.password = randomBytes(48).toString("base64url");
        body.callbackURL = "/forgotten-password";
      }
    }
    return { context: { body } };
  });
}

/**
 * After a sign-up that could not be stored, in practice because another one of the same address was quicker: the
 * answer of an existing address. better-auth's own, a 422, would tell that the address was not registered. A
 * database that does not answer, or cannot be written to, has failed before this point.
 */
export const afterSignUp = createAuthMiddleware(async (ctx) => {
  const returned = ctx.context.returned;
  if (ctx.path !== SIGN_UP || !isAPIError(returned) || returned.body?.code !== "FAILED_TO_CREATE_USER")
    return;
  const { email, name, image = null } = ctx.body as { email: string; name: string; image?: string };
  const now = new Date();
  const id = ctx.context.generateId({ model: "user" });
  const user = {
    name,
    email: email.toLowerCase(),
    emailVerified: false,
    image,
    createdAt: now,
    updatedAt: now,
    id,
  };
  // Not ctx.json: better-auth would keep the status of the error.
  return Response.json({ token: null, user });
});

function isAcceptable(password: string): boolean {
  return password.length >= passwordLength.min && password.length <= passwordLength.max;
}
