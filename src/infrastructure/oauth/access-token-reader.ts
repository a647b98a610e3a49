import { createLocalJWKSet, decodeJwt, errors, type JWK, type JWTPayload, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import type { Pool } from "pg";
import type { AccessTokenClaims, AccessTokenReader } from "../../application/ports/authorization-servers.js";
import type { Clock } from "../../application/ports/clock.js";
import type { Id } from "../../domain/id.js";
import { signingAlgorithms } from "../../domain/oauth/signing-keys.js";
import { isDatabaseAway } from "../database/is-database-away.js";

interface Parts {
  readonly pool: Pick<Pool, "query">;
  readonly clock: Clock;
}

interface Known {
  readonly apiBaseUrl: string;
  readonly ids: ReadonlySet<string>;
  readonly keyOf: ReturnType<typeof createLocalJWKSet>;
  /** `performance.now()` */
  readonly readAt: number;
}

/** In ms: keys are published long before they sign, so this may be long; and how often an unknown one is looked for. */
const readAgainAfter = 30_000;
const unknownKeyPause = 1_000;
const mostRemembered = 10_000;
/** Longer than any token that is issued here. */
const longest = 8 * 1024;

const keysSql = `
  select api_base_url as "apiBaseUrl",
         coalesce((select json_agg(public_jwk) from oauth_signing_key
                    where environment_id = api_environment.id), '[]') as keys
    from api_environment
   where slug = $1`;

/** Verifies by the keys in the database: whoever runs this needs no authorization server. */
export function createAccessTokenReader({ pool, clock }: Parts): AccessTokenReader {
  const known = new Map<string, Known>();
  // Signatures alone: whether a token still holds is asked each time.
  const remembered = new LRUCache<string, AccessTokenClaims>({ max: mostRemembered });

  async function keysOf(environment: string, kid: string | undefined): Promise<Known | null> {
    const held = known.get(environment);
    const age = held ? performance.now() - held.readAt : Number.POSITIVE_INFINITY;
    const isMissing = kid !== undefined && !held?.ids.has(kid);
    if (held && age < (isMissing ? unknownKeyPause : readAgainAfter)) return held;
    try {
      return await readKeys(environment);
    } catch (error) {
      // What is known is as good as it was.
      if (held && !isMissing && isDatabaseAway(error)) return held;
      throw error;
    }
  }

  async function readKeys(environment: string): Promise<Known | null> {
    const readAt = performance.now();
    const statement = { name: "oauth_public_keys", text: keysSql, values: [environment] };
    const { rows } = await pool.query<{ apiBaseUrl: string; keys: JWK[] }>(statement);
    const [row] = rows;
    if (!row) return null;
    const { apiBaseUrl, keys } = row;
    const ids = new Set(keys.flatMap(({ kid }) => kid ?? []));
    const read = { apiBaseUrl, ids, keyOf: createLocalJWKSet({ keys }), readAt };
    known.set(environment, read);
    return read;
  }

  async function verified(environment: string, token: string): Promise<AccessTokenClaims | null> {
    try {
      const { payload } = await jwtVerify(
        token,
        async (header, jws) => {
          const keys = await keysOf(environment, header.kid);
          if (!keys) throw new errors.JWKSNoMatchingKey();
          return keys.keyOf(header, jws);
        },
        {
          algorithms: [...signingAlgorithms],
          // RFC 9068 §2.1: no ID token is taken for an access token.
          typ: "at+jwt",
          currentDate: clock.now(),
          requiredClaims: [
            "iss",
            "exp",
            "iat",
            "jti",
            "sub",
            "aud",
            "client_id",
            "application_id",
            "partner_id",
          ],
        },
      );
      const keys = await keysOf(environment, undefined);
      const isFit = isIssuerOf(environment, payload.iss) && payload.aud === keys?.apiBaseUrl;
      return isFit ? claimsOf(payload) : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  return {
    isOurs(environment, token) {
      if (token.length > longest) return false;
      try {
        return isIssuerOf(environment, decodeJwt(token).iss);
      } catch {
        return false;
      }
    },

    async read(environment, token) {
      if (token.length > longest) return null;
      const name = `${environment} ${token}`;
      const claims = remembered.get(name) ?? (await verified(environment, token));
      if (!claims || claims.expiresAt <= clock.now()) return null;
      remembered.set(name, claims);
      return claims;
    },
  };
}

/** At whatever address: that an environment's key has signed it says whose it is. */
function isIssuerOf(environment: string, issuer: string | undefined): boolean {
  return issuer?.endsWith(`/environments/${environment}/oauth`) ?? false;
}

function claimsOf(payload: JWTPayload): AccessTokenClaims {
  const { jti, sub, aud, iat, exp, scope, client_id, application_id, partner_id, grant_id, cnf } = payload;
  return {
    id: String(jti),
    clientId: String(client_id),
    applicationId: String(application_id) as Id<"app">,
    partnerId: String(partner_id) as Id<"prt">,
    subject: String(sub),
    scopes: typeof scope === "string" ? scope.split(" ") : [],
    issuedAt: new Date(Number(iat) * 1_000),
    expiresAt: new Date(Number(exp) * 1_000),
    audience: String(aud),
    grantId: typeof grant_id === "string" ? grant_id : null,
    confirmation: (cnf as AccessTokenClaims["confirmation"]) ?? null,
  };
}
