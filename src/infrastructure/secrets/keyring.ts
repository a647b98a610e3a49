import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";

/** One key of the keyring. Never used as it is: each purpose has a subkey of its own (NIST SP 800-108, RFC 5869). */
export interface KeyringKey {
  /** Letters, digits, `-` and `_`; stored beside whatever the key sealed. */
  readonly id: string;
  /** For look-up hashes: HMAC-SHA-256. */
  readonly pepper: KeyObject;
  /** For encryption: AES-256. */
  readonly cipher: KeyObject;
}

export interface Keyring {
  /** Seals everything new. */
  readonly current: KeyringKey;
  /** The current one first, then those that still open what they sealed before a rotation. */
  readonly keys: readonly KeyringKey[];
  find(id: string): KeyringKey | undefined;
}

const keyBytes = 32;

/**
 * Reads `SECRET_KEYS`: `id:base64` entries of 32 bytes each, comma-separated, the current key first. Rotate by
 * putting a new entry in front and leaving the old one in place. Throws an Error whose message names the faulty
 * entry by position and never holds key material.
 */
export function parseKeyring(text: string): Keyring {
  const keys = text.split(",").map((entry, index) => parseEntry(entry.trim(), index + 1));
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (byId.size < keys.length) throw new Error("SECRET_KEYS: the same key id is listed twice.");
  return { current: keys[0] as KeyringKey, keys, find: (id) => byId.get(id) };
}

/** A fresh `SECRET_KEYS` value with one random key under a random id. */
export function generateKeyring(): string {
  return `k${randomBytes(4).toString("hex")}:${randomBytes(keyBytes).toString("base64")}`;
}

function parseEntry(entry: string, position: number): KeyringKey {
  const match = /^(?<id>[A-Za-z0-9_-]{1,32}):(?<key>[A-Za-z0-9+/]{43}=)$/.exec(entry);
  const material = Buffer.from(match?.groups?.key ?? "", "base64");
  if (!match?.groups?.id || material.length !== keyBytes) {
    throw new Error(`SECRET_KEYS: entry ${position} is not "id:base64 of ${keyBytes} bytes".`);
  }
  return {
    id: match.groups.id,
    pepper: subkey(material, "portico/secrets/v1/hmac-sha-256"),
    cipher: subkey(material, "portico/secrets/v1/aes-256-gcm"),
  };
}

/** HKDF-SHA-256 (RFC 5869); no salt is needed, since the input is uniformly random (§3.1, §3.3). */
function subkey(material: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", material, "", purpose, keyBytes)));
}
