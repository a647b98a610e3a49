import { Ctx, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { ApplicationView, GrantView, KeyView } from "../../application/queries/views.js";
import { laterKeys } from "../../domain/client-application/credentials.js";
import { onGrant, onKey } from "../../domain/client-application/permissions.js";
import { AccessGrantType, ApiKeyType } from "../client-application/types.js";
import type { GraphQLContext } from "../context.js";
import { GoneMeanwhileError } from "../torn-reads.js";
import { actingViewer } from "./acting-viewer.js";
import { Permission, Permissions, permission, permissionsId } from "./permission.js";

@ObjectType({ description: "What you may do to a key now." })
export class ApiKeyPermissions extends Permissions {}

@ObjectType({ description: "What you may do now to the credentials that a grant holds." })
export class AccessGrantPermissions extends Permissions {}

type OfKey = ApiKeyPermissions & { readonly key: KeyView };
type OfGrant = AccessGrantPermissions & { readonly grant: GrantView };

@Resolver(() => ApiKeyPermissions)
export class ApiKeyPermissionsResolver {
  @FieldResolver(() => Permission, { description: "`revealApiKey` (R19)." })
  async reveal(@Root() { key }: OfKey, @Ctx() context: GraphQLContext): Promise<Permission> {
    const { application, grant } = await belongings(key.grantId, context);
    const retrieval = await retrievalOf(grant, context);
    return permission(key.id, "reveal", () =>
      onKey.reveal(application, actingViewer(context), { ...key, secret: key.preview }, retrieval),
    );
  }

  @FieldResolver(() => Permission, {
    description: "`rotateApiKey`, with an overlap of 0 hours at least (R28).",
  })
  async rotate(@Root() { key }: OfKey, @Ctx() context: GraphQLContext): Promise<Permission> {
    const [{ application }, keys] = await Promise.all([
      belongings(key.grantId, context),
      context.loaders.keysOfGrant.load(key.grantId),
    ]);
    const facts = { key: { ...key, secret: key.preview }, later: laterKeys(keys, key) };
    return permission(key.id, "rotate", () =>
      onKey.rotate(application, actingViewer(context), facts, context.clock.now()),
    );
  }

  @FieldResolver(() => Permission, { description: "`limitApiKeyToNetworks` (R40)." })
  async limitToNetworks(@Root() { key }: OfKey, @Ctx() context: GraphQLContext): Promise<Permission> {
    const { application } = await belongings(key.grantId, context);
    return permission(key.id, "limitToNetworks", () => onKey.limit(application, actingViewer(context), key));
  }

  @FieldResolver(() => Permission, { description: "`revokeApiKey` (R27)." })
  async revoke(@Root() { key }: OfKey, @Ctx() context: GraphQLContext): Promise<Permission> {
    const { application } = await belongings(key.grantId, context);
    return permission(key.id, "revoke", () => onKey.revoke(application, actingViewer(context), key));
  }
}

@Resolver(() => AccessGrantPermissions)
export class AccessGrantPermissionsResolver {
  @FieldResolver(() => Permission, { description: "`revealClientSecret` (R19)." })
  async revealClientSecret(@Root() { grant }: OfGrant, @Ctx() context: GraphQLContext): Promise<Permission> {
    const { application } = await belongings(grant.id, context);
    const retrieval = await retrievalOf(grant, context);
    return permission(grant.id, "revealClientSecret", () =>
      onGrant.revealClientSecret(application, actingViewer(context), credentialsOf(grant), retrieval),
    );
  }

  @FieldResolver(() => Permission, {
    description: "`rotateClientSecret`, with an overlap of 0 hours at least (R28).",
  })
  async rotateClientSecret(@Root() { grant }: OfGrant, @Ctx() context: GraphQLContext): Promise<Permission> {
    const { application } = await belongings(grant.id, context);
    return permission(grant.id, "rotateClientSecret", () =>
      onGrant.rotateClientSecret(application, actingViewer(context), credentialsOf(grant)),
    );
  }

  @FieldResolver(() => Permission, { description: "`setClientKeys`." })
  async setClientKeys(@Root() { grant }: OfGrant, @Ctx() context: GraphQLContext): Promise<Permission> {
    const { application } = await belongings(grant.id, context);
    return permission(grant.id, "setClientKeys", () =>
      onGrant.setClientKeys(application, actingViewer(context), credentialsOf(grant)),
    );
  }

  @FieldResolver(() => Permission, { description: "`revokeGrantCredentials` (R27)." })
  async revokeCredentials(@Root() { grant }: OfGrant, @Ctx() context: GraphQLContext): Promise<Permission> {
    const [{ application }, keys] = await Promise.all([
      belongings(grant.id, context),
      context.loaders.keysOfGrant.load(grant.id),
    ]);
    return permission(grant.id, "revokeCredentials", () =>
      onGrant.revokeCredentials(application, actingViewer(context), credentialsOf(grant), keys),
    );
  }
}

@Resolver(() => ApiKeyType)
export class ApiKeyViewerCanResolver {
  @FieldResolver(() => ApiKeyPermissions, { description: "What you may do to it now, and why not." })
  viewerCan(@Root() key: KeyView): OfKey {
    return { id: permissionsId(key.id), key };
  }
}

@Resolver(() => AccessGrantType)
export class AccessGrantViewerCanResolver {
  @FieldResolver(() => AccessGrantPermissions, {
    description: "What you may do now to the credentials that it holds, and why not.",
  })
  viewerCan(@Root() grant: GrantView): OfGrant {
    return { id: permissionsId(grant.id), grant };
  }
}

/** Whoever sees a key or a grant sees these as well. */
async function belongings(
  grantId: GrantView["id"],
  { loaders }: GraphQLContext,
): Promise<{ grant: GrantView; application: ApplicationView }> {
  const grant = await loaders.grant.load(grantId);
  const application = grant && (await loaders.application.load(grant.applicationId));
  if (!application) throw new GoneMeanwhileError(`${grantId} has been deleted.`);
  return { grant, application };
}

async function retrievalOf({ environmentId }: GrantView, { loaders }: GraphQLContext) {
  const environment = await loaders.environment.load(environmentId);
  return environment?.secretRetrieval ?? "ONCE";
}

/** There is a preview as long as there is a secret; both are for owners, and who is none is refused before. */
function credentialsOf({ credentials }: GrantView) {
  return credentials && { ...credentials, secret: credentials.secretPreview };
}
