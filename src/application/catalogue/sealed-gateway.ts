import {
  builtIn,
  checkedKong,
  type EnvironmentGateway,
  type KongSettings,
} from "../../domain/catalogue/environment-gateway.js";
import type { Id } from "../../domain/id.js";
import type { SecretVault } from "../ports/secret-vault.js";

/**
 * The gateway as it is kept, its settings sealed for the environment (R34); null for the one that comes with Portico. One
 * that is the same as now stays as it is: sealed anew it would look like another. Throws INVALID.
 */
export function sealedGateway(
  vault: Pick<SecretVault, "open" | "seal">,
  environmentId: Id<"env">,
  wanted: KongSettings | null,
  now: EnvironmentGateway,
): EnvironmentGateway {
  if (!wanted) return builtIn;
  const clear = JSON.stringify(checkedKong(wanted));
  if (now.settings && vault.open(now.settings, environmentId) === clear) return now;
  const { ciphertext, keyId } = vault.seal(clear, environmentId);
  return { kind: "KONG", settings: { ciphertext, keyId } };
}
