import type { ApplicationView, GrantView } from "../../application/queries/views.js";
import { apiKeyStatus } from "../../domain/client-application/api-key-status.js";
import type { Id } from "../../domain/id.js";
import type { GraphQLContext } from "../context.js";
import { partId } from "../ids.js";
import type { ClientCredentials, DeletionImpact } from "./types.js";

/** What is asked of client credentials is found by their grant. */
export interface CredentialsOfGrant extends ClientCredentials {
  readonly environmentId: Id<"env">;
}

export function credentialsOf({ id, credentials, environmentId }: GrantView): CredentialsOfGrant | null {
  if (!credentials) return null;
  const { clientKeys, ...shown } = credentials;
  const hasSecret = credentials.secretPreview !== null;
  return {
    id: partId("cre", id),
    ...shown,
    hasSecret,
    authentication: clientKeys?.method ?? (hasSecret ? "CLIENT_SECRET" : "NONE"),
    jwks: clientKeys?.jwks ? JSON.stringify(clientKeys.jwks) : null,
    jwksUri: clientKeys?.jwksUri ?? null,
    tlsSubject: clientKeys?.tlsSubject ?? null,
    environmentId,
  };
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
