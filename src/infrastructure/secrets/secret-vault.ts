import * as crypto from "node:crypto";
import type { Sealed, SecretVault } from "../../application/ports/secret-vault.js";
import type { Keyring, KeyringKey } from "./keyring.js";
import type { RetiredKey } from "./retired-keys.js";
import { formatSecret, previewOf, secretBytes } from "./secret-format.js";

const algorithm = "aes-256-gcm";
/** NIST SP 800-38D §8.2.2: random 96-bit nonces are safe for 2^32 secrets under one key. */
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals secrets with the keyring's current key and opens those that any of its keys sealed (R34). Hashes of `retired`
 * keys are still recognised.
 * `randomBytes` must be cryptographically strong; it yields both the secrets and the nonces.
 */
export function createSecretVault(
  keyring: Keyring,
  randomBytes: (size: number) => Uint8Array = crypto.randomBytes,
  retired: readonly RetiredKey[] = [],
): SecretVault {
  const seal = (clear: string, rowId: string): Sealed => ({
    ciphertext: encrypt(keyring.current, clear, rowId, randomBytes(nonceBytes)),
    keyId: keyring.current.id,
  });
  return {
    seal,

    issue(kind, environmentSlug, rowId) {
      const clear = formatSecret(kind, environmentSlug, randomBytes(secretBytes));
      return { hash: hashWith(keyring.current, clear), preview: previewOf(clear), ...seal(clear, rowId) };
    },

    open(secret, rowId) {
      const key = keyring.find(secret.keyId);
      if (!key) throw new Error(`The secret was sealed by key "${secret.keyId}", which the keyring lacks.`);
      return decrypt(key, secret.ciphertext, rowId);
    },

    lookupHashes(clear) {
      const gone = retired.filter(({ id }) => !keyring.find(id));
      return [...keyring.keys, ...gone].map((key) => hashWith(key, clear));
    },
  };
}

function hashWith(key: Pick<KeyringKey, "pepper">, clear: string): string {
  return crypto.createHmac("sha256", key.pepper).update(clear).digest("base64url");
}

function encrypt(key: KeyringKey, clear: string, rowId: string, nonce: Uint8Array): string {
  const cipher = crypto.createCipheriv(algorithm, key.cipher, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(rowId, key));
  const sealed = [nonce, cipher.update(clear, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString("base64url");
}

function decrypt(key: KeyringKey, ciphertext: string, rowId: string): string {
  const sealed = Buffer.from(ciphertext, "base64url");
  try {
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = crypto.createDecipheriv(algorithm, key.cipher, nonce, { authTagLength: tagBytes });
    decipher.setAAD(boundTo(rowId, key));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const clear = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([clear, decipher.final()]).toString("utf8");
  } catch {
    throw new Error(`The secret of "${rowId}" cannot be opened: it was sealed for another row, or altered.`);
  }
}

/** Additional authenticated data. A key id holds no colon, so no two pairs of ids read the same. */
function boundTo(rowId: string, key: KeyringKey): Buffer {
  return Buffer.from(`${key.id}:${rowId}`, "utf8");
}
