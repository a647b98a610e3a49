import type { SecretIssuer } from "../../domain/client-application/provisioning.js";
import type { Ids } from "../ports/ids.js";
import type { SecretVault } from "../ports/secret-vault.js";

/** Makes the secrets of one environment. */
export function secretIssuer(vault: SecretVault, ids: Ids, environmentSlug: string): SecretIssuer {
  return {
    apiKey: (apiKeyId) => vault.issue("key", environmentSlug, apiKeyId),
    clientId: () => ids.next("cli"),
    clientSecret: (clientId) => vault.issue("sec", environmentSlug, clientId),
  };
}
