import type { EnvironmentTier } from "../api/gql/graphql";

const tiers: readonly EnvironmentTier[] = ["DEMO", "DEVELOPMENT", "TEST", "UAT", "PARTNER", "PRODUCTION"];

/** Environments on the way to real customers, who come last. */
export function byTier<Environment extends { readonly tier: EnvironmentTier }>(
  environments: readonly Environment[],
): Environment[] {
  return [...environments].sort((one, other) => tiers.indexOf(one.tier) - tiers.indexOf(other.tier));
}
