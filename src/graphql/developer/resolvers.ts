import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { DeveloperView } from "../../application/queries/views.js";
import { displayName } from "../../domain/developer/display-name.js";
import { joiningStatus } from "../../domain/partner/joining.js";
import { missingRequirements } from "../../domain/partner/registration-requirements.js";
import { type AccessTokenFilter, AccessTokensArgs } from "../access-token/inputs.js";
import { AccessTokenConnection } from "../access-token/types.js";
import { connection, refusedPosition } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { cursorOf, positionOf } from "../cursor.js";
import { dear } from "../limits/limits.js";
import { listCost } from "../limits/list-cost.js";
import { PartnerType } from "../partner/types.js";
import { JsonObject } from "../scalars.js";
import { signedIn, signedInDeveloper } from "../signed-in.js";
import { JoiningStatus, MemberRole, RegistrationRequirement } from "../types/enums.js";
import type { AccessTokenOrder } from "../types/orders.js";
import type { ListArguments } from "../types/page-args.js";
import { acceptanceOf, profileOf } from "./parts.js";
import { DeveloperType, Profile, TermsAcceptance } from "./types.js";

@Resolver(() => DeveloperType)
export class DeveloperResolver {
  @Query(() => DeveloperType, {
    nullable: true,
    description: "The signed-in developer; null when nobody is signed in, and for a company's access token.",
  })
  me(@Ctx() { actor, loaders }: GraphQLContext) {
    return actor?.developerId ? loaders.developer.load(actor.developerId) : null;
  }

  @Query(() => JsonObject, {
    nullable: true,
    description:
      "Everything that is kept about you, as plain JSON: profile, membership, sessions, tokens without their secrets, applications, invitations, and what you did. Each list holds up to 500 entries at a time, oldest first; while there are more, `next` says what to give as `after`, and on the last page it is null. Once per request.",
    complexity: dear.export,
  })
  async exportMyData(
    @Ctx() context: GraphQLContext,
    @Arg("after", () => String, {
      nullable: true,
      description: "The `next` of the previous page; leave it out for the first page.",
    })
    after?: string | null,
  ) {
    const { developerId, partnerId, isOperator } = signedInDeveloper(context);
    const viewer = { developerId, partnerId, isOperator };
    try {
      const { data, next } = await context.reads.developers.personalData(viewer, positionOf(after));
      return { ...data, next: next && cursorOf(next) };
    } catch (error) {
      throw refusedPosition(
        error,
        "`after` is not the `next` of an export; take one from the previous page.",
      );
    }
  }

  @FieldResolver(() => String, {
    description: "The full name, or the start of the address while there is none.",
  })
  displayName(@Root() { profile, email }: DeveloperView) {
    return displayName(profile, email);
  }

  @FieldResolver(() => Profile, { description: "Who this is." })
  profile(@Root() developer: DeveloperView): Profile {
    return profileOf(developer);
  }

  @FieldResolver(() => TermsAcceptance, {
    nullable: true,
    description: "The last acceptance of the terms; null when there is none.",
  })
  termsAcceptance(@Root() developer: DeveloperView, @Ctx() { loaders }: GraphQLContext) {
    return acceptanceOf(developer, loaders);
  }

  @FieldResolver(() => PartnerType, {
    nullable: true,
    description: "The company; null for a developer who is no longer a member of one.",
  })
  partner(@Root() { partnerId }: DeveloperView, @Ctx() { loaders }: GraphQLContext) {
    return partnerId && loaders.partner.load(partnerId);
  }

  @FieldResolver(() => MemberRole, {
    nullable: true,
    description: "The role in the company; null without one.",
  })
  role(@Root() { role }: DeveloperView): MemberRole | null {
    return role;
  }

  @FieldResolver(() => JoiningStatus, {
    nullable: true,
    description: "What keeps you from being a member of your company; null for members, and for anyone else.",
  })
  async joining(
    @Root() { id, email, partnerId, joinRequest }: DeveloperView,
    @Ctx() { actor, reads }: GraphQLContext,
  ): Promise<JoiningStatus | null> {
    if (partnerId || actor?.developerId !== id) return null;
    const isSuspended = await reads.developers.isCompanySuspended(email);
    return joiningStatus(joinRequest, joinRequest?.policy ?? null, isSuspended);
  }

  @FieldResolver(() => [RegistrationRequirement], {
    description:
      "What this developer still needs before registering an application (R10); empty when nothing is missing.",
  })
  async missingRequirements(
    @Root() developer: DeveloperView,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<RegistrationRequirement[]> {
    const { partnerId, profile, termsAcceptance } = developer;
    const partner = partnerId ? await loaders.partner.load(partnerId) : null;
    const currentTerms = await loaders.currentTerms();
    const company = partner?.details ?? null;
    return missingRequirements({
      isMember: partner !== null,
      profile,
      termsAcceptance,
      currentTerms,
      company,
    });
  }

  @FieldResolver(() => AccessTokenConnection, {
    description: "Your own access tokens that are not revoked, newest first; empty for anyone else.",
    complexity: listCost,
  })
  accessTokens(
    @Root() { id }: DeveloperView,
    @Ctx() context: GraphQLContext,
    @Args(() => AccessTokensArgs) { filter, ...page }: ListArguments<AccessTokenOrder, AccessTokenFilter>,
  ) {
    signedIn(context);
    return connection(context.loaders.accessTokens, { developerId: id, filter: filter ?? {} }, page);
  }

  @FieldResolver(() => Boolean, { description: "Whether this is you and you are staff of the platform." })
  isOperator(@Root() { id }: DeveloperView, @Ctx() { actor }: GraphQLContext) {
    return actor?.developerId === id && actor.isOperator;
  }
}
