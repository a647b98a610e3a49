import { createHmac } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { generateRandomString } from "better-auth/crypto";
import { isEmailAddress } from "../../domain/partner/email-address.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import type { SignInAttempts } from "./sign-in-attempts.js";

export interface GuessingSettings {
  /** Keys the hashes under which tries are counted. */
  readonly secret: string;
  readonly attempts: SignInAttempts;
  /** Tells the owner of an account that its password is being guessed. */
  tell(email: string): Promise<void>;
}

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

const DEVICE = "device";
const YEAR = 365 * 24 * 3600;
/** With this try of an account its owner is told. */
const TOLD_AT = 10;
/** Of whom a link for a new password is, from before it is used until after. */
const owners = new WeakMap<Request, string>();

/**
 * Slows guessing down for each account, from however many addresses it comes, and locks nobody out: a browser that has
 * signed in before, or has just chosen a new password behind a mailed link, shows so by a signed cookie and has a count of
 * its own (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). Accounts that do not exist are counted alike.
 */
export function guessing({ secret, attempts, tell }: GuessingSettings) {
  const hashOf = (subject: string) => createHmac("sha256", secret).update(subject).digest("base64url");
  const accountOf = (email: string) => hashOf(`account|${normalizedEmail(email)}`);

  /** Which count a try goes on: null when it names no address. */
  async function subjectOf(ctx: Context): Promise<{ subject: string; account: string } | null> {
    const email = emailOf(ctx.body);
    if (email === null) return null;
    const account = accountOf(email);
    const device = await deviceOf(ctx);
    return { account, subject: device?.startsWith(`${account}.`) ? hashOf(`device|${device}`) : account };
  }

  const before = createAuthMiddleware(async (ctx) => {
    const found = await subjectOf(ctx);
    if (!found) return;
    const { count, waitSeconds } = await attempts.begin(found.subject);
    if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
    if (count !== TOLD_AT || found.subject !== found.account) return;
    const user = await ctx.context.internalAdapter.findUserByEmail(String(emailOf(ctx.body)).toLowerCase());
    if (user) await tell(user.user.email);
  });

  const after = createAuthMiddleware(async (ctx) => {
    const found = await subjectOf(ctx);
    if (!found) return;
    if (!(ctx.context.returned instanceof APIError)) await attempts.forget(found.subject);
  });

  const keepOwner = createAuthMiddleware(async (ctx) => {
    const { internalAdapter } = ctx.context;
    const link = await internalAdapter.findVerificationValue(`reset-password:${ctx.body?.token}`);
    const user = link && (await internalAdapter.findUserById(link.value));
    if (user && ctx.request) owners.set(ctx.request, user.email);
  });

  const remember = createAuthMiddleware(async (ctx) => {
    if (ctx.context.returned instanceof APIError) return;
    const email = ctx.context.newSession?.user.email ?? (ctx.request && owners.get(ctx.request));
    if (!email) return;
    const account = accountOf(email);
    const known = await deviceOf(ctx);
    const device = known?.startsWith(`${account}.`) ? known : `${account}.${generateRandomString(32)}`;
    const cookie = ctx.context.createAuthCookie(DEVICE, { maxAge: YEAR });
    await ctx.setSignedCookie(cookie.name, device, ctx.context.secret, cookie.attributes);
  });

  const at = (path: string) => (ctx: { path?: string | undefined }) => ctx.path === path;
  return {
    id: "portico-guessing",
    hooks: {
      before: [
        { matcher: at("/sign-in/email"), handler: before },
        { matcher: at("/reset-password"), handler: keepOwner },
      ],
      after: [
        { matcher: at("/sign-in/email"), handler: after },
        { matcher: () => true, handler: remember },
      ],
    },
  } satisfies BetterAuthPlugin;
}

function emailOf(body: unknown): string | null {
  const { email, password } = (body ?? {}) as { email?: unknown; password?: unknown };
  return typeof email === "string" && typeof password === "string" && isEmailAddress(email) ? email : null;
}

async function deviceOf(ctx: Context): Promise<string | null> {
  const { name } = ctx.context.createAuthCookie(DEVICE);
  return (await ctx.getSignedCookie(name, ctx.context.secret)) || null;
}

/** Of a password that was not compared. */
export function tooManyAttempts(waitSeconds: number): APIError {
  const message = `Too many wrong passwords for this account. Try again in ${waitSeconds} seconds, or ask for a link to choose a new password, after which you can sign in at once.`;
  return new APIError(
    "TOO_MANY_REQUESTS",
    { code: "TOO_MANY_ATTEMPTS", message },
    { "Retry-After": `${waitSeconds}` },
  );
}
