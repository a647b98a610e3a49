import type { NameOf } from "../../application/consequences/name-of.js";
import type { MikroAccessTokens } from "./repositories/access-tokens.js";
import type { MikroCatalogue } from "./repositories/catalogue.js";
import type { MikroClientApplications } from "./repositories/client-applications.js";
import type { MikroGatewayTokens } from "./repositories/gateway-tokens.js";

interface Repositories {
  readonly applications: MikroClientApplications;
  readonly accessTokens: MikroAccessTokens;
  readonly gatewayTokens: MikroGatewayTokens;
  readonly catalogue: MikroCatalogue;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Names from the aggregates of the transaction, also of those that vanish with it; what it has only read of, from the
 * catalogue, with one statement at most.
 */
export async function namesFor(ids: ReadonlySet<string>, repositories: Repositories): Promise<NameOf> {
  const { applications, accessTokens, gatewayTokens, catalogue } = repositories;
  const now = byId(
    applications.tracked.states(),
    accessTokens.tracked.states(),
    gatewayTokens.tracked.states(),
    ...catalogue.tracked
      .states()
      .flatMap(({ products, environments }) => [
        products,
        environments,
        products.flatMap(({ ratePlans }) => ratePlans),
      ]),
  );
  const before = byId(
    applications.tracked.statesBefore(),
    ...catalogue.tracked.statesBefore().flatMap(({ products, environments }) => [products, environments]),
  );
  const { environmentNames } = applications;
  const others = await catalogue.names([...ids].filter((id) => !now.has(id) && !environmentNames.has(id)));
  return (id, when) =>
    (when === "before" ? before.get(id) : undefined) ??
    now.get(id) ??
    others.get(id) ??
    environmentNames.get(id) ??
    id;
}

function byId(...things: readonly (readonly Named[])[]): ReadonlyMap<string, string> {
  return new Map(things.flat().map(({ id, name }) => [id, name]));
}
