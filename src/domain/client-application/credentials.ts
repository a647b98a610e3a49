import type { SecretRetrieval } from "../catalogue/api-environment.js";
import { refuse } from "../domain-error.js";
import { newKey } from "./access-grant.js";
import type { Confidentiality } from "./application-type.js";
import { type ClientIssuer, newCredentials } from "./provisioning.js";
import type { AccessGrantState, ApiKeyState, ClientCredentialsState, Making, SealedSecret } from "./state.js";

const maxOverlapHours = 30 * 24;
const hour = 3_600_000;

/**
 * R19: what is shown, with the showing recorded.
 * Throws NOT_ISSUED, ALREADY_REVOKED, and ALREADY_SHOWN where the environment shows each secret only once.
 */
export function shown<T extends ApiKeyState | ClientCredentialsState>(
  credential: T,
  retrieval: SecretRetrieval,
  path: readonly string[],
  now: Date,
): T & { readonly secret: SealedSecret } {
  assertShowable(credential, retrieval, path);
  return { ...credential, lastShownAt: now } as T & { readonly secret: SealedSecret };
}

/** Whether there is a secret, whatever it is. */
interface Kept {
  readonly secret: unknown;
  readonly revokedAt: Date | null;
}

/** R19. Throws ALREADY_REVOKED, NOT_ISSUED, ALREADY_SHOWN. */
export function assertShowable(
  { secret, revokedAt, lastShownAt }: Kept & { readonly lastShownAt: Date | null },
  retrieval: SecretRetrieval,
  path: readonly string[],
): void {
  if (revokedAt)
    refuse("ALREADY_REVOKED", "This credential has been revoked for good; it cannot be viewed.", path);
  if (!secret)
    refuse(
      "NOT_ISSUED",
      "There is no secret to show: it has not been issued yet, or the client is public.",
      path,
    );
  if (retrieval === "ONCE" && lastShownAt) {
    refuse(
      "ALREADY_SHOWN",
      "This environment shows each secret only once, and this one has been shown.",
      path,
    );
  }
}

/** R27: final, whatever the key's status. Throws ALREADY_REVOKED. */
export function revokedKey(key: ApiKeyState, now: Date): ApiKeyState {
  assertNotRevoked(key);
  return { ...key, revokedAt: now };
}

/** R27. Throws ALREADY_REVOKED. */
export function assertNotRevoked({ revokedAt }: Pick<ApiKeyState, "revokedAt">): void {
  if (revokedAt) refuse("ALREADY_REVOKED", "This API key has already been revoked.", ["apiKeyId"]);
}

/** R27: every key and the client credentials of the grant. Throws ALREADY_REVOKED when nothing is left to revoke. */
export function revokedGrant(
  grant: AccessGrantState,
  now: Date,
): { grant: AccessGrantState; keyCount: number } {
  const { keys, credentials } = grant;
  assertAnythingLeft(keys, credentials);
  return {
    grant: {
      ...grant,
      keys: grant.keys.map((key) => (key.revokedAt ? key : { ...key, revokedAt: now })),
      credentials: credentials && {
        ...credentials,
        retiring: null,
        revokedAt: credentials.revokedAt ?? now,
      },
    },
    keyCount: keys.filter(isNotRevoked).length,
  };
}

type Revocable = Pick<ApiKeyState, "revokedAt">;

/** R27. Throws ALREADY_REVOKED when nothing is left to revoke. */
export function assertAnythingLeft(keys: readonly Revocable[], credentials: Revocable | null): void {
  if (keys.some(isNotRevoked) || (credentials && isNotRevoked(credentials))) return;
  refuse("ALREADY_REVOKED", "Everything in this environment has already been revoked.", ["grantId"]);
}

function isNotRevoked({ revokedAt }: Revocable): boolean {
  return !revokedAt;
}

/** R28: 0 to 30 days. Throws INVALID. */
export function assertOverlap(overlapHours: number): void {
  if (Number.isInteger(overlapHours) && overlapHours >= 0 && overlapHours <= maxOverlapHours) return;
  refuse("INVALID", `The overlap is 0 to ${maxOverlapHours} whole hours (30 days).`, ["overlapHours"]);
}

/**
 * R27, R28: a successor for the key, which goes on working for the overlap, never past its expiry. A revoked key stays
 * revoked. The successor is limited to the same networks (R40). Dead keys of the same product, but for the rotated one, are gone. Throws NOT_ISSUED, LIMIT_REACHED.
 */
