import type { Id } from "../id.js";
import { apiKeyStatus, isStopped } from "./api-key-status.js";
import type { AccessGrantState, ClientApplicationState, RetiringSecret } from "./state.js";

/** What one environment's gateway should accept of one application: nothing more, nothing less. */
export interface DesiredAccess {
  readonly keys: readonly DesiredKey[];
  readonly client: DesiredClient | null;
}

export interface DesiredKey {
  readonly apiKeyId: Id<"key">;
  readonly productId: Id<"prd">;
  readonly hash: string;
  readonly expiresAt: Date | null;
  /** R40. */
  readonly networks: readonly string[];
}

export interface DesiredClient {
  readonly clientId: Id<"cli">;
  /** Null for a public client. */
  readonly secretHash: string | null;
  /** The one before the last rotation, until it expires (R28). */
  readonly retiring: Pick<RetiringSecret, "hash" | "expiresAt"> | null;
  readonly redirectUrls: readonly string[];
}

export const noAccess: DesiredAccess = { keys: [], client: null };

export function isSameAccess(one: DesiredAccess, other: DesiredAccess): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** R29, R30, R37: issued keys of an approved grant that are neither revoked, expired nor suspended. */
export function desiredAccess(
  application: ClientApplicationState,
  grant: AccessGrantState | undefined,
  now: Date,
): DesiredAccess {
  if (!grant || isStopped(application)) return noAccess;
  const keys = grant.keys.flatMap((key): DesiredKey[] => {
    const status = apiKeyStatus(key, grant, application, now);
    const wanted = status === "ACTIVE" || status === "PROVISIONING";
    if (!wanted || !key.secret) return [];
    const { id: apiKeyId, productId, expiresAt, networks } = key;
    return [{ apiKeyId, productId, hash: key.secret.hash, expiresAt, networks }];
  });
  const { credentials } = grant;
  const retiring = credentials?.retiring && withoutLeak(credentials.retiring);
  const client =
    credentials && !credentials.revokedAt
      ? {
          clientId: credentials.clientId,
          secretHash: credentials.secret?.hash ?? null,
          retiring: retiring && retiring.expiresAt > now ? retiring : null,
          redirectUrls: application.redirectUrls,
        }
      : null;
  return { keys, client };
}

/** Gateways need not know. */
const withoutLeak = ({ hash, expiresAt }: RetiringSecret) => ({ hash, expiresAt });
