import { createHmac } from "node:crypto";
import { type PasskeyOptions, passkey } from "@better-auth/passkey";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins";
import encodeQR from "qr";
import { durationInWords } from "../../application/duration-in-words.js";
import type { AccountHappening } from "../../application/notices/account-notices.js";
import type { Clock } from "../../application/ports/clock.js";
import { RECENT_SECONDS } from "../../application/step-up.js";
import { tooManyAttempts } from "./guessing.js";
import { isRecent, type SessionAges } from "./session-ages.js";
import type { SignInAttempts } from "./sign-in-attempts.js";

export interface FactorSettings {
  /** The origin that passkeys are made for: a passkey works there and nowhere else (WebAuthn §5.1.4.1). */
  readonly publicUrl: string;
  /** Pages of the same host that may use them, too. */
  readonly origins: readonly string[];
  /** Keys the hashes under which tries are counted. */
  readonly secret: string;
  readonly attempts: SignInAttempts;
  readonly clock: Clock;
  /** Tells the owner of an account what has become of its factors. */
  tell(email: string, happening: AccountHappening): Promise<void>;
  stepUpUrl: string;
  /** What the installation is called where people see their factors: in their app, and in the browser's dialog. */
  readonly brandName: string;
}

/** A passkey counts as two factors, as it is held and unlocked: whoever only holds it is refused (NIST SP 800-63B §3.1.7). */
const unlocked: NonNullable<PasskeyOptions["authentication"]>["afterVerification"] = async ({
  verification,
}) => {
  if (verification.authenticationInfo?.userVerified) return;
  throw new APIError("BAD_REQUEST", {
    code: "USER_NOT_VERIFIED",
    message: "Unlock the passkey with your fingerprint, face or PIN.",
  });
};

/** better-auth's own second factors: codes of an authenticator app with recovery codes, and passkeys. */
export function factorPlugins({
  publicUrl,
  origins,
  brandName,
}: Pick<FactorSettings, "publicUrl" | "origins" | "brandName">) {
  return [
    twoFactor({ issuer: brandName, backupCodeOptions: { amount: 10, storeBackupCodes: "encrypted" } }),
    passkey({
      rpID: new URL(publicUrl).hostname,
      rpName: brandName,
      origin: [new URL(publicUrl).origin, ...origins],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      registration: {
        async afterVerification({ verification }) {
          if (verification.registrationInfo?.userVerified) return;
          throw new APIError("BAD_REQUEST", {
            code: "USER_NOT_VERIFIED",
            message: "Choose a passkey that asks for your fingerprint, face or PIN.",
          });
        },
      },
      authentication: { afterVerification: unlocked },
    }),
  ] as const;
}

/** What changes an account's factors, so that it needs a recent sign-in (R36). */
const changing = new Set([
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/generate-backup-codes",
  "/passkey/generate-register-options",
  "/passkey/verify-registration",
  "/passkey/delete-passkey",
]);
const codes = new Set(["/two-factor/verify-totp", "/two-factor/verify-backup-code"]);
/** Where something is compared that can be guessed. */
const guessable = new Set([
  ...codes,
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/generate-backup-codes",
]);

interface Asker {
  readonly id: string;
  readonly email: string;
  readonly hasAuthenticator: boolean;
  /** Null while they sign in. */
  readonly session: ({ readonly token: string } & SessionAges) | null;
}

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * What better-auth leaves open: factors change after a recent sign-in alone, guessing in a session is slowed down, a code
 * of an app works once (RFC 6238 §5.2) and makes no browser trusted, a factor that is given in a session makes it as good as a
 * new sign-in (R36), and
 * owners are told. With the key of a new app comes its QR code.
 */
