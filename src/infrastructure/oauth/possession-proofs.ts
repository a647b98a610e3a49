import { createHash } from "node:crypto";
import { calculateJwkThumbprint, EmbeddedJWK, errors, type JWK, jwtVerify } from "jose";
import type { PossessionProofs } from "../../application/ports/authorization-servers.js";
import type { Clock } from "../../application/ports/clock.js";
import { growingCache } from "../growing-cache.js";

/** In s: how old a proof may be, and how far from now clocks may be. */
const longest = 60;
/** Those of a process that are remembered until they are too old. */
const most = 100_000;

/**
 * That a token is presented by whom it is bound to: by DPoP (RFC 9449 §7.1), by the certificate that the gateway has seen
 * (RFC 8705 §3), or by both, where it is bound to both.
 */
export function createPossessionProofs(clock: Clock): PossessionProofs {
  const used = growingCache<true>(most, { ttl: 2 * longest * 1_000 });

  async function provesByDpop(token: string, jkt: string, presented: Presented): Promise<boolean> {
    const { dpop, method, url } = presented;
    if (!dpop || !method || !url || !URL.canParse(url)) return false;
    try {
      const { payload, protectedHeader } = await jwtVerify(dpop, EmbeddedJWK, {
        algorithms: ["ES256", "EdDSA", "Ed25519", "PS256"],
        typ: "dpop+jwt",
        currentDate: clock.now(),
        requiredClaims: ["jti", "htm", "htu", "iat", "ath"],
      });
      const { jti, htm, htu, iat = 0, ath } = payload;
      const isHere = htm === method && URL.canParse(String(htu)) && placeOf(String(htu)) === placeOf(url);
      const isNow = Math.abs(clock.now().getTime() / 1_000 - iat) <= longest;
      const isFor = ath === createHash("sha256").update(token).digest("base64url");
      if (!isHere || !isNow || !isFor) return false;
      if ((await calculateJwkThumbprint(protectedHeader.jwk as JWK)) !== jkt) return false;
      const name = `${jkt} ${jti}`;
      if (used.has(name)) return false;
      used.set(name, true);
      return true;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
      throw error;
    }
  }

  return {
    async proves(token, confirmation, presented) {
      const { jkt, "x5t#S256": thumbprint } = confirmation;
      if (jkt === undefined && thumbprint === undefined) return false;
      const shown = presented.certificateThumbprint;
      if (thumbprint !== undefined && shown?.() !== thumbprint) return false;
      return jkt === undefined || provesByDpop(token, jkt, presented);
    },
  };
}

type Presented = Parameters<PossessionProofs["proves"]>[2];

/** RFC 9449 §4.3: without query and fragment. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
