import type { BetterAuthOptions } from "better-auth";
import { getAdapter } from "better-auth/db/adapter";
import type pg from "pg";
import { linkLifetimes } from "../../application/link-lifetimes.js";
import type { AccountNotices } from "../../application/notices/account-notices.js";
import type { Clock } from "../../application/ports/clock.js";
import type { Logger } from "../../application/ports/logger.js";
import type { MailQueue } from "../../application/ports/mail.js";
import type { PortalLinks } from "../../application/ports/portal-links.js";
import { usualBrand } from "../../html/brand.js";
import { authDatabase } from "./auth-database.js";
import { betterAuthLog } from "./auth-log.js";
import { AUTH_BASE_PATH } from "./auth-routes.js";
import { browserSessions } from "./browser-sessions.js";
import { factorPlugins, factorRules } from "./factors.js";
import { guessing } from "./guessing.js";
import { hashedSessionTokens } from "./hashed-session-tokens.js";
import { type Moving, moveAddress } from "./move-address.js";
import { type ChosenPassword, newPasswords } from "./new-passwords.js";
import { notingMailQueue, notingPool } from "./noted-outages.js";
import { passwordHash } from "./password-hash.js";
import { sessionAges, sessionFields, sessionTimes } from "./session-ages.js";
import { closeConnections } from "./sign-in-accounts.js";
import { signInAttempts } from "./sign-in-attempts.js";
import { signInEvents } from "./sign-in-events.js";
import type { SignInPlaces } from "./sign-in-places.js";
import { type EmailRefusal, signUp } from "./sign-up.js";
import { stepUp } from "./step-up.js";
import { type KnownNames, passwordCheck, strongPasswords } from "./strong-passwords.js";

export interface BetterAuthSettings {
  /** Any pool on the database that `migrateAuth` has prepared; a request uses one connection at a time. */
  pool: pg.Pool;
  /** Origin that people reach Portico at. `https` makes the cookies `Secure` and the host's alone. A path is not supported. */
  publicUrl: string;
  /** At least 32 characters. Signs cookies: changing it signs everybody out. */
  secret: string;
  /** Origins beside `publicUrl` that may send requests with cookies, and be redirected to. */
  trustedOrigins: string[];
  /** `none`: pages of `trustedOrigins` on other sites send the cookie too. Default: `lax`. */
  cookieSite?: "lax" | "none";
  /** What the installation is called. Default: Portico. */
  brandName?: string;
  /** Tells how long ago somebody signed in. */
  clock: Clock;
  mail: MailQueue;
  links: PortalLinks;
  /** What the owner of an account is told of it at once. */
  notices: AccountNotices;
  /** Says why an address (in lower case) may not register (R4), or null. Must not throw. */
  refuseEmail(email: string): EmailRefusal | null;
  /** What a password is not made of. */
  knownNames: KnownNames;
  /** The user's password is another one from now on, and all that acted for them before has ended (R36); false when what it was chosen with works no longer. */
  choosePassword(chosen: ChosenPassword): Promise<boolean>;
  /** Moves the user to the address that the link is good for; null when it is none of theirs (R2). */
  moveAddress(moving: Moving): Promise<{ from: string; to: string } | null>;
  places: Pick<SignInPlaces, "note">;
  /** Where attempts are counted: `database` holds across processes. Default `database`. */
  rateLimit?: "off" | "memory" | "database";
  logger?: Logger;
}

/** What a cookie of each setting carries; with `partitioned` a page of another site has a session of its own (CHIPS). */
const cookieSites = {
  lax: { sameSite: "lax" },
  none: { sameSite: "none", secure: true, partitioned: true },
} as const;
/** The caller's address as the server knows it; what a request says of it itself is taken off. */
export const CLIENT_IP_HEADER = "x-portico-client-ip";
/** A longer one cannot be sent. */
const LONGEST_PASSWORD = 16 * 1024;

