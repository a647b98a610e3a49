import type { SecretKind } from "../../application/ports/secret-vault.js";
import type { IdentitySource, ShownToken } from "../../application/ports/verified-identity.js";
import { parseSecret } from "../secrets/secret-format.js";
import type { BetterAuth } from "./better-auth.js";
import type { OidcVerifier } from "./oidc-verifier.js";
import { OWN_ISSUER } from "./sign-in-accounts.js";

/**
 * A request with a bearer token is judged by the token alone: a bad one is nobody, whatever cookie comes with it.
 * Without one, the session cookie counts. Access tokens of developers (`ptc_pat_…`) and companies (`ptc_cat_…`) are found, and judged by others: here they
 * are nobody.
 */
export function createIdentitySource(sources: {
  betterAuth: Pick<BetterAuth, "session">;
  oidc?: OidcVerifier | undefined;
}): IdentitySource {
  return {
    showsToken: (headers) => bearerToken(headers) !== null,

    accessToken(headers) {
      const value = bearerToken(headers);
      const parts = value === null ? null : parseSecret(value);
      const kind = parts && kinds[parts.kind];
      return value !== null && kind ? { kind, value } : null;
    },

    async identify(headers) {
      const token = bearerToken(headers);
      if (token !== null) return (await sources.oidc?.verify(token)) ?? null;
      const session = await sources.betterAuth.session(headers);
      if (!session) return null;
      const { userId, email, emailVerified, signedIn } = session;
      return { subject: `${OWN_ISSUER}|${userId}`, email, emailVerified, signedIn };
    },
  };
}

const kinds: { readonly [Kind in SecretKind]?: ShownToken["kind"] } = { pat: "DEVELOPER", cat: "COMPANY" };

/** RFC 6750 §2.1; null when the request carries none. One that is left out after its scheme is a bad one. */
function bearerToken(headers: Headers): string | null {
  const shown = /^bearer(?: +(.*))?$/i.exec(headers.get("authorization") ?? "");
  return shown && (shown[1] ?? "");
}
