import type { WhenKeyLeaks } from "../catalogue/api-environment.js";
import type { Id } from "../id.js";
import { keyFacts, keyOf, withKey } from "./access-grant.js";
import type { Finding } from "./events.js";
import type { GrantChange } from "./grant-change.js";
import type { ClientApplicationState } from "./state.js";

export interface LeakedKey extends Finding {
  readonly apiKeyId: Id<"key">;
}

/**
 * The key is known to be public, and revoked where that is the environment's way (R27). Null for a key that does not work any
 * more, and for one that is known already. Throws NOT_FOUND.
 */
export function apiKeyLeaked(
  state: ClientApplicationState,
  { apiKeyId, source, url }: LeakedKey,
  whenKeyLeaks: WhenKeyLeaks,
  now: Date,
): GrantChange | null {
  const { grant, key } = keyOf(state, apiKeyId);
  const isOver = key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now);
  if (isOver || key.leakedAt) return null;
  const isRevoked = whenKeyLeaks === "REVOKE";
  const leaked = { ...key, leakedAt: now, revokedAt: isRevoked ? now : null };
  const happening = { type: "ApiKeyLeaked", key: keyFacts(grant, key), source, url, isRevoked } as const;
  return { grant: withKey(grant, key, leaked), happening };
}
