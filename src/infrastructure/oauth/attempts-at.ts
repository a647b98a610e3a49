import type { ClientNames } from "../../application/ports/key-knowledge.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";

/** By which wrong secrets of a client are counted that come from one network: told to nobody. */
export function attemptsAt(
  { lookupHashes }: Pick<SecretVault, "lookupHashes">,
  { clientId, network }: Pick<ClientNames, "clientId" | "network">,
): string {
  return lookupHashes(`client secret of ${clientId}: ${network}`)[0] ?? "";
}