/** How better-auth is set up here, and what it tells and asks of the rest. */
export function authOptions(
  { pool, links, notices, ...settings }: BetterAuthSettings,
  events: ReturnType<typeof signInEvents>,
) {
  const mail = notingMailQueue(settings.mail);
  const publicUrl = new URL(settings.publicUrl).origin;
  const isHttps = publicUrl.startsWith("https:");
  const rateLimit = settings.rateLimit ?? "database";
  const factors = {
    publicUrl,
    origins: settings.trustedOrigins,
    secret: settings.secret,
    attempts: signInAttempts(pool),
    clock: settings.clock,
    tell: notices.tell,
    stepUpUrl: links.stepUp(),
    brandName: settings.brandName ?? usualBrand.name,
  };
  const checkPassword = passwordCheck(settings.knownNames);
  return {
    appName: "Portico",
    baseURL: publicUrl,
    basePath: AUTH_BASE_PATH,
    secret: settings.secret,
    trustedOrigins: settings.trustedOrigins,
    database: (options: BetterAuthOptions) => {
      const adapter = getAdapter({ ...options, database: authDatabase(notingPool(pool)) });
      return hashedSessionTokens(() => adapter);
    },
    telemetry: { enabled: false },
    logger: betterAuthLog(settings.logger),
    // What fails on our side is for whoever serves the handler to log and to answer.
    onAPIError: { throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: true,
      // `strongPasswords` judges what is chosen; these count UTF-16 units.
      minPasswordLength: 1,
      maxPasswordLength: LONGEST_PASSWORD,
      password: passwordHash,
      resetPasswordTokenExpiresIn: linkLifetimes.RESET_PASSWORD,
      async sendResetPassword({ user, url, token }: Letter) {
        const link = links.passwordReset(token, nextAfter(url));
        await mail.enqueue({ template: "reset-password", to: user.email, data: { url: link } });
      },
    },
    databaseHooks: {
      session: {
        create: {
          async after({ userId, ipAddress }: Session, call: Call) {
            await settings.places.note(userId, ipAddress ?? "", async () => {
              const user = await call?.context.internalAdapter.findUserById(userId);
              const address = ipAddress || null;
              if (user) await notices.tell(user.email, { what: "SIGNED_IN_FROM_NEW_PLACE", address });
            });
          },
        },
        delete: { after: ({ userId }: Session) => closeConnections(pool, userId) },
      },
    },
    // No cookie cache: a session that was ended must stop at once. freshAge 0: else GET /list-sessions answers 403
    // to a session older than a day.
    session: {
      ...sessionTimes,
      freshAge: 0,
      cookieCache: { enabled: false },
      additionalFields: sessionFields,
    },
    verification: { storeIdentifier: "hashed" as const },
    account: { accountLinking: { enabled: false } },
    rateLimit:
      rateLimit === "off" ? { enabled: false } : { enabled: true, storage: rateLimit, window: 10, max: 100 },
    plugins: [
      signUp({
        linkLifetime: linkLifetimes.VERIFY_EMAIL,
        refuseEmail: settings.refuseEmail,
        checkPassword,
        async sendLink({ email, token, next }) {
          const url = links.verification(token, next);
          await mail.enqueue({ template: "verify-email", to: email, data: { url } });
        },
        async tellRegistered(email) {
          const signInUrl = links.signIn();
          await mail.enqueue({ template: "already-registered", to: email, data: { signInUrl } });
        },
      }),
      strongPasswords(checkPassword),
      newPasswords({
        ...factors,
        clientIpHeader: CLIENT_IP_HEADER,
        choose: settings.choosePassword,
        async tell(email, request) {
          events.isAbout(request, email);
          await notices.tell(email, { what: "PASSWORD_CHANGED" });
        },
      }),
      moveAddress(async (moving) => {
        const moved = await settings.moveAddress(moving);
        if (!moved) return false;
        await notices.tell(moved.from, { what: "ADDRESS_LEFT" });
        await notices.tell(moved.to, { what: "ADDRESS_MOVED" });
        return true;
      }, CLIENT_IP_HEADER),
      sessionAges(settings.clock),
      stepUp(factors),
      guessing({
        ...factors,
        tell: (email) => notices.tell(email, { what: "SIGN_INS_FAILED" }),
      }),
      browserSessions(),
      events.plugin,
      ...factorPlugins(factors),
      factorRules(factors),
    ],
    advanced: {
      // Of this host alone (RFC 6265bis §4.1.3.2); better-auth's own prefix would be `__Secure-`.
      cookiePrefix: isHttps ? "__Host-portico" : "portico",
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        secure: isHttps,
        ...cookieSites[settings.cookieSite ?? "lax"],
      },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      // Named, because better-auth turns them off by itself when NODE_ENV is test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // A schema that is not there yet when the process starts may be there a minute later; `/readyz` tells.
      database: { joins: true, validateSchema: false },
    },
  };
}

interface AuthUser {
  id: string;
  email: string;
}

interface Session {
  userId: string;
  ipAddress?: string | null;
}

/** What better-auth gives its hooks of the request. */
type Call = {
  context: { internalAdapter: { findUserById(userId: string): Promise<AuthUser | null> } };
} | null;

interface Letter {
  user: AuthUser;
  /** better-auth's own link. */
  url: string;
  token: string;
}

/** Where the request for a mail said that its link leads on to; null when it did not. */
function nextAfter(link: string): string | null {
  const next = new URL(link).searchParams.get("callbackURL");
  return next === "/" ? null : next || null;
}
