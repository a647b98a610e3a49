import type { PortalLinks } from "../application/ports/portal-links.js";
import { pagePaths } from "./page-paths.js";
import { returnAddress } from "./return-address.js";

/**
 * Links to the pages that Portico serves itself, under the origin `publicUrl`; Sandbox stands for what has no page yet.
 * People are led on to these pages and to those of `portals`, and nowhere else.
 */
export function ownPageLinks(publicUrl: string, portals: readonly string[] = []): PortalLinks {
  const at = (path: string, query: Record<string, string> = {}) => {
    const url = new URL(path, publicUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  };
  const allowed = (asked: string | null, otherwise: string) =>
    (asked === null ? null : returnAddress(asked, { publicUrl, portals })) ?? otherwise;
  return {
    application: () => at(pagePaths.sandbox),
    accessRequests: () => at(pagePaths.sandbox),
    joinRequests: () => at(pagePaths.sandbox),
    signUp: (email) => at(pagePaths.signUp, { email }),
    signIn: () => at(pagePaths.signIn),
    stepUp: () => at(pagePaths.stepUp),
    verification: (token, next) =>
      at(pagePaths.verifyEmail, { token, callbackURL: allowed(next, pagePaths.signedIn) }),
    addressMove: (token) => at(pagePaths.moveAddress, { token }),
    passwordReset: (token, page) => at(allowed(page, pagePaths.resetPassword), { token }),
  };
}
