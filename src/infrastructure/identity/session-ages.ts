import type { BetterAuthPlugin } from "better-auth";
import type { SignedIn } from "../../application/actor.js";
import type { Clock } from "../../application/ports/clock.js";
import { sessionLife } from "../../application/session-life.js";
import { RECENT_SECONDS } from "../../application/step-up.js";

const HOUR_S = 3600;

/**
 * For better-auth: cookies live as long as any session can, since what uses a session cannot always hand a new one to the
 * browser; which session is over says the database alone (`sessionAges`). A session is prolonged once an hour.
 */
export const sessionTimes = {
  expiresIn: sessionLife.whole,
  updateAge: sessionLife.whole - sessionLife.idle + HOUR_S,
} as const;

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
export function isRecent(session: SessionAges, now: Date): boolean {
  const { at } = signedInBy(session);
  return at !== null && now.getTime() - at.getTime() <= RECENT_SECONDS * 1000;
}

/** Where a session begins with a second factor, given or, as with a passkey, contained. */
const withFactor = new Set([
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/passkey/verify-authentication",
]);

/** A session ends 7 days after its last use and, however often it is prolonged, 30 days after its sign-in (R36). */
export function sessionAges(clock: Clock) {
  return {
    id: "portico-session-ages",
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            create: {
              // better-auth copies what the session before had: a factor that was taken away counts no more.
              before: async ({ expiresAt }: { expiresAt: Date }, call: Call) => ({
                data: {
                  createdAt: clock.now(),
                  expiresAt: earliest(expiresAt, idleEnd()),
                  steppedUpAt: null,
                  secondFactorAt: withFactor.has(call?.path ?? "") ? clock.now() : null,
                },
              }),
            },
            update: {
              async before({ expiresAt }: { expiresAt?: Date }, call: Call) {
                if (!expiresAt) return;
                const createdAt = call?.context.session?.session.createdAt;
                const end = createdAt ? endOf(createdAt) : expiresAt;
                return { data: { expiresAt: earliest(expiresAt, idleEnd(), end) } };
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

/** When a session that is used now, and then never again, ends. */
const idleEnd = () => new Date(Date.now() + sessionLife.idle * 1000);
const earliest = (...times: Date[]) => new Date(Math.min(...times.map(Number)));

type Call = { path?: string; context: { session: { session: { createdAt: Date } } | null } } | null;
