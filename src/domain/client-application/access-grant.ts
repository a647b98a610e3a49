import type { ApiEnvironment } from "../catalogue/api-environment.js";
import { refuse } from "../domain-error.js";
import type { KeyFacts } from "./events.js";
import type { AccessGrantState, ApiKeyState, ClientApplicationState } from "./state.js";

/** Hands out the ids of new parts; passed in, since the domain knows no randomness. */
export type NewId = (prefix: "app" | "grt" | "key") => string;

/** R15, R17: one key for each product; approved at once where the environment does not ask for approval. */
export function newGrant(
  environment: ApiEnvironment,
  productIds: readonly string[],
  newId: NewId,
  now: Date,
): AccessGrantState {
  const automatic = environment.accessPolicy === "AUTOMATIC";
  return {
    id: newId("grt"),
    environmentId: environment.id,
    requestedAt: now,
    decision: automatic ? { verdict: "APPROVED", at: now, reason: null } : null,
    requestNote: null,
    credentials: null,
    keys: productIds.map((productId) => newKey(productId, newId)),
  };
}

/** R24, R25: new keys for the products that it has none of; keys of other products are gone for good. */
export function withProducts(
  grant: AccessGrantState,
  productIds: readonly string[],
  newId: NewId,
): AccessGrantState {
  const kept = grant.keys.filter(({ productId }) => productIds.includes(productId));
  const added = productIds.filter((id) => !kept.some(({ productId }) => productId === id));
  if (added.length === 0 && kept.length === grant.keys.length) return grant;
  return { ...grant, keys: [...kept, ...added.map((productId) => newKey(productId, newId))] };
}

export function withKey(grant: AccessGrantState, old: ApiKeyState, next: ApiKeyState): AccessGrantState {
  return { ...grant, keys: grant.keys.map((key) => (key === old ? next : key)) };
}

export function replaceGrant(state: ClientApplicationState, grant: AccessGrantState): ClientApplicationState {
  return { ...state, grants: state.grants.map((other) => (other.id === grant.id ? grant : other)) };
}

export function newKey(productId: string, newId: NewId): ApiKeyState {
  return {
    id: newId("key"),
    productId,
    secret: null,
    issuedAt: null,
    provisionedAt: null,
    revokedAt: null,
    expiresAt: null,
    lastShownAt: null,
  };
}

/** Which environments' keys can be provisioned at once (R16), and which await approval (R17). */
export function byDecision(grants: readonly AccessGrantState[]): {
  readonly grantedEnvironmentIds: readonly string[];
  readonly awaitingEnvironmentIds: readonly string[];
} {
  const environmentsWhere = (isWanted: (grant: AccessGrantState) => boolean) =>
    grants.filter(isWanted).map(({ environmentId }) => environmentId);
  return {
    grantedEnvironmentIds: environmentsWhere(({ decision }) => decision?.verdict === "APPROVED"),
    awaitingEnvironmentIds: environmentsWhere(({ decision }) => !decision),
  };
}

export interface GrantedKey {
  readonly grant: AccessGrantState;
  readonly key: ApiKeyState;
}

export function findKey({ grants }: ClientApplicationState, apiKeyId: string): GrantedKey | undefined {
  for (const grant of grants) {
    const key = grant.keys.find(({ id }) => id === apiKeyId);
    if (key) return { grant, key };
  }
  return undefined;
}

/** Throws NOT_FOUND. */
export function keyOf(state: ClientApplicationState, apiKeyId: string): GrantedKey {
  return findKey(state, apiKeyId) ?? refuse("NOT_FOUND", "There is no such API key.", ["apiKeyId"]);
}

/** Throws NOT_FOUND. */
export function grantOf({ grants }: ClientApplicationState, grantId: string): AccessGrantState {
  const grant = grants.find(({ id }) => id === grantId);
  return grant ?? refuse("NOT_FOUND", "There is no such access grant.", ["grantId"]);
}

/** How events name a grant. */
export function grantFacts({ id, environmentId }: AccessGrantState) {
  return { grantId: id, environmentId };
}

/** How events name a key. */
export function keyFacts({ environmentId }: AccessGrantState, key: ApiKeyState): KeyFacts {
  return { id: key.id, productId: key.productId, environmentId, preview: key.secret?.preview ?? null };
}
