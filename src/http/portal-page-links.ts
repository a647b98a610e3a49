import type { PortalLinks } from "../application/ports/portal-links.js";
import { pagePaths } from "./page-paths.js";
import { returnAddress } from "./return-address.js";

/** Where a portal has its pages, below its URL. */
export const portalPaths = {
  application: "applications/",
  accessRequests: "operator/access-requests",
  joinRequests: "company/join-requests",
  signUp: "sign-up",
  signIn: "sign-in",
  stepUp: "step-up",
  verifyEmail: "verify-email",
  moveAddress: "move-address",
  resetPassword: "reset-password",
} as const;

export interface PortalAddresses {
  /** The portal's own URL, which may have a path. */
  readonly portalUrl: string;
  readonly publicUrl: string;
  /** Origins that people may be led to. */
  readonly portals: readonly string[];
}

/** Links to the pages of a portal, in place of those that Portico serves itself. */
export function portalPageLinks({ portalUrl, publicUrl, portals }: PortalAddresses): PortalLinks {
  const base = portalUrl.endsWith("/") ? portalUrl : `${portalUrl}/`;
  const withQuery = (page: string, query: Record<string, string>) => {
    const url = new URL(page, publicUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  };
  const at = (path: string, query: Record<string, string> = {}) => withQuery(base + path, query);
  const allowed = (asked: string | null) => asked && returnAddress(asked, { publicUrl, portals });
  return {
    application: (id) => at(portalPaths.application + encodeURIComponent(id)),
    accessRequests: () => at(portalPaths.accessRequests),
    joinRequests: () => at(portalPaths.joinRequests),
    signUp: (email) => at(portalPaths.signUp, { email }),
    signIn: () => at(portalPaths.signIn),
    stepUp: () => at(portalPaths.stepUp),
    verification: (token, next) => {
      const callbackURL = allowed(next);
      // Nothing is asked for: that is the signed-in page, which a portal decides on itself.
      const isAsked = callbackURL && callbackURL !== pagePaths.signedIn;
      return at(portalPaths.verifyEmail, { token, ...(isAsked && { callbackURL }) });
    },
    addressMove: (token) => at(portalPaths.moveAddress, { token }),
    passwordReset: (token, page) => withQuery(allowed(page) ?? base + portalPaths.resetPassword, { token }),
  };
}
