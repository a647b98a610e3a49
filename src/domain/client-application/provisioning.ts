import type { ApiEnvironment } from "../catalogue/api-environment.js";
import { expiryOfNewKey } from "../catalogue/key-lifetimes.js";
import type { Id } from "../id.js";
import { isApproved, requestFor } from "./access-request.js";
import { isStopped } from "./api-key-status.js";
import { applicationTypes, type Confidentiality } from "./application-type.js";
import type { DesiredAccess } from "./desired-access.js";
import type { GrantChange } from "./grant-change.js";
import type {
  AccessGrantState,
  ApiKeyState,
  ClientApplicationState,
  ClientCredentialsState,
  SealedSecret,
} from "./state.js";

/** Where new secrets come from; passed in, since the domain knows no randomness. */
export interface SecretIssuer extends ClientIssuer {
  apiKey(apiKeyId: Id<"key">): SealedSecret;
}

/** What new keys are made with. */
interface Issuing {
  readonly issuer: SecretIssuer;
  readonly now: Date;
}

export interface ClientIssuer {
  clientId(): Id<"cli">;
  clientSecret(clientId: Id<"cli">): SealedSecret;
}

/** What of an environment decides about the keys that are issued there (R39). */
export type Issuance = Pick<ApiEnvironment, "id" | "keyLifetimes">;

/** R15, R17, R39: null when the grant lacks nothing, or the application is stopped (R30, R37). */
export function credentialsIssued(
  state: ClientApplicationState,
  grant: AccessGrantState,
  environment: Issuance,
  issuing: Issuing,
): GrantChange | null {
  if (isStopped(state)) return null;
  const issued = issueMissing(grant, applicationTypes[state.type].confidentiality, environment, issuing);
  if (issued.keyCount === 0) return null;
  const { keyCount } = issued;
  const happening = { type: "CredentialsIssued", environmentId: grant.environmentId, keyCount } as const;
  return { grant: issued.grant, happening };
}

/** R15: a key for each product and one pair of client credentials, where they are approved and lacking. */
function issueMissing(
  grant: AccessGrantState,
  confidentiality: Confidentiality,
  environment: Issuance,
  { issuer, now }: Issuing,
): { grant: AccessGrantState; keyCount: number } {
  const lacking = grant.keys.filter(
    (key) => !key.secret && !key.revokedAt && isApproved(requestFor(grant, key.productId)),
  );
  if (lacking.length === 0) return { grant, keyCount: 0 };
  const keys = grant.keys.map(
    (key): ApiKeyState =>
      lacking.includes(key)
        ? {
            ...key,
            secret: issuer.apiKey(key.id),
            issuedAt: now,
            expiresAt: expiryOfNewKey(environment, key.productId, now),
          }
        : key,
  );
  const credentials = grant.credentials ?? newCredentials(confidentiality, issuer, now);
  return { grant: { ...grant, keys, credentials }, keyCount: lacking.length };
}

/** Marks live what the gateway was told; a key that was revoked meanwhile stays as it is (R30). */
export function confirmLive(
  grant: AccessGrantState,
  pushed: DesiredAccess,
  now: Date,
): { grant: AccessGrantState; newlyLiveKeyIds: Id<"key">[]; isComplete: boolean } {
  const pushedHashes = new Set(pushed.keys.map(({ hash }) => hash));
  const goesLive = (key: ApiKeyState) =>
    key.secret !== null && !key.provisionedAt && !key.revokedAt && pushedHashes.has(key.secret.hash);
  const newlyLiveKeyIds = grant.keys.filter(goesLive).map(({ id }) => id);
  const keys = grant.keys.map((key) => (goesLive(key) ? { ...key, provisionedAt: now } : key));
  const { credentials } = grant;
  const clientIsLive = credentials && pushed.client?.clientId === credentials.clientId;
  return {
    grant: {
      ...grant,
      keys,
      credentials:
        clientIsLive && !credentials.provisionedAt ? { ...credentials, provisionedAt: now } : credentials,
    },
    newlyLiveKeyIds,
    isComplete: keys.every(
      ({ productId, provisionedAt, revokedAt, expiresAt }) =>
        provisionedAt !== null ||
        revokedAt !== null ||
        (expiresAt !== null && expiresAt <= now) ||
        !isApproved(requestFor(grant, productId)),
    ),
  };
}

/** R15: a client ID, and for confidential clients a secret. */
export function newCredentials(
  confidentiality: Confidentiality,
  issuer: ClientIssuer,
  now: Date,
): ClientCredentialsState {
  const clientId = issuer.clientId();
  return {
    clientId,
    secret: confidentiality === "CONFIDENTIAL" ? issuer.clientSecret(clientId) : null,
    issuedAt: now,
    provisionedAt: null,
    revokedAt: null,
    lastShownAt: null,
    retiring: null,
    clientKeys: null,
    leakedAt: null,
  };
}
