import type { ApplicationView, GrantView } from "../../application/queries/views.js";
import { apiKeyStatus } from "../../domain/client-application/api-key-status.js";
import type { GraphQLContext } from "../context.js";
import { partId } from "../ids.js";
import type { ClientCredentials, DeletionImpact } from "./types.js";

export function credentialsOf({ id, credentials }: GrantView): ClientCredentials | null {
  if (!credentials) return null;
  return { id: partId("cre", id), ...credentials, hasSecret: credentials.secretPreview !== null };
}

export async function deletionImpactOf(
  application: ApplicationView,
  { loaders, clock }: GraphQLContext,
): Promise<DeletionImpact> {
  const grants = await loaders.grantsOfApplication.load(application.id);
  const keys = await Promise.all(grants.map(({ id }) => loaders.keysOfGrant.load(id)));
  const now = clock.now();
  const live = grants.flatMap((grant, index) =>
    (keys[index] ?? []).filter((key) => apiKeyStatus(key, grant, application, now) === "ACTIVE"),
  );
  return {
    id: partId("imp", application.id),
    liveKeys: live.length,
    environments: grants.length,
    coOwners: application.coOwnerIds.length,
  };
}
