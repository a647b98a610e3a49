import type { ApiEnvironment } from "../catalogue/api-environment.js";
import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { awaitsDecision, hasApproval, newRequest, withoutProducts } from "./access-request.js";
import type { KeyFacts } from "./events.js";
import type { AccessGrantState, ApiKeyState, ClientApplicationState, Making, NewId } from "./state.js";

/** R15, R17: one key for each product, and one request for all of them. */
export function newGrant(
  environment: ApiEnvironment,
  productIds: readonly Id<"prd">[],
  making: Making,
): AccessGrantState {
  return {
    id: making.newId("grt"),
    environmentId: environment.id,
    keys: productIds.map((productId) => newKey(productId, making.newId)),
    requests: [newRequest(environment, productIds, making)],
    credentials: null,
  };
}

/**
 * R17, R24, R25: new keys, and a request of their own, for the products that it has none of; keys of other products are
 * gone for good.
 */
export function withProducts(
  grant: AccessGrantState,
  environment: ApiEnvironment,
  productIds: readonly Id<"prd">[],
  making: Making,
): AccessGrantState {
  const kept = grant.keys.filter(({ productId }) => productIds.includes(productId));
  const added = productIds.filter((id) => !kept.some(({ productId }) => productId === id));
  if (added.length === 0 && kept.length === grant.keys.length) return grant;
  const requests = withoutProducts(grant.requests, productIds);
  return {
    ...grant,
    requests: added.length > 0 ? [...requests, newRequest(environment, added, making)] : requests,
    keys: [...kept, ...added.map((productId) => newKey(productId, making.newId))],
  };
}

export function withKey(grant: AccessGrantState, old: ApiKeyState, next: ApiKeyState): AccessGrantState {
  return { ...grant, keys: grant.keys.map((key) => (key === old ? next : key)) };
}

export function replaceGrant(state: ClientApplicationState, grant: AccessGrantState): ClientApplicationState {
  return { ...state, grants: state.grants.map((other) => (other.id === grant.id ? grant : other)) };
}

export function newKey(productId: Id<"prd">, newId: NewId, networks: readonly string[] = []): ApiKeyState {
  return {
    id: newId("key"),
    productId,
    secret: null,
    issuedAt: null,
    provisionedAt: null,
    revokedAt: null,
    expiresAt: null,
    lastShownAt: null,
    networks,
    leakedAt: null,
  };
}

/** Which environments' keys can be provisioned at once (R16), and which await approval (R17). */
export function byDecision(grants: readonly AccessGrantState[]): {
  readonly grantedEnvironmentIds: readonly Id<"env">[];
  readonly awaitingEnvironmentIds: readonly Id<"env">[];
} {
  return {
    grantedEnvironmentIds: environmentsOf(grants.filter(hasApproval)),
    awaitingEnvironmentIds: environmentsOf(grants.filter(awaitsDecision)),
  };
}

export interface GrantedKey {
  readonly grant: AccessGrantState;
  readonly key: ApiKeyState;
}

export function findKey({ grants }: ClientApplicationState, apiKeyId: Id<"key">): GrantedKey | undefined {
  for (const grant of grants) {
    const key = grant.keys.find(({ id }) => id === apiKeyId);
    if (key) return { grant, key };
  }
  return undefined;
}

/** Throws NOT_FOUND. */
export function keyOf(state: ClientApplicationState, apiKeyId: Id<"key">): GrantedKey {
  return findKey(state, apiKeyId) ?? refuse("NOT_FOUND", "There is no such API key.", ["apiKeyId"]);
}

/** Throws NOT_FOUND. */
export function grantOf({ grants }: ClientApplicationState, grantId: Id<"grt">): AccessGrantState {
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

export function environmentsOf(grants: readonly AccessGrantState[]): Id<"env">[] {
  return grants.map(({ environmentId }) => environmentId);
}
