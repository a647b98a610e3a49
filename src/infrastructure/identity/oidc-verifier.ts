import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import type { SignedIn } from "../../application/actor.js";
import type { Clock } from "../../application/ports/clock.js";
import type { Logger } from "../../application/ports/logger.js";
import type { VerifiedIdentity } from "../../application/ports/verified-identity.js";
import { isStorable } from "../../application/storable-text.js";
import { isEmailAddress } from "../../domain/partner/email-address.js";
import { patiently } from "./patiently.js";
import { ProviderAway, tellingProviderAway } from "./provider-away.js";

export interface OidcVerifier {
  /**
   * Who the token was issued to, or null when it is no JWT, not from the issuer, not for the audience, expired,
   * badly signed, typed for another purpose, without the scope that is asked for, issued in the future or at no time that
   * it names, good for more than 30 days,
   * or without a verified e-mail address (R1, R2). Throws nothing but ProviderAway, while the provider cannot be reached;
   * each request to it that failed is logged. So is why a token that the provider did sign is refused.
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
/** Typed for signing in, or not typed (RFC 8725 §3.11, RFC 9068 §2.1): never a logout token or a proof of possession. */
const types = new Set(["", "jwt", "at+jwt"]);
const CLOCK_TOLERANCE_S = 5;
const TIMEOUT_MS = 5_000;
/** As long as a session at most (R36): a token cannot be taken back. */
const LONGEST_LIFE_S = 30 * 24 * 3600;
/** OpenID Connect Core §2. */
const LONGEST_SUBJECT = 255;

/**
 * Verifies JWTs of an OpenID provider (RFC 7519, RFC 9068). Its keys are found by discovery at the first token
 * (OpenID Connect Discovery 1.0 §4) and kept; a new key id makes them be fetched again, at most every 30 seconds. While
 * the provider is away it is asked once in 5 seconds, however many tokens come; one of another issuer is never a reason
 * to ask it.
 */
export function createOidcVerifier(provider: {
  issuer: string;
  audience: string;
  /** The claim that is `true` when the address is verified. Default `email_verified`. */
  verifiedClaim?: string | undefined;
  /** What a token must have been granted (`scope`, `scp`); nothing in particular when left out. */
  scope?: string | undefined;
  logger?: Logger | undefined;
  clock?: Clock;
}): OidcVerifier {
  const { issuer, audience, verifiedClaim = "email_verified", scope, logger } = provider;
  const { clock = { now: () => new Date() } } = provider;
  const onFailure = (error: unknown) =>
    logger?.error({ issuer, error: String(error) }, "The OpenID provider's keys are not available.");
  const discover = tellingProviderAway(patiently(() => discoverKeys(issuer, onFailure), onFailure));
  let known: JWTVerifyGetKey | undefined;
  const keyOf: JWTVerifyGetKey = async (header, jws) => {
    known ??= await discover();
    return known(header, jws);
  };
  return {
    async verify(token) {
      if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null;
      try {
        if (decodeJwt(token).iss !== issuer) return null;
        const now = clock.now();
        const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
          issuer,
          audience,
          algorithms,
          currentDate: now,
          clockTolerance: CLOCK_TOLERANCE_S,
          requiredClaims: ["iss", "sub", "aud", "exp"],
        });
        const refusal =
          typeRefusal(protectedHeader.typ) ??
          scopeRefusal(payload, scope) ??
          refusalOf(payload, verifiedClaim, now.getTime() / 1000);
        if (refusal) logger?.warn({ issuer, subject: payload.sub }, refusal);
        return refusal ? null : identityOf(payload, issuer);
      } catch (error) {
        if (error instanceof ProviderAway) throw error;
        return null;
      }
    },
  };
}

