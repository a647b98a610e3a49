import type { SealedSecret } from "../../domain/client-application/state.js";

/**
 * Every kind of secret that Portico hands out, by the letters that name it in writing, and whether an environment
 * stands beside them. A new kind is one entry: what makes, checks, shortens and masks secrets goes by this table.
 */
export const secretKinds = {
  /** An API key. */
  key: { ofEnvironment: true },
  /** The client secret of an access grant. */
  sec: { ofEnvironment: true },
  /** A personal access token. */
  pat: { ofEnvironment: false },
  /** A gateway's token. It is of an environment, and moves nowhere: the token alone says which. */
  gw: { ofEnvironment: false },
  /** A company's access token. */
  cat: { ofEnvironment: false },
} as const satisfies Readonly<Record<string, { readonly ofEnvironment: boolean }>>;

export type SecretKind = keyof typeof secretKinds;

export type Sealed = Pick<SealedSecret, "ciphertext" | "keyId">;

/** Generates, seals and opens secrets. The only place that ever holds one in clear (R34). */
export interface SecretVault {
  /**
   * A new secret of 256 random bits, `ptc_<kind>_<environment slug>_<43 base62>_<6 base62 CRC-32>`, sealed for
   * one row: it cannot be opened as the secret of another row. The slug is null, and left out in writing, for a kind
   * that belongs to no environment.
   */
  issue(kind: SecretKind, environmentSlug: string | null, rowId: string): SealedSecret;
  /** Any text, sealed for one row. */
  seal(clear: string, rowId: string): Sealed;
  /** In clear. Throws when it was sealed for another row or by a key that the keyring lacks. */
  open(sealed: Sealed, rowId: string): string;
  /**
   * The look-up hashes that a presented secret may be stored under: one for each key of the keyring, the newest first, and
   * for each that has left it.
   */
  lookupHashes(clear: string): string[];
}
