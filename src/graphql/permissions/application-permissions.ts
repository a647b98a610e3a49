import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { ApplicationView } from "../../application/queries/views.js";
import { onApplication } from "../../domain/client-application/permissions.js";
import { ClientApplicationType } from "../client-application/types.js";
import type { GraphQLContext } from "../context.js";
import { actingViewer, actingWithRole } from "./acting-viewer.js";
import { Permission, Permissions, permission, permissionsId } from "./permission.js";

/** What is asked of every one of them alike. */
type Alike = Exclude<keyof typeof onApplication, "transferOwnership">;
const alike = Object.keys(onApplication).filter((name) => name !== "transferOwnership") as Alike[];

@ObjectType({
  description:
    "What you may do to an application now. Of its keys and credentials, whether you may at all; each says more itself.",
})
export class ClientApplicationPermissions extends Permissions {
  @Field(() => Permission, { description: "`editClientApplication` (R24)." })
  readonly edit!: Permission;

  @Field(() => Permission, { description: "`addCoOwner` (R20)." })
  readonly addCoOwner!: Permission;

  @Field(() => Permission, { description: "`removeCoOwner`, of any of them (R22)." })
  readonly removeCoOwner!: Permission;

  @Field(() => Permission, { description: "`removeCoOwner`, of yourself (R22)." })
  readonly ceaseToCoOwn!: Permission;

  @Field(() => Permission, { description: "`revealApiKey` and `revealClientSecret` (R19)." })
  readonly reveal!: Permission;

  @Field(() => Permission, { description: "`rotateApiKey` and `rotateClientSecret` (R28)." })
  readonly rotate!: Permission;

  @Field(() => Permission, { description: "`revokeApiKey` and `revokeGrantCredentials` (R27)." })
  readonly revoke!: Permission;

  @Field(() => Permission, { description: "`requestAccessAgain` (R17)." })
  readonly requestAccessAgain!: Permission;

  @Field(() => Permission, { description: "`deactivateClientApplication` (R29)." })
  readonly deactivate!: Permission;

  @Field(() => Permission, { description: "`restoreClientApplication` (R29)." })
  readonly restore!: Permission;

  @Field(() => Permission, { description: "`deleteClientApplication` (R31)." })
  readonly delete!: Permission;
}

type Asked = ClientApplicationPermissions & { readonly application: ApplicationView };

@Resolver(() => ClientApplicationPermissions)
export class ClientApplicationPermissionsResolver {
  @FieldResolver(() => Permission, { description: "`transferOwnership` (R23)." })
  async transferOwnership(
    @Root() { application }: Asked,
    @Ctx() context: GraphQLContext,
  ): Promise<Permission> {
    // Only then it matters who is an ADMIN.
    const ownerHasLeft = !application.isOwnerMember;
    const by = ownerHasLeft ? await actingWithRole(context) : actingViewer(context);
    return permission(application.id, "transferOwnership", () =>
      onApplication.transferOwnership(application, by, ownerHasLeft),
    );
  }
}

@Resolver(() => ClientApplicationType)
export class ApplicationViewerCanResolver {
  @FieldResolver(() => ClientApplicationPermissions, {
    description: "What you may do to it now, and why not: to show or to leave out what a page offers.",
  })
  viewerCan(@Root() application: ApplicationView, @Ctx() context: GraphQLContext): Asked {
    const by = actingViewer(context);
    const asked = { id: permissionsId(application.id), application } as Asked;
    for (const name of alike) {
      // What is not selected is not looked at.
      const get = () => permission(application.id, name, () => onApplication[name](application, by));
      Object.defineProperty(asked, name, { get });
    }
    return asked;
  }
}
