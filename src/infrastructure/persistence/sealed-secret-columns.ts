import type { SealedSecret } from "../../domain/client-application/state.js";

export interface SealedSecretColumns {
  secretHash: string | null;
  secretCiphertext: string | null;
  secretKeyId: string | null;
  secretPreview: string | null;
}

export function sealedSecretFrom(row: SealedSecretColumns): SealedSecret | null {
  const { secretHash: hash, secretCiphertext: ciphertext, secretKeyId: keyId, secretPreview: preview } = row;
  return hash && ciphertext && keyId && preview ? { hash, ciphertext, keyId, preview } : null;
}

export function sealedSecretColumns(secret: SealedSecret | null): SealedSecretColumns {
  return {
    secretHash: secret?.hash ?? null,
    secretCiphertext: secret?.ciphertext ?? null,
    secretKeyId: secret?.keyId ?? null,
    secretPreview: secret?.preview ?? null,
  };
}
