import type { SealedSecret } from "../../domain/client-application/sealed-secret.js";

export type SecretKind = "key" | "sec" | "pat";

/** Generates, seals and opens secrets. The only place that ever holds one in clear (R34). */
export interface SecretVault {
  /**
   * A new secret of 256 random bits, `ptc_<kind>_<environment slug>_<43 base62>_<6 base62 CRC-32>`, sealed for
   * one row: it cannot be opened as the secret of another row. A personal access token has no environment.
   */
  issue(kind: SecretKind, environmentSlug: string | null, rowId: string): SealedSecret;
  /** The secret in clear. Throws when it was sealed for another row or by a key that the keyring lacks. */
  open(secret: SealedSecret, rowId: string): string;
  /** The look-up hashes that a presented secret may be stored under: one for each key of the keyring, the newest first. */
  lookupHashes(clear: string): string[];
}
