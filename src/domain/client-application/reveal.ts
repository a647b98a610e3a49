import type { SecretRetrieval } from "../catalogue/api-environment.js";
import { refuse } from "../domain-error.js";
import type { SealedSecret } from "./sealed-secret.js";
import type { ApiKeyState, ClientCredentialsState } from "./state.js";

/**
 * R19: what is shown, with the showing recorded.
 * Throws NOT_ISSUED, ALREADY_REVOKED, and ALREADY_SHOWN where the environment shows each secret only once.
 */
export function shown<T extends ApiKeyState | ClientCredentialsState>(
  credential: T,
  retrieval: SecretRetrieval,
  path: readonly string[],
  now: Date,
): T & { readonly secret: SealedSecret } {
  const { secret } = credential;
  if (credential.revokedAt)
    refuse("ALREADY_REVOKED", "This credential is revoked for good; it cannot be viewed.", path);
  if (!secret)
    refuse("NOT_ISSUED", "There is no secret to show: it is not issued yet, or the client is public.", path);
  if (retrieval === "ONCE" && credential.lastShownAt) {
    refuse(
      "ALREADY_SHOWN",
      "This environment shows each secret only once, and this one has been shown.",
      path,
    );
  }
  return { ...credential, secret, lastShownAt: now } as T & { readonly secret: SealedSecret };
}
