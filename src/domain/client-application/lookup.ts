import { refuse } from "../domain-error.js";
import type { KeyFacts } from "./events.js";
import type { AccessGrantState, ApiKeyState, ClientApplicationState } from "./state.js";

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

export function keyFacts({ environmentId }: AccessGrantState, key: ApiKeyState): KeyFacts {
  return { id: key.id, productId: key.productId, environmentId, preview: key.secret?.preview ?? null };
}
