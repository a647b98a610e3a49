import { refuse } from "../domain-error.js";
import type { AccessGrantState, ApiKeyState } from "./state.js";

/** R27: final, whatever the key's status. Throws ALREADY_REVOKED. */
export function revokedKey(key: ApiKeyState, now: Date): ApiKeyState {
  if (key.revokedAt) refuse("ALREADY_REVOKED", "This API key is revoked already.", ["apiKeyId"]);
  return { ...key, revokedAt: now };
}

/** R27: every key and the client credentials of the grant. Throws ALREADY_REVOKED when nothing is left to revoke. */
export function revokedGrant(
  grant: AccessGrantState,
  now: Date,
): { grant: AccessGrantState; keyCount: number } {
  const left = grant.keys.filter(({ revokedAt }) => !revokedAt);
  const credentials = grant.credentials;
  if (left.length === 0 && (!credentials || credentials.revokedAt)) {
    refuse("ALREADY_REVOKED", "Everything in this environment is revoked already.", ["grantId"]);
  }
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
    keyCount: left.length,
  };
}
