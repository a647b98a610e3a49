/**
 * A secret as it is kept at rest (R34): enough to recognise it and to show it to an owner again (R19),
 * never enough to read it from the database alone.
 */
export interface SealedSecret {
  /** Keyed hash for look-up: HMAC-SHA-256 (RFC 2104), base64url. */
  readonly hash: string;
  /** AES-256-GCM ciphertext with nonce and tag, base64url. */
  readonly ciphertext: string;
  /** Which key of the keyring sealed it. */
  readonly keyId: string;
  /** First and last characters, to tell secrets apart. */
  readonly preview: string;
}
