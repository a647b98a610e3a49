import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";

export interface NewPassword {
  readonly userId: string;
  readonly email: string;
  /** Of the request that chose it. */
  readonly headers: Headers | undefined;
  /** The session that goes on; null when none does. */
  readonly keptSessionId: string | null;
}

/** Whoever changes their password goes on with a new session; every other one ends, whatever the request says (R36). */
export function newPasswords(onChosen: (chosen: NewPassword) => Promise<void>) {
  const matcher = ({ path }: { path?: string }) => path === "/change-password";
  return {
    id: "portico-new-passwords",
    hooks: {
      before: [
        {
          matcher,
          handler: createAuthMiddleware(async ({ body }) => ({
            context: { body: { ...body, revokeOtherSessions: true } },
          })),
        },
      ],
      after: [
        {
          matcher,
          handler: createAuthMiddleware(async ({ context: { newSession, returned }, headers }) => {
            if (!newSession || isAPIError(returned)) return;
            const { session, user } = newSession;
            await onChosen({ userId: user.id, email: user.email, headers, keptSessionId: session.id });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
