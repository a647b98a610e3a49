import { createHmac } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthEndpoint,
  formCsrfMiddleware,
  sensitiveSessionMiddleware,
} from "better-auth/api";
import type { Clock } from "../../application/ports/clock.js";
import { tooManyAttempts } from "./guessing.js";
import type { SignInAttempts } from "./sign-in-attempts.js";

export interface StepUpSettings {
  /** Keys the hashes under which tries are counted. */
  readonly secret: string;
  readonly attempts: SignInAttempts;
  readonly clock: Clock;
}

/**
 * `POST /step-up`: whoever has a session, and no authenticator app, shows with the password that it is them, which makes the
 * session as good as a new sign-in (R36). Tries are counted for each account, and apart from those of signing in: only who has a session of it can
 * make them wait.
 */
export function stepUp({ secret, attempts, clock }: StepUpSettings) {
  return {
    id: "portico-step-up",
    endpoints: {
      stepUp: createAuthEndpoint(
        "/step-up",
        { method: "POST", use: [formCsrfMiddleware, sensitiveSessionMiddleware] },
        async (ctx) => {
          const { user, session } = ctx.context.session;
          const { password } = (ctx.body ?? {}) as { password?: unknown };
          if (typeof password !== "string") throw refused("VALIDATION_ERROR", "Please give your password.");
          if ((user as { twoFactorEnabled?: boolean }).twoFactorEnabled)
            throw refused("SECOND_FACTOR_REQUIRED", "Give a code of your authenticator app.");
          const subject = createHmac("sha256", secret).update(`step-up|${user.id}`).digest("base64url");
          const { waitSeconds } = await attempts.begin(subject);
          if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
          const { internalAdapter } = ctx.context;
          const account = await internalAdapter.findCredentialAccount(user.id);
          const hash = account?.password;
          if (!hash || !(await ctx.context.password.verify({ hash, password })))
            throw refused("INVALID_PASSWORD", "The password is wrong.");
          await attempts.forget(subject);
          await internalAdapter.updateSession(session.token, { steppedUpAt: clock.now() });
          return ctx.json({ status: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

const refused = (code: string, message: string) => new APIError("BAD_REQUEST", { code, message });