export function factorRules({ secret, attempts, clock, tell, stepUpUrl }: FactorSettings) {
  const askers = new WeakMap<Request, Asker>();
  const hashOf = (subject: string) => createHmac("sha256", secret).update(subject).digest("base64url");
  const triesOf = ({ id }: Asker) => hashOf(`factor|${id}`);

  const before = createAuthMiddleware(async (ctx) => {
    const asker = await askerOf(ctx);
    if (!asker || !ctx.request) return;
    askers.set(ctx.request, asker);
    const { path = "", body } = ctx;
    if (changing.has(path) && asker.session && !isRecent(asker.session, clock.now()))
      throw stepUpRequired(stepUpUrl);
    if (guessable.has(path) && asker.session) {
      const { waitSeconds } = await attempts.begin(triesOf(asker));
      if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
    }
    if (!codes.has(path)) return;
    if (path === "/two-factor/verify-totp") {
      if (!(await attempts.isFirst(hashOf(`code|${asker.id}|${body?.code}`)))) throw codeUsed();
    }
    // Else one code that was got by a trick would open the account, by its password alone, for as long as anybody liked.
    return { context: { body: { ...body, trustDevice: false } } };
  });

  const after = createAuthMiddleware(async (ctx) => {
    const asker = ctx.request && askers.get(ctx.request);
    if (!asker || isAPIError(ctx.context.returned)) return;
    const { path = "" } = ctx;
    if (guessable.has(path) && asker.session) await attempts.forget(triesOf(asker));
    if (codes.has(path) && asker.session && !ctx.context.newSession) {
      const now = clock.now();
      const ages: SessionAges = { steppedUpAt: now, secondFactorAt: now };
      await ctx.context.internalAdapter.updateSession(asker.session.token, ages);
    }
    const happening = happeningOf(path, asker);
    if (happening) await tell(asker.email, happening);
    const { totpURI } = (ctx.context.returned ?? {}) as { totpURI?: string };
    if (path === "/two-factor/enable" && totpURI)
      return ctx.json({ ...(ctx.context.returned as object), qrCode: qrCodeOf(totpURI) });
  });

  const matcher = ({ path = "" }: { path?: string | undefined }) => changing.has(path) || codes.has(path);
  return {
    id: "portico-factor-rules",
    hooks: { before: [{ matcher, handler: before }], after: [{ matcher, handler: after }] },
  } satisfies BetterAuthPlugin;
}

/** For the camera of another device: an image in SVG, as a `data:` URL (RFC 2397). Drawn here, as it holds the secret. */
function qrCodeOf(uri: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(encodeQR(uri, "svg")).toString("base64")}`;
}

function happeningOf(path: string, { hasAuthenticator, session }: Asker): AccountHappening | null {
  switch (path) {
    case "/two-factor/verify-totp":
      return session && !hasAuthenticator ? { what: "FACTOR_ADDED", factor: "AUTHENTICATOR" } : null;
    case "/two-factor/disable":
      return { what: "FACTOR_REMOVED", factor: "AUTHENTICATOR" };
    case "/two-factor/generate-backup-codes":
      return { what: "RECOVERY_CODES_MADE" };
    case "/two-factor/verify-backup-code":
      return { what: "RECOVERY_CODE_USED" };
    case "/passkey/verify-registration":
      return { what: "FACTOR_ADDED", factor: "PASSKEY" };
    case "/passkey/delete-passkey":
      return { what: "FACTOR_REMOVED", factor: "PASSKEY" };
    default:
      return null;
  }
}

/** Whose session it is, or who has given their password and has a second factor still to give; null for nobody. */
async function askerOf(ctx: Context): Promise<Asker | null> {
  const found = await getSessionFromCtx(ctx);
  if (found) {
    const { user, session } = found as { user: AuthUser; session: NonNullable<Asker["session"]> };
    return { id: user.id, email: user.email, hasAuthenticator: user.twoFactorEnabled === true, session };
  }
  const { name } = ctx.context.createAuthCookie("two_factor");
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret);
  const pending = challenge && (await ctx.context.internalAdapter.findVerificationValue(challenge));
  const user = pending && (await ctx.context.internalAdapter.findUserById(pending.value));
  return user ? { id: user.id, email: user.email, hasAuthenticator: true, session: null } : null;
}

interface AuthUser {
  readonly id: string;
  readonly email: string;
  readonly twoFactorEnabled?: boolean;
}

function stepUpRequired(url: string): APIError {
  const message = `This needs a sign-in of the last ${durationInWords(RECENT_SECONDS)}. Confirm that it is you, and then try again.`;
  return new APIError("FORBIDDEN", { code: "STEP_UP_REQUIRED", message, stepUp: { url } });
}

function codeUsed(): APIError {
  const message = "This code has been used. Wait for the next one that your app shows.";
  return new APIError("UNAUTHORIZED", { code: "CODE_USED", message });
}
