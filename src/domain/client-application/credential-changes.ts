import type { SecretRetrieval } from "../catalogue/api-environment.js";
import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { grantFacts, grantOf, keyFacts, keyOf, withKey } from "./access-grant.js";
import { applicationTypes } from "./application-type.js";
import type { ClientKeys } from "./client-keys.js";
import {
  assertNotRevoked,
  assertOverlap,
  type Issuing,
  revokedGrant,
  revokedKey,
  rotatedCredentials,
  shown,
  withSuccessor,
} from "./credentials.js";
import type { GrantChange } from "./grant-change.js";
import type {
  ClientApplicationState,
  ClientCredentialsState,
  Making,
  RetiringSecret,
  SealedSecret,
} from "./state.js";

/** R27. Throws NOT_FOUND, ALREADY_REVOKED. */
export function apiKeyRevoked(state: ClientApplicationState, apiKeyId: Id<"key">, now: Date): GrantChange {
  const { grant, key } = keyOf(state, apiKeyId);
  const happening = { type: "ApiKeyRevoked", key: keyFacts(grant, key) } as const;
  return { grant: withKey(grant, key, revokedKey(key, now)), happening };
}

/** R40: null when it is limited to just these already. Throws NOT_FOUND, ALREADY_REVOKED. */
export function apiKeyLimited(
  state: ClientApplicationState,
  { apiKeyId, networks }: NetworkLimit,
): GrantChange | null {
  const { grant, key } = keyOf(state, apiKeyId);
  assertNotRevoked(key);
  if (networks.join() === key.networks.join()) return null;
  const happening = { type: "ApiKeyLimited", key: keyFacts(grant, key), networks } as const;
  return { grant: withKey(grant, key, { ...key, networks }), happening };
}

/** R40: where a key may be used from, as `keyNetworks` gives it. */
export interface NetworkLimit {
  readonly apiKeyId: Id<"key">;
  readonly networks: readonly string[];
}

/** R27. Throws NOT_FOUND, ALREADY_REVOKED. */
export function grantRevoked(state: ClientApplicationState, grantId: Id<"grt">, now: Date): GrantChange {
  const { grant, keyCount } = revokedGrant(grantOf(state, grantId), now);
  return { grant, happening: { type: "GrantCredentialsRevoked", ...grantFacts(grant), keyCount } };
}

/** R27, R28. Throws INVALID, NOT_FOUND, NOT_ISSUED, LIMIT_REACHED. */
export function apiKeyRotated(
  state: ClientApplicationState,
  apiKeyId: Id<"key">,
  overlapHours: number,
  making: Making,
): GrantChange & { readonly successorId: Id<"key"> } {
  assertOverlap(overlapHours);
  const { grant, key } = keyOf(state, apiKeyId);
  const rotated = withSuccessor(grant, key, overlapHours, making);
  const facts = { key: keyFacts(grant, key), overlapHours, wasRevoked: key.revokedAt !== null };
  const happening = { type: "ApiKeyRotated", ...facts } as const;
  return { grant: rotated.grant, happening, successorId: rotated.successor.id };
}

/** R27, R28. Throws INVALID, NOT_FOUND, NOT_ISSUED, LIMIT_REACHED. */
export function clientSecretRotated(
  state: ClientApplicationState,
  grantId: Id<"grt">,
  overlapHours: number,
  issuing: Issuing,
): GrantChange {
  assertOverlap(overlapHours);
  const grant = grantOf(state, grantId);
  const { confidentiality } = applicationTypes[state.type];
  const credentials = rotatedCredentials(grant.credentials, confidentiality, overlapHours, issuing);
  const facts = { ...grantFacts(grant), overlapHours, wasRevoked: grant.credentials?.revokedAt != null };
  return { grant: { ...grant, credentials }, happening: { type: "ClientSecretRotated", ...facts } };
}

/**
 * Null when it has just these already. Without keys, no secret that is known to be public counts again: the one before the last
 * rotation ends. Throws NOT_FOUND, NOT_ISSUED, ALREADY_REVOKED, INVALID for public clients, and where the newest secret is such.
 */
export function clientKeysSet(
  state: ClientApplicationState,
  grantId: Id<"grt">,
  clientKeys: ClientKeys | null,
): GrantChange | null {
  const grant = grantOf(state, grantId);
  const { credentials } = grant;
  assertMayHaveKeys(state, credentials);
  if (!clientKeys && credentials.clientKeys && credentials.leakedAt)
    refuse("INVALID", "The client secret was found in public: rotate it, then take the keys away.", [
      "grantId",
    ]);
  if (JSON.stringify(credentials.clientKeys) === JSON.stringify(clientKeys)) return null;
  const facts = { ...grantFacts(grant), method: clientKeys?.method ?? null };
  const retiring = clientKeys ? credentials.retiring : unlessLeaked(credentials.retiring);
  return {
    grant: { ...grant, credentials: { ...credentials, clientKeys, retiring } },
    happening: { type: "ClientKeysSet", ...facts },
  };
}

/** While the keys counted it opened nothing, and whoever has found it must not get in now (R27). */
const unlessLeaked = (retiring: RetiringSecret | null) => (retiring?.leakedAt ? null : retiring);

/** R15: whether a client may show who it is by keys. Throws NOT_ISSUED, ALREADY_REVOKED, INVALID for public clients. */
export function assertMayHaveKeys<Credentials extends Pick<ClientCredentialsState, "revokedAt">>(
  { type }: Pick<ClientApplicationState, "type">,
  credentials: Credentials | null,
): asserts credentials is Credentials {
  if (applicationTypes[type].confidentiality === "PUBLIC")
    refuse("INVALID", "A public client shows who it is by nothing: it cannot keep a key.", ["grantId"]);
  assertIssued(credentials);
  if (credentials.revokedAt)
    refuse("ALREADY_REVOKED", "These client credentials have been revoked.", ["grantId"]);
}

/** R19. Throws NOT_FOUND, NOT_ISSUED, ALREADY_REVOKED, ALREADY_SHOWN. */
export function apiKeyRevealed(
  state: ClientApplicationState,
  apiKeyId: Id<"key">,
  retrieval: SecretRetrieval,
  now: Date,
): GrantChange & { readonly secret: SealedSecret } {
  const { grant, key } = keyOf(state, apiKeyId);
  const next = shown(key, retrieval, ["apiKeyId"], now);
  const happening = { type: "ApiKeyRevealed", apiKeyId, preview: next.secret.preview } as const;
  return { grant: withKey(grant, key, next), happening, secret: next.secret };
}

/** R15. Throws NOT_ISSUED. */
export function assertIssued<Credentials>(
  credentials: Credentials | null,
): asserts credentials is Credentials {
  if (!credentials) refuse("NOT_ISSUED", "The client credentials have not been issued yet.", ["grantId"]);
}

export interface ShownCredentials {
  readonly clientId: Id<"cli">;
  readonly secret: SealedSecret;
}

/** R19. Throws NOT_FOUND, NOT_ISSUED, ALREADY_REVOKED, ALREADY_SHOWN. */
export function clientSecretRevealed(
  state: ClientApplicationState,
  grantId: Id<"grt">,
  retrieval: SecretRetrieval,
  now: Date,
): GrantChange & { readonly credentials: ShownCredentials } {
  const grant = grantOf(state, grantId);
  assertIssued(grant.credentials);
  const credentials = shown(grant.credentials, retrieval, ["grantId"], now);
  const happening = { type: "ClientSecretRevealed", grantId, preview: credentials.secret.preview } as const;
  return { grant: { ...grant, credentials }, happening, credentials };
}
