import type { EnvironmentRef, KeyRef } from "./events.js";
import type { CatalogueSelection } from "./registration.js";
import type { AccessGrantState, ApiKeyState } from "./state.js";

/** What the catalogue calls things, for sentences that people read. */
export function namesOf(
  things: readonly { readonly id: string; readonly name: string }[],
  ids: readonly string[],
): string[] {
  return ids.map((id) => things.find((thing) => thing.id === id)?.name ?? id);
}

export function environmentRef({ environments }: CatalogueSelection, id: string): EnvironmentRef {
  const [name = id] = namesOf(environments, [id]);
  return { id, name };
}

export function keyRef(
  catalogue: CatalogueSelection,
  { environmentId }: AccessGrantState,
  key: ApiKeyState,
): KeyRef {
  const [productName = key.productId] = namesOf(catalogue.products, [key.productId]);
  const environment = environmentRef(catalogue, environmentId);
  return { id: key.id, productName, environment, preview: key.secret?.preview ?? null };
}
