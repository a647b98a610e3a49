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
    return sign("sha256", data, { key: this.#private, dsaEncoding: "ieee-p1363" });
  }
}
