import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { ExternalSigningKey } from "oidc-provider";
import type { PrivateJwk } from "../application/ports/authorization-servers.js";

/**
 * An ES256 key that signs at once (RFC 7518 §3.4): the provider's own way hands each token to another thread and back, which
 * takes longer than to sign it.
 */
export class SigningKey extends ExternalSigningKey {
  readonly #jwk: PrivateJwk;
  readonly #private: KeyObject;
  readonly #public: KeyObject;

  constructor(jwk: PrivateJwk) {
    super();
    this.#jwk = jwk;
    this.#private = createPrivateKey({ key: jwk as JsonWebKey, format: "jwk" });
    this.#public = createPublicKey(this.#private);
  }

  override get kid(): string | undefined {
    return this.#jwk.kid;
  }

  override get alg(): string | undefined {
    return this.#jwk.alg;
  }

  override keyObject(): KeyObject {
    return this.#public;
  }

  override sign(data: Uint8Array): Uint8Array {
    return joined(sign("sha256", data, this.#private));
  }
}

const half = 32;

/**
 * The two numbers of a signature in 32 bytes each, as JOSE has them, of what OpenSSL writes (RFC 3279 §2.2.3): asked for these itself,
 * Node.js takes as long again as for the signature.
 */
export function joined(der: Uint8Array): Buffer {
  const firstLength = der[3] ?? 0;
  const first = der.subarray(4, 4 + firstLength);
  const second = der.subarray(4 + firstLength + 2);
  const signature = Buffer.alloc(2 * half);
  for (const [place, written] of [first, second].entries()) {
    // A zero says that the number is not negative; short ones have no zeros.
    const number = written[0] === 0 ? written.subarray(1) : written;
    signature.set(number, (place + 1) * half - number.length);
  }
  return signature;
}
