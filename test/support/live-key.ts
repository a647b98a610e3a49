import { eventually } from "./eventually.js";
import { byId } from "./references.js";
import type { Person, Story } from "./story.js";

export interface LiveKey {
  readonly id: string;
  /** As its owner views it. */
  readonly value: string;
  readonly applicationId: string;
  readonly applicationName: string;
}

let applications = 0;

/** The key of a new application, once it is live. */
export async function liveKey(
  owner: Person,
  { catalogue }: Story,
  environment: string,
  product = "accounts",
): Promise<LiveKey> {
  const applicationName = `Ledger ${++applications}`;
  const { id: applicationId } = await owner.registers({
    name: applicationName,
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(catalogue[product]),
    environments: byId(catalogue[environment]),
  });
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { id status } } } }";
  const id = await eventually(async () => {
    const { clientApplication } = await owner.data(query, { id: applicationId });
    const [key] = clientApplication.grants[0].apiKeys;
    return key.status === "ACTIVE" && key.id;
  });
  const { value } = await owner.mutate("revealApiKey", { apiKeyId: id }, "value");
  return { id, value, applicationId, applicationName };
}