export function withSuccessor(
  grant: AccessGrantState,
  key: ApiKeyState,
  overlapHours: number,
  { newId, now }: Making,
): { grant: AccessGrantState; successor: ApiKeyState } {
  const others = grant.keys.filter((other) => other !== key && other.productId === key.productId);
  assertRotatable(key, laterKeys(grant.keys, key), now);
  const living = others.filter((other) => isLive(other, now));
  const retired = key.revokedAt ? key : { ...key, expiresAt: expiryAfter(overlapHours, key.expiresAt, now) };
  if (living.length > 0 && isLive(retired, now)) {
    const message =
      "Two keys of this product already work; wait for the older one to expire, revoke it, or choose an overlap of 0.";
    refuse("LIMIT_REACHED", message, ["apiKeyId"]);
  }
  const successor = newKey(key.productId, newId, key.networks);
  const dead = others.filter((other) => !living.includes(other));
  const kept = grant.keys.filter((other) => !dead.includes(other));
  return {
    grant: { ...grant, keys: [...kept.map((other) => (other === key ? retired : other)), successor] },
    successor,
  };
}

type Living = Pick<ApiKeyState, "revokedAt" | "expiresAt">;

function isLive({ revokedAt, expiresAt }: Living, now: Date): boolean {
  return !revokedAt && (!expiresAt || expiresAt > now);
}

/** Those of the same product that came after it; `keys` are in the order of their making. */
export function laterKeys<Key extends Pick<ApiKeyState, "id" | "productId">>(
  keys: readonly Key[],
  { id, productId }: Pick<ApiKeyState, "id" | "productId">,
): readonly Key[] {
  const place = keys.findIndex((key) => key.id === id);
  return keys.slice(place + 1).filter((key) => key.productId === productId);
}

/** R28: whether any of what came after a key works, or will: then that has taken its place. */
export function isSucceeded(later: readonly Living[], now: Date): boolean {
  return later.some((each) => isLive(each, now));
}

/**
 * R28: whether a successor can be made, with no overlap at least. `later`: what came after it, of the same product. Throws
 * NOT_ISSUED, LIMIT_REACHED.
 */
export function assertRotatable({ secret, revokedAt }: Kept, later: readonly Living[], now: Date): void {
  if (!revokedAt && !secret) {
    refuse("NOT_ISSUED", "There is nothing to rotate: the API key has not been issued yet.", ["apiKeyId"]);
  }
  if (isSucceeded(later, now)) {
    refuse("LIMIT_REACHED", "This API key already has a successor; rotate that one.", ["apiKeyId"]);
  }
}

/** What new client secrets are made with. */
export interface Issuing {
  readonly issuer: ClientIssuer;
  readonly now: Date;
}

/**
 * R28: a new secret under the same client ID, while the old one goes on working for the overlap; an overlap of 0 stops
 * every older one at once. Revoked credentials are replaced by a fresh pair (R27). Throws NOT_ISSUED, LIMIT_REACHED.
 */
export function rotatedCredentials(
  credentials: ClientCredentialsState | null,
  confidentiality: Confidentiality,
  overlapHours: number,
  { issuer, now }: Issuing,
): ClientCredentialsState {
  assertSecretToRotate(credentials);
  if (credentials.revokedAt) return newCredentials(confidentiality, issuer, now);
  const { clientId, secret, retiring } = credentials as ClientCredentialsState & { secret: SealedSecret };
  if (overlapHours > 0 && retiring && retiring.expiresAt > now) {
    const message =
      "Two client secrets already work; wait for the older one to expire, or choose an overlap of 0.";
    refuse("LIMIT_REACHED", message, ["overlapHours"]);
  }
  const expiresAt = expiryAfter(overlapHours, null, now);
  return {
    ...credentials,
    secret: issuer.clientSecret(clientId),
    issuedAt: now,
    provisionedAt: null,
    lastShownAt: null,
    leakedAt: null,
    retiring: overlapHours > 0 ? { hash: secret.hash, expiresAt, leakedAt: credentials.leakedAt } : null,
  };
}

function expiryAfter(overlapHours: number, expiresAt: Date | null, now: Date): Date {
  const end = new Date(now.getTime() + overlapHours * hour);
  return expiresAt && expiresAt < end ? expiresAt : end;
}

/** R27, R28: revoked ones can be replaced as well. Throws NOT_ISSUED. */
export function assertSecretToRotate<Credentials extends Kept>(
  credentials: Credentials | null,
): asserts credentials is Credentials {
  if (credentials?.revokedAt || credentials?.secret) return;
  const message = "There is no secret to rotate: it has not been issued yet, or the client is public.";
  refuse("NOT_ISSUED", message, ["grantId"]);
}
