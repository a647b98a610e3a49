import type { PortalLinks } from "../application/ports/portal-links.js";
import { pagePaths } from "./page-paths.js";

/** Links to the pages that Portico serves itself, under the origin `publicUrl`; Sandbox stands for what has no page yet. */
export function ownPageLinks(publicUrl: string): PortalLinks {
  const at = (path: string, query: Record<string, string> = {}) => {
    const url = new URL(path, publicUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  };
  return {
    application: () => at(pagePaths.sandbox),
    accessRequests: () => at(pagePaths.sandbox),
    signUp: (email) => at(pagePaths.signUp, { email }),
    signIn: () => at(pagePaths.signIn),
    verification: (token, callbackURL) => at(pagePaths.verifyEmail, { token, callbackURL }),
    passwordReset: (token, callbackURL) =>
      at(`/api/auth/reset-password/${encodeURIComponent(token)}`, { callbackURL }),
    afterVerification: pagePaths.signedIn,
    newPassword: pagePaths.resetPassword,
  };
}
