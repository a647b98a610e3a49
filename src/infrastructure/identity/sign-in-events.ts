import { createHmac } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import type { Logger } from "../../application/ports/logger.js";
import { isEmailAddress } from "../../domain/partner/email-address.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";

export interface SignInEventsSettings {
  /** Keys the hashes of addresses. */
  readonly secret: string;
  readonly logger?: Pick<Logger, "child"> | undefined;
}

/**
 * A line of the log for each request that signs in or out, or changes what people sign in with: what it was, how it ended,
 * and the keyed hash of whose address it was about, as far as that is known. Never a secret, an address, or what was sent.
 */
export function signInEvents({ secret, logger }: SignInEventsSettings) {
  const people = new WeakMap<Request, string>();
  const hashOf = (email: string) =>
    createHmac("sha256", secret)
      .update(`who|${normalizedEmail(email)}`)
      .digest("base64url")
      .slice(0, 22);

  const plugin = {
    id: "portico-sign-in-events",
    hooks: {
      after: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async ({ request, context: { newSession, session } }) => {
            const email = (newSession ?? session)?.user.email;
            if (request && email) people.set(request, email);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;

  return {
    plugin,
    /** The request is about this person's account, though nobody is signed in by it. */
    isAbout: (request: Request | undefined, email: string) => void (request && people.set(request, email)),
    /** Answers as `handle` does, and notes it; reading changes nothing, and is not noted. */
    async noting(route: string, request: Request, handle: () => Promise<Response>): Promise<Response> {
      const [method, path = ""] = route.split(" ");
      if (method === "GET") return handle();
      const named = await emailIn(request);
      const response = await handle();
      const email = named ?? people.get(request);
      const { status } = response;
      const code = response.ok ? undefined : await codeIn(response);
      const fields = {
        event: nameOf(path),
        status,
        ...(code && { code }),
        ...(email && { who: hashOf(email) }),
      };
      const reqId = request.headers.get("x-request-id") ?? "";
      logger?.child({ reqId }).info(fields, "a sign-in event");
      return response;
    },
  };
}

/** `SIGN_IN_EMAIL` of `/sign-in/email`. */
const nameOf = (path: string) =>
  path
    .slice(1)
    .replaceAll(/[^a-z]/g, "_")
    .toUpperCase();

async function emailIn(request: Request): Promise<string | null> {
  const { email } = await objectIn(request.clone());
  return typeof email === "string" && isEmailAddress(email) ? email : null;
}

/** What is no code of ours, or of better-auth, could be anything. */
async function codeIn(response: Response): Promise<string | undefined> {
  const { code } = await objectIn(response.clone());
  return typeof code === "string" && /^[A-Z_]{1,60}$/.test(code) ? code : undefined;
}

async function objectIn(sent: Request | Response): Promise<Record<string, unknown>> {
  const json: unknown = await sent.json().catch(() => null);
  return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
}
