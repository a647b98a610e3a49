import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthEndpoint,
  formCsrfMiddleware,
  sensitiveSessionMiddleware,
} from "better-auth/api";
import { DomainError } from "../../domain/domain-error.js";

export interface Moving {
  readonly userId: string;
  readonly token: string;
  readonly keptSessionId: string;
  /** The network address that it comes from. */
  readonly address: string | null;
}

/**
 * `POST /move-address`: the token of a mail, in a session of the account that asked for it (R2). Neither is enough by
 * itself: who has the mailbox alone would give their address to a stranger's account, and who has the account alone
 * would take a stranger's address.
 */
export function moveAddress(confirm: (moving: Moving) => Promise<boolean>, clientIpHeader: string) {
  return {
    id: "portico-move-address",
    endpoints: {
      moveAddress: createAuthEndpoint(
        "/move-address",
        { method: "POST", use: [formCsrfMiddleware, sensitiveSessionMiddleware] },
        async (ctx) => {
          const { user, session } = ctx.context.session;
          const { token } = (ctx.body ?? {}) as { token?: unknown };
          if (typeof token !== "string") throw refused("VALIDATION_ERROR", "Please give a token.");
          const address = ctx.headers?.get(clientIpHeader) ?? null;
          const moving = { userId: user.id, token, keptSessionId: session.id, address };
          if (!(await confirm(moving).catch(asRefusal)))
            throw refused("INVALID_TOKEN", "This link has expired or has already been used.");
          return ctx.json({ status: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

/** What the domain refuses is told as everything else here. */
function asRefusal(error: unknown): never {
  const problem = error instanceof DomainError && error.problems[0];
  throw problem ? refused(problem.code, problem.message) : error;
}

const refused = (code: string, message: string) => new APIError("BAD_REQUEST", { code, message });