function typeRefusal(type = ""): string | null {
  if (types.has(type.toLowerCase().replace(/^application\//, ""))) return null;
  return "A token is typed (typ) for something else than signing in: send the access token or the ID token.";
}

/** RFC 9068 §2.2.3 has `scope`, separated by spaces; some providers say `scp`, as such a text or as a list. */
function scopeRefusal({ scope, scp }: JWTPayload, wanted?: string): string | null {
  if (wanted === undefined) return null;
  const granted = [scope, scp].flat().flatMap((each) => (typeof each === "string" ? each.split(" ") : []));
  if (granted.includes(wanted)) return null;
  return `A token was not granted ${wanted} (scope, scp): let the client ask the provider for it, or change OIDC_SCOPE.`;
}

/** Why a token of the provider is nobody's, with what to do about it; null when it is somebody's. */
function refusalOf(payload: JWTPayload, verifiedClaim: string, now: number): string | null {
  const { iat, exp = now, sub = "", email, [verifiedClaim]: verified } = payload;
  if (iat === undefined)
    return "A token does not say when it was issued: let the provider add the claim iat (RFC 9068 §2.2).";
  if (iat > now + CLOCK_TOLERANCE_S)
    return "A token was issued in the future (iat): set the provider's clock, or this one.";
  if (exp > iat + LONGEST_LIFE_S)
    return "A token is good for more than 30 days (exp): let the provider issue shorter ones.";
  if (sub.length > LONGEST_SUBJECT || !isStorable(sub))
    return "A token's subject (sub) has more than 255 characters (OpenID Connect Core §2), or NUL among them: let the provider shorten it.";
  if (typeof email !== "string")
    return "A token names no e-mail address: let the provider add the claim email.";
  if (!isEmailAddress(email))
    return "A token's address (email) is none that mail can be sent to: let the provider correct it.";
  if (verified === true) return null;
  const mend = "let the provider send the boolean true, or name another claim in OIDC_VERIFIED_CLAIM.";
  if (verified === undefined)
    return `A token does not say whether its address is verified (${verifiedClaim}): ${mend}`;
  return verified === false
    ? `A token's address is not verified (${verifiedClaim} is false).`
    : `A token says ${verifiedClaim} with something else than a boolean, such as the word "true": ${mend}`;
}

function identityOf(payload: JWTPayload, issuer: string): VerifiedIdentity | null {
  const { sub, email, iat } = payload;
  if (!sub || typeof email !== "string" || iat === undefined) return null;
  const subject = `${issuer}|${sub}`;
  const issuedAt = new Date(iat * 1000);
  return { subject, email, emailVerified: true, issuedAt, signedIn: signedInBy(payload, iat) };
}

/** When (OpenID Connect Core §2, `auth_time`) and how (RFC 8176, `amr`) they signed in at the provider, if it says so. */
function signedInBy({ auth_time: at, amr }: JWTPayload, iat: number): SignedIn {
  return {
    at: typeof at === "number" && at >= 0 ? new Date(Math.min(at, iat) * 1000) : null,
    withSecondFactor: Array.isArray(amr) && amr.includes("mfa"),
  };
}

async function discoverKeys(issuer: string, onFailure: (error: unknown) => void): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const metadata = (await jsonOf(url)) as { issuer?: unknown; jwks_uri?: unknown };
  if (metadata.issuer !== issuer) throw new Error(`${url} speaks for the issuer ${String(metadata.issuer)}`);
  if (typeof metadata.jwks_uri !== "string") throw new Error(`${url} names no jwks_uri`);
  const { jwks_uri: keysUrl } = metadata;
  const loadKeys = tellingProviderAway(patiently(() => keySetOf(keysUrl), onFailure));
  return createRemoteJWKSet(new URL(keysUrl), {
    cooldownDuration: 30_000,
    [customFetch]: async () => Response.json(await loadKeys()),
  });
}

async function keySetOf(url: string): Promise<JSONWebKeySet> {
  const keys = (await jsonOf(url)) as JSONWebKeySet;
  // Throws for what is no set of keys.
  createLocalJWKSet(keys);
  return keys;
}

async function jsonOf(url: string): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: "manual",
    headers: { accept: "application/json" },
  });
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}
