import type { BetterAuthPlugin } from "better-auth";

const DAY_S = 24 * 3600;
/** R36, in seconds: a session that nobody uses, and any other, ends after so long. */
export const sessionLife = { idle: 7 * DAY_S, whole: 30 * DAY_S };

/** What a session says of itself beside what better-auth keeps. */
export const sessionFields = {
  /** When its owner last showed again that it is them. */
  steppedUpAt: { type: "date", required: false, input: false },
} as const;

/** However often a session is prolonged, it ends 30 days after its sign-in (R36). */
export function sessionAges() {
  return {
    id: "portico-session-ages",
    init: () => ({
      options: {
        databaseHooks: {
          session: {
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

type Call = { context: { session: { session: { createdAt: Date } } | null } } | null;
