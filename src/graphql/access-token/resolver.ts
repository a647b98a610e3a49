import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { AccessTokenView } from "../../application/queries/views.js";
import { ClientApplicationType } from "../client-application/types.js";
import type { GraphQLContext } from "../context.js";
import { DeveloperType } from "../developer/types.js";
import { shortListCost } from "../limits/list-cost.js";
import { PartnerType } from "../partner/types.js";
import { AccessTokenOwner } from "../types/enums.js";
import { AccessTokenType } from "./types.js";

@Resolver(() => AccessTokenType)
export class AccessTokenResolver {
  @Query(() => AccessTokenType, {
    nullable: true,
    description:
      "The access token that this request shows: what a script acts as, with which scopes, and until when; null in a session.",
  })
  currentAccessToken(@Ctx() { actor, loaders }: GraphQLContext) {
    return actor?.token ? loaders.accessToken.load(actor.token.id) : null;
  }

  @FieldResolver(() => AccessTokenOwner, { description: "Whose it is." })
  owner(@Root() { developerId }: AccessTokenView): AccessTokenOwner {
    return developerId ? "DEVELOPER" : "COMPANY";
  }

  @FieldResolver(() => PartnerType, {
    nullable: true,
    description: "The company that it acts for; null for a developer's own.",
  })
  partner(@Root() { partnerId }: AccessTokenView, @Ctx() { loaders }: GraphQLContext) {
    return partnerId && loaders.partner.load(partnerId);
  }

  @FieldResolver(() => [ClientApplicationType], {
    nullable: true,
    description:
      "The only applications that it acts on, without those deleted since; null for a developer's own, which acts on all that they own.",
    complexity: shortListCost("clientApplications"),
  })
  async clientApplications(@Root() { applicationIds }: AccessTokenView, @Ctx() { loaders }: GraphQLContext) {
    if (!applicationIds) return null;
    const found = await loaders.application.loadMany(applicationIds);
    return found.filter((each) => each !== null);
  }

  @FieldResolver(() => DeveloperType, {
    nullable: true,
    description:
      "Who made a company's token; null for a developer's own, and once they are no longer a member.",
  })
  createdBy(@Root() { createdById }: AccessTokenView, @Ctx() { loaders }: GraphQLContext) {
    return createdById && loaders.developer.load(createdById);
  }
}
