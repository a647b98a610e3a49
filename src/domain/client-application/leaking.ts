import type { WhenKeyLeaks } from "../catalogue/api-environment.js";
import type { Id } from "../id.js";
import { type Finding, leakOf } from "../leak.js";
import { grantFacts, grantOf, keyFacts, keyOf, withKey } from "./access-grant.js";
import type { GrantChange } from "./grant-change.js";
import type { ClientApplicationState, ClientCredentialsState } from "./state.js";

interface LeakedKey extends Finding {
  readonly apiKeyId: Id<"key">;
}

interface LeakedSecret extends Finding {
  readonly grantId: Id<"grt">;
  /** That it may be kept under. */
  readonly hashes: readonly string[];
}

export type Leaked = LeakedKey | LeakedSecret;

/**
 * Null where `leakOf` gives none, and for a client secret that was rotated away meanwhile. Throws NOT_FOUND.
 */
export function leaked(
  state: ClientApplicationState,
  found: Leaked,
  whenKeyLeaks: WhenKeyLeaks,
  now: Date,
): GrantChange | null {
  return "apiKeyId" in found
    ? apiKeyLeaked(state, found, whenKeyLeaks, now)
    : clientSecretLeaked(state, found, whenKeyLeaks, now);
}

function apiKeyLeaked(
  state: ClientApplicationState,
  { apiKeyId, source, url }: LeakedKey,
  whenKeyLeaks: WhenKeyLeaks,
  now: Date,
): GrantChange | null {
  const { grant, key } = keyOf(state, apiKeyId);
  const leak = leakOf(key, whenKeyLeaks, now);
  if (!leak) return null;
  const facts = { key: keyFacts(grant, key), source, url, isRevoked: leak.revokedAt !== null };
  return { grant: withKey(grant, key, { ...key, ...leak }), happening: { type: "ApiKeyLeaked", ...facts } };
}

function clientSecretLeaked(
  state: ClientApplicationState,
  { grantId, hashes, source, url }: LeakedSecret,
  whenKeyLeaks: WhenKeyLeaks,
  now: Date,
): GrantChange | null {
  const grant = grantOf(state, grantId);
  const { credentials } = grant;
  if (!credentials) return null;
  const change = hashes.includes(credentials.secret?.hash ?? "")
    ? newestLeaked(credentials, whenKeyLeaks, now)
    : retiringLeaked(credentials, hashes, whenKeyLeaks, now);
  if (!change) return null;
  const { next, ...facts } = change;
  const happening = { type: "ClientSecretLeaked", ...grantFacts(grant), ...facts, source, url } as const;
  return { grant: { ...grant, credentials: next }, happening };
}

/** While the client shows who it is by keys, its secret opens nothing, and the client goes on. */
function newestLeaked(credentials: ClientCredentialsState, whenKeyLeaks: WhenKeyLeaks, now: Date) {
  const isIdle = credentials.clientKeys !== null;
  const leak = leakOf({ ...credentials, expiresAt: null }, isIdle ? "TELL" : whenKeyLeaks, now);
  if (!leak) return null;
  const isRevoked = leak.revokedAt !== null;
  const next = { ...credentials, ...leak, retiring: isRevoked ? null : credentials.retiring };
  return { next, preview: credentials.secret?.preview ?? null, isRetiring: false, isIdle, isRevoked };
}

/** It can be revoked by itself: the secret that has taken its place goes on. */
function retiringLeaked(
  credentials: ClientCredentialsState,
  hashes: readonly string[],
  whenKeyLeaks: WhenKeyLeaks,
  now: Date,
) {
  const { retiring, revokedAt } = credentials;
  if (!retiring || !hashes.includes(retiring.hash)) return null;
  const leak = leakOf({ ...retiring, revokedAt }, whenKeyLeaks, now);
  if (!leak) return null;
  const isRevoked = leak.revokedAt !== null;
  const next = { ...credentials, retiring: isRevoked ? null : { ...retiring, leakedAt: leak.leakedAt } };
  return { next, preview: null, isRetiring: true, isIdle: credentials.clientKeys !== null, isRevoked };
}
