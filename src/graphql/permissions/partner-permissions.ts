import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { PartnerView } from "../../application/queries/views.js";
import { onPartner } from "../../domain/partner/permissions.js";
import type { GraphQLContext } from "../context.js";
import { dear } from "../limits/limits.js";
import { PartnerType } from "../partner/types.js";
import { signedIn } from "../signed-in.js";
import { actingWithRole, asMember } from "./acting-viewer.js";
import { Permission, Permissions, permission, permissionsId } from "./permission.js";

/** What is asked of every one of them alike. */
type Alike = Exclude<keyof typeof onPartner, "registerClientApplication" | "leave">;
const alike = Object.keys(onPartner).filter(
  (name) => name !== "registerClientApplication" && name !== "leave",
) as Alike[];

@ObjectType({ description: "What you may do to your company now." })
export class PartnerPermissions extends Permissions {
  @Field(() => Permission, { description: "`updateCompanyDetails` (R6)." })
  readonly updateCompanyDetails!: Permission;

  @Field(() => Permission, {
    description: "`inviteDeveloper`, `resendInvitation` and `withdrawInvitation` (R7).",
  })
  readonly inviteDeveloper!: Permission;

  @Field(() => Permission, { description: "`changeMemberRole` (R8)." })
  readonly changeMemberRole!: Permission;

  @Field(() => Permission, {
    description: "`removeMember`, of somebody else (R9).",
  })
  readonly removeMember!: Permission;

  @Field(() => Permission, { description: "`chooseJoiningPolicy` (R38)." })
  readonly chooseJoiningPolicy!: Permission;

  @Field(() => Permission, { description: "`acceptJoinRequest` (R38)." })
  readonly acceptJoinRequest!: Permission;

  @Field(() => Permission, { description: "`declineJoinRequest` (R38)." })
  readonly declineJoinRequest!: Permission;

  @Field(() => Permission, { description: "`proveDomain` (R38)." })
  readonly proveDomain!: Permission;

  @Field(() => Permission, { description: "`createAccessToken`, of the company's." })
  readonly createAccessToken!: Permission;
}

type Asked = PartnerPermissions & { readonly partner: PartnerView };

@Resolver(() => PartnerPermissions)
export class PartnerPermissionsResolver {
  @FieldResolver(() => Permission, {
    description: "`removeMember`, of yourself: whoever is no last ADMIN may leave (R8, R9).",
    complexity: dear.count,
  })
  async leave(@Root() { partner }: Asked, @Ctx() context: GraphQLContext): Promise<Permission> {
    const [by, admins] = await Promise.all([
      actingWithRole(context),
      context.loaders.members.count({ partnerId: partner.id, filter: { role: "ADMIN" } }),
    ]);
    return permission(partner.id, "leave", () => onPartner.leave(partner, asMember(by), admins));
  }

  @FieldResolver(() => Permission, {
    description: "`registerClientApplication`: what is missing is in the reason (R10).",
    complexity: dear.count,
  })
  async registerClientApplication(
    @Root() { partner }: Asked,
    @Ctx() context: GraphQLContext,
  ): Promise<Permission> {
    const { loaders, quotas } = context;
    const [by, developer, currentTerms, existing] = await Promise.all([
      actingWithRole(context),
      loaders.developer.load(signedIn(context).developerId ?? "dev_"),
      loaders.currentTerms(),
      loaders.applications.count({ partnerId: partner.id, filter: {} }),
    ]);
    const isMember = developer?.partnerId === partner.id;
    const { profile = noProfile, termsAcceptance = null } = developer ?? {};
    const facts = { isMember, profile, termsAcceptance, currentTerms, company: partner.details };
    return permission(partner.id, "registerClientApplication", () =>
      onPartner.registerClientApplication(partner, asMember(by), { facts, existing, quotas }),
    );
  }
}

const noProfile = { givenName: null, familyName: null, jobTitle: null, phone: null };

@Resolver(() => PartnerType)
export class PartnerViewerCanResolver {
  @FieldResolver(() => PartnerPermissions, {
    description: "What you may do to it now, and why not: to show or to leave out what a page offers.",
  })
  async viewerCan(@Root() partner: PartnerView, @Ctx() context: GraphQLContext): Promise<Asked> {
    const by = await actingWithRole(context);
    const asked = { id: permissionsId(partner.id), partner } as Asked;
    for (const name of alike) {
      // What is not selected is not looked at.
      const get = () => permission(partner.id, name, () => onPartner[name](partner, asMember(by)));
      Object.defineProperty(asked, name, { get });
    }
    return asked;
  }
}
