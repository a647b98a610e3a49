import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { generateRandomString } from "better-auth/crypto";
import { isEmailAddress, writtenEmail } from "../../domain/partner/email-address.js";
import { lengthRefusal } from "./password-strength.js";
import type { PasswordCheck } from "./strong-passwords.js";

export interface EmailRefusal {
  code: string;
  message: string;
}

export interface SignUpSettings {
  /** How long a link works, in seconds. */
  linkLifetime: number;
  /** Says why an address (in lower case) may not register (R4), or null. Must not throw. */
  refuseEmail(email: string): EmailRefusal | null;
  readonly checkPassword: PasswordCheck;
  /** Mails the link that holds the token. `next` is where the request for it wanted to be led on to. */
  sendLink(link: { email: string; token: string; next: string | null }): Promise<void>;
  /** Tells the owner of an address that has an account. */
  tellRegistered(email: string): Promise<void>;
}

/**
 * Signing up with the mailbox first (R1), in place of better-auth's own two endpoints. `POST /sign-up/email` takes the
 * address alone and stores nothing but the hash of a token. `POST /verify-email` takes the token and the password, uses
 * the token up in one atomic statement, and only then makes the account and its first session: nothing that anybody chose
 * before the mailbox was proven is there to become valid. Both know origins, also where no cookie comes along.
 */
export function signUp({
  linkLifetime,
  refuseEmail,
  checkPassword,
  sendLink,
  tellRegistered,
}: SignUpSettings) {
  const signUpEmail = createAuthEndpoint(
    "/sign-up/email",
    { method: "POST", use: [formCsrfMiddleware] },
    async (ctx) => {
      const { email: given, callbackURL } = fieldsOf(ctx.body, ["email", "callbackURL"]);
      if (!given || !isEmailAddress(given)) throw invalid("Please give an e-mail address.");
      const email = writtenEmail(given).toLowerCase();
      const refusal = refuseEmail(email);
      if (refusal) throw new APIError("UNPROCESSABLE_ENTITY", { ...refusal });
      const { internalAdapter } = ctx.context;
      if (await internalAdapter.findUserByEmail(email)) await tellRegistered(email);
      else {
        const token = generateRandomString(43, "a-z", "A-Z", "0-9");
        const expiresAt = new Date(Date.now() + linkLifetime * 1000);
        await internalAdapter.createVerificationValue({ identifier: linkOf(token), value: email, expiresAt });
        await sendLink({ email, token, next: callbackURL ?? null });
      }
      return ctx.json({ status: true });
    },
  );

  const verifyEmail = createAuthEndpoint(
    "/verify-email",
    { method: "POST", use: [formCsrfMiddleware] },
    async (ctx) => {
      const { token, password } = fieldsOf(ctx.body, ["token", "password"]);
      if (token === undefined || password === undefined) throw invalid("Please give a token and a password.");
      const wrongLength = lengthRefusal(password);
      if (wrongLength) throw new APIError("BAD_REQUEST", { ...wrongLength });
      if (!/^[A-Za-z0-9]{43}$/.test(token)) throw linkUsed();
      const { internalAdapter, adapter } = ctx.context;
      // Looked at first, so that a token that is none costs no judging and hashing of a password.
      const found = await internalAdapter.findVerificationValue(linkOf(token));
      if (!found) throw linkUsed();
      await checkPassword(password, found.value);
      const hash = await ctx.context.password.hash(password);
      const link = await internalAdapter.consumeVerificationValue(linkOf(token));
      if (!link) throw linkUsed();
      const email = link.value;
      // Another link of the same address may have been quicker.
      if (await internalAdapter.findUserByEmail(email)) throw linkUsed();
      const name = email.slice(0, email.lastIndexOf("@"));
      const user = await internalAdapter
        .createUser({ email, name, emailVerified: true }, { method: "email-password" })
        .catch(async (error) => {
          throw (await internalAdapter.findUserByEmail(email)) ? linkUsed() : error;
        });
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: "credential",
        accountId: user.id,
        password: hash,
      });
      await adapter.deleteMany({ model: "verification", where: [{ field: "value", value: email }] });
      const session = await internalAdapter.createSession(user.id);
      await setSessionCookie(ctx, { session, user });
      return ctx.json({ status: true });
    },
  );

  return { id: "portico-sign-up", endpoints: { signUpEmail, verifyEmail } } satisfies BetterAuthPlugin;
}

const linkOf = (token: string) => `sign-up:${token}`;

/** Strings only, and no field that nobody reads: a password that came too early is refused rather than forgotten. */
function fieldsOf<Name extends string>(body: unknown, names: readonly Name[]): Partial<Record<Name, string>> {
  const fields = Object.entries(typeof body === "object" && body !== null ? body : {});
  for (const [name, value] of fields) {
    if (!(names as readonly string[]).includes(name))
      throw invalid(`Only ${names.join(" and ")} may be given.`);
    if (typeof value !== "string") throw invalid("Every field must be a string.");
  }
  return Object.fromEntries(fields) as Partial<Record<Name, string>>;
}

const refused = (code: string, message: string) => new APIError("BAD_REQUEST", { code, message });
const invalid = (message: string) => refused("VALIDATION_ERROR", message);
const linkUsed = () => refused("INVALID_TOKEN", "This link has expired or has already been used.");
