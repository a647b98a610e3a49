import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import type pg from "pg";
import { AUTH_SCHEMA } from "./auth-database.js";

/** In UTF-16 units. */
export const passwordLength = { min: 10, max: 128 };

export interface EmailRefusal {
  code: string;
  message: string;
}

const SIGN_UP = "/sign-up/email";

/**
 * Before a sign-up: a refused address answers 422 with the refusal; a missing name becomes the local part of the
 * address; and an earlier sign-up of the address that was never verified makes way. Its password was chosen by
 * whoever came first, perhaps not by the owner of the mailbox, and links bound to it must not verify it any more.
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
    if (typeof password === "string" && isAcceptable(password)) await forgetUnverified(pool, address);
    const given = typeof name === "string" && name.trim() !== "";
    return { context: { body: { name: given ? name : address.slice(0, address.lastIndexOf("@")) } } };
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

/** One statement whether there is such a row or not, so that its time tells nothing. Accounts go by cascade. */
async function forgetUnverified(pool: pg.Pool, email: string): Promise<void> {
  await pool.query(`delete from "${AUTH_SCHEMA}"."user" where email = $1 and not "emailVerified"`, [email]);
}
