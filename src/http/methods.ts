import type { FastifyInstance } from "fastify";
import { HttpError, notFound } from "./errors.js";
import { servedPath } from "./served-path.js";

/** The methods that a path is served with. */
type Methods = readonly string[];

/**
 * Tells who asks for a path that is served, with another method, which ones it has (RFC 9110 §15.5.6). Before the body is
 * looked at, as for a path where nothing is. To be called before routes are added.
 */
export function tellMethods(app: FastifyInstance): void {
  const routes: { readonly pattern: RegExp; readonly methods: Methods }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (url.startsWith("/")) routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  app.addHook("onRequest", async ({ is404, url, method }, reply) => {
    if (!is404) return;
    const path = servedPath(url);
    const served = routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
    if (served.length === 0) throw notFound();
    const allowed = [...new Set(served)].sort().join(", ");
    reply.header("allow", allowed);
    throw methodNotAllowed(method, allowed);
  });
}

function methodNotAllowed(method: string, allowed: string): HttpError {
  return new HttpError(405, "METHOD_NOT_ALLOWED", `${method} is not served here, only ${allowed}.`);
}

/** Of a route as the router writes it: `/dev/mailbox/:id.json`, `/api/auth/*`. */
function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/:\w+/g, "[^/]+").replace("*", ".*")}$`);
}
