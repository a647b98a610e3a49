import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { VerifiedIdentity } from "../../application/ports/verified-identity.js";
import type { AuthLog } from "./auth-log.js";

export interface OidcVerifier {
  /**
   * Who the token was issued to, or null when it is no JWT, not from the issuer, not for the audience, expired,
   * badly signed, or without a verified e-mail address. Never throws; when the provider cannot be reached it
   * answers null and logs an error.
   */
  verify(token: string): Promise<VerifiedIdentity | null>;
}

/** Asymmetric ones only: with HS256 whoever can check a token could make one (RFC 8725 §3.1). */
const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
const CLOCK_TOLERANCE_S = 5;
const TIMEOUT_MS = 5_000;
/** After a failed discovery, so that a provider that is down is not asked by every request. */
const RETRY_AFTER_MS = 5_000;

/**
 * Verifies JWTs of an OpenID provider (RFC 7519, RFC 9068). Its keys are found by discovery at the first token
 * (OpenID Connect Discovery 1.0 §4) and kept; a new key id makes them be fetched again, at most every 30 seconds.
 */
export function createOidcVerifier(provider: {
  issuer: string;
  audience: string;
  logger?: AuthLog | undefined;
}): OidcVerifier {
  const { issuer, audience, logger } = provider;
  const keys = lazily(() => discoverKeys(issuer));
  return {
    async verify(token) {
      if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null;
      try {
        const { payload } = await jwtVerify(token, async (header, jws) => (await keys())(header, jws), {
          issuer,
          audience,
          algorithms,
          clockTolerance: CLOCK_TOLERANCE_S,
          requiredClaims: ["iss", "sub", "aud", "exp"],
        });
        return identityOf(payload, issuer);
      } catch (error) {
        if (!isBadToken(error))
          logger?.error({ issuer, error: String(error) }, "The OpenID provider's keys are not to be had.");
        return null;
      }
    },
  };
}

function identityOf(payload: JWTPayload, issuer: string): VerifiedIdentity | null {
  const { sub, email, email_verified: emailVerified } = payload;
  if (!sub || typeof email !== "string" || !email.includes("@") || emailVerified !== true) return null;
  return { subject: `${issuer}|${sub}`, email, emailVerified: true };
}

/** The fetch of keys fails with the bare JOSEError or a timeout; all that a token can cause has a class of its own. */
function isBadToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    error.constructor !== errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout)
  );
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: "application/json" },
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const metadata = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (metadata.issuer !== issuer) throw new Error(`${url} speaks for the issuer ${String(metadata.issuer)}`);
  if (typeof metadata.jwks_uri !== "string") throw new Error(`${url} names no jwks_uri`);
  return createRemoteJWKSet(new URL(metadata.jwks_uri), {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: 30_000,
  });
}

/** Loads once. A failure is kept for RETRY_AFTER_MS, then tried again. */
function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    if (!loading) {
      const attempt = load();
      loading = attempt;
      attempt.catch(() => {
        setTimeout(() => {
          if (loading === attempt) loading = undefined;
        }, RETRY_AFTER_MS).unref();
      });
    }
    return loading;
  };
}
