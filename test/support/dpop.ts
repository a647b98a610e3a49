import { createHash, randomUUID } from "node:crypto";
import { type CryptoKey, exportJWK, SignJWT } from "jose";

interface Keys {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** That whoever sends a token has the key that it is bound to (RFC 9449 §4.2), with what else `claims` say. */
export async function dpopProof({ privateKey, publicKey }: Keys, token: string, claims: object) {
  const ath = createHash("sha256").update(token).digest("base64url");
  return new SignJWT({ ath, jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk: await exportJWK(publicKey) })
    .setIssuedAt()
    .sign(privateKey);
}
