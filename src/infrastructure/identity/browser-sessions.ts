import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "better-auth/api";

/**
 * A browser has one session: whoever signs in ends the one that its cookie named before. And a session is named by its id
 * where people end it, since no answer tells the token of one (`withoutTokens`).
 */
export function browserSessions() {
  const revokeSession = createAuthEndpoint(
    "/revoke-session",
    { method: "POST", use: [sessionMiddleware] },
    async (ctx) => {
      const { id } = (ctx.body ?? {}) as { id?: unknown };
      if (typeof id !== "string") {
        const message = "Please give the id of a session.";
        throw new APIError("BAD_REQUEST", { code: "VALIDATION_ERROR", message });
      }
      const { internalAdapter, session } = ctx.context;
      const own = await internalAdapter.listSessions(session.user.id);
      const named = own.find((each) => each.id === id);
      if (named) await internalAdapter.deleteSession(named.token);
      return ctx.json({ status: true });
    },
  );

  // better-auth's own goes by the token, which a list of sessions has as its hash.
  const revokeOtherSessions = createAuthEndpoint(
    "/revoke-other-sessions",
    { method: "POST", use: [sessionMiddleware] },
    async (ctx) => {
      const { internalAdapter, session } = ctx.context;
      const own = await internalAdapter.listSessions(session.user.id);
      const others = own.filter((each) => each.id !== session.session.id);
      await Promise.all(others.map((each) => internalAdapter.deleteSession(each.token)));
      return ctx.json({ status: true });
    },
  );

  const endFormer = createAuthMiddleware(async (ctx) => {
    const { newSession, authCookies, internalAdapter, secret } = ctx.context;
    if (!newSession) return;
    const former = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
    if (former && former !== newSession.session.token) await internalAdapter.deleteSession(former);
  });

  return {
    id: "portico-browser-sessions",
    endpoints: { revokeSession, revokeOtherSessions },
    hooks: { after: [{ matcher: () => true, handler: endFormer }] },
  } satisfies BetterAuthPlugin;
}

/** The answer without what opens a session: that travels in the cookie alone, which scripts cannot read. */
export async function withoutTokens(answer: Response): Promise<Response> {
  if (!answer.headers.get("content-type")?.startsWith("application/json")) return answer;
  const told = JSON.parse(await answer.text(), (key, value) => (key === "token" ? undefined : value));
  return new Response(JSON.stringify(told), answer);
}
