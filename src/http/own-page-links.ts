import type { PortalLinks } from "../application/ports/portal-links.js";
import { ownPortalPaths, pagePaths } from "./page-paths.js";
import { returnAddress } from "./return-address.js";

/**
 * Links to the pages that Portico serves itself, under the origin `publicUrl`.
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
    application: (id) => at(ownPortalPaths.application + encodeURIComponent(id)),
    accessRequests: () => at(ownPortalPaths.accessRequests),
    joinRequests: () => at(ownPortalPaths.joinRequests),
    signUp: (email) => at(pagePaths.signUp, { email }),
    signIn: () => at(pagePaths.signIn),
    stepUp: () => at(pagePaths.stepUp),
    verification: (token, next) =>
      at(pagePaths.verifyEmail, { token, callbackURL: allowed(next, pagePaths.signedIn) }),
    addressMove: (token) => at(pagePaths.moveAddress, { token }),
    passwordReset: (token, page) => at(allowed(page, pagePaths.resetPassword), { token }),
  };
}
