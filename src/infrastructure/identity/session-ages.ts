import type { BetterAuthPlugin } from "better-auth";
import type { SignedIn } from "../../application/actor.js";
import { RECENT_SECONDS } from "../../application/step-up.js";

const DAY_S = 24 * 3600;
/** R36, in seconds: a session that nobody uses, and any other, ends after so long. */
export const sessionLife = { idle: 7 * DAY_S, whole: 30 * DAY_S };

/** What a session says of itself beside what better-auth keeps. */
export const sessionFields = {
  /** When its owner last showed again that it is them. */
  steppedUpAt: { type: "date", required: false, input: false },
  /** When they last gave a second factor. */
  secondFactorAt: { type: "date", required: false, input: false },
} as const;

export interface SessionAges {
  readonly createdAt?: Date;
  readonly steppedUpAt?: Date | null;
  readonly secondFactorAt?: Date | null;
}

/** When and how somebody showed last in this session that it is them. */
export function signedInBy({ createdAt, steppedUpAt, secondFactorAt }: SessionAges): SignedIn {
  const at = new Date(Math.max(Number(createdAt ?? 0), Number(steppedUpAt ?? 0)));
  return { at, withSecondFactor: Boolean(secondFactorAt) };
}

/** R36 */
export function isRecent(session: SessionAges): boolean {
  const { at } = signedInBy(session);
  return at !== null && Date.now() - at.getTime() <= RECENT_SECONDS * 1000;
}

/** Where a session begins with a second factor, given or, as with a passkey, contained. */
const withFactor = new Set([
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/passkey/verify-authentication",
]);

/** However often a session is prolonged, it ends 30 days after its sign-in (R36). */
export function sessionAges() {
  return {
    id: "portico-session-ages",
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            create: {
              // better-auth copies what the session before had: a factor that was taken away counts no more.
              before: async (_session: unknown, call: Call) => ({
                data: {
                  steppedUpAt: null,
                  secondFactorAt: withFactor.has(call?.path ?? "") ? new Date() : null,
                },
              }),
            },
            update: {
              async before({ expiresAt }: { expiresAt?: Date }, call: Call) {
                const createdAt = call?.context.session?.session.createdAt;
                if (!expiresAt || !createdAt) return;
                return { data: { expiresAt: new Date(Math.min(+expiresAt, +endOf(createdAt))) } };
              },
            },
          },
        },
      },
    }),
  } satisfies BetterAuthPlugin;
}

/** When a session of that sign-in ends at the latest. */
export function endOf(createdAt: Date): Date {
  return new Date(createdAt.getTime() + sessionLife.whole * 1000);
}

type Call = { path?: string; context: { session: { session: { createdAt: Date } } | null } } | null;
