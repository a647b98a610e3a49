import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import { mentionedIn, withNames } from "../../application/consequences/audit/mentions.js";
import { usagePoints } from "../../application/queries/usage.js";
import type { ActivityView, ApplicationView } from "../../application/queries/views.js";
import { applicationStatus } from "../../domain/client-application/api-key-status.js";
import { isOwner } from "../../domain/client-application/owners.js";
import { displayName } from "../../domain/developer/display-name.js";
import { AccessTokenType } from "../access-token/types.js";
import { ApiProductType } from "../catalogue/types.js";
import { connection } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { DeveloperType } from "../developer/types.js";
import { askedAlong } from "../execution/look-ahead.js";
import { checkedRange, UsageArgs, UsagePoint, usageSeries } from "../gateway/usage.js";
import { isIdOf } from "../ids.js";
import { usualLengths } from "../limits/limits.js";
import { listCost, shortListCost } from "../limits/list-cost.js";
import { PartnerType } from "../partner/types.js";
import { asOperator, signedIn } from "../signed-in.js";
import { ApplicationStatus } from "../types/enums.js";
import type { ActivityOrder, ClientApplicationOrder } from "../types/orders.js";
import type { ListArguments } from "../types/page-args.js";
import {
  ActivityArgs,
  type ActivityFilter,
  type AnyClientApplicationFilter,
  AnyClientApplicationsArgs,
} from "./list-inputs.js";
import { deletionImpactOf } from "./parts.js";
import {
  AccessGrantType,
  ActivityConnection,
  ActivityType,
  ClientApplicationConnection,
  ClientApplicationType,
  DeletionImpact,
} from "./types.js";

const usualKeys = 2 * usualLengths.apiKeys;

@Resolver(() => ClientApplicationType)
export class ClientApplicationResolver {
  @Query(() => ClientApplicationType, {
    nullable: true,
    description:
      "One of your partner's applications; null both for an unknown id and for another partner's (R18).",
  })
  clientApplication(
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Arg("id", () => ID, { description: "An application's id." }) id: string,
  ) {
    signedIn(context);
    return isIdOf("app", id) ? context.loaders.applicationAlong(id, askedAlong(info)) : null;
  }

  @Query(() => ClientApplicationConnection, {
    nullable: true,
    description: "The applications of all companies, without any credential. Operators only (R18).",
    complexity: listCost,
  })
  clientApplications(
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AnyClientApplicationsArgs)
    { filter, ...page }: ListArguments<ClientApplicationOrder, AnyClientApplicationFilter>,
  ) {
    asOperator(context);
    return connection(context.loaders.allApplicationsAlong(askedAlong(info)), { filter: filter ?? {} }, page);
  }

  @FieldResolver(() => ApplicationStatus, { description: "Whether it may call APIs at all (R29)." })
  status(@Root() application: ApplicationView): ApplicationStatus {
    return applicationStatus(application);
  }

  @FieldResolver(() => PartnerType, { description: "Whose it is." })
  partner(@Root() { partnerId }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.partner.get(partnerId);
  }

  @FieldResolver(() => [ApiProductType], {
    description: "The products that it uses.",
    complexity: shortListCost("products"),
  })
  products(@Root() { productIds }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.product.getMany(productIds);
  }

  @FieldResolver(() => [AccessGrantType], {
    description: "One for each environment that it is in or asks for.",
    complexity: shortListCost("grants"),
  })
  grants(@Root() { id }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.grantsOfApplication.get(id);
  }

  @FieldResolver(() => DeveloperType, { description: "The one owner (R20)." })
  owner(@Root() { ownerId }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.developer.get(ownerId);
  }

  @FieldResolver(() => [DeveloperType], {
    description:
      "At most 20; they may do everything the owner may, except transfer the application or remove other co-owners (R20 to R23).",
    complexity: shortListCost("coOwners"),
  })
  coOwners(@Root() { coOwnerIds }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.developer.getMany(coOwnerIds);
  }

  @FieldResolver(() => Boolean, { description: "True when the viewer is the owner or a co-owner (R21)." })
  viewerIsOwner(@Root() application: ApplicationView, @Ctx() context: GraphQLContext) {
    const { developerId } = signedIn(context);
    return developerId !== null && isOwner(application, developerId);
  }

  @FieldResolver(() => DeletionImpact, {
    description: "What `deleteClientApplication` would end; ask before you delete (R31).",
  })
  deletionImpact(@Root() application: ApplicationView, @Ctx() context: GraphQLContext) {
    return deletionImpactOf(application, context);
  }

  @FieldResolver(
    () => [UsagePoint],
    usageSeries("How much all its keys are used, and those that it had before.", usualKeys),
  )
  async usage(
    @Root() { id }: ApplicationView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => UsageArgs) args: UsageArgs,
  ) {
    const range = checkedRange(args);
    return usagePoints(range, await loaders.usageOfApplication(range).load(id));
  }

  @FieldResolver(() => ActivityConnection, {
    description: "The audit trail of this application, newest first; owners only, empty for others.",
    complexity: listCost,
  })
  activity(
    @Root() { id }: ApplicationView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => ActivityArgs) { filter, ...page }: ListArguments<ActivityOrder, ActivityFilter>,
  ) {
    return connection(loaders.activity, { parentId: id, filter: filter ?? {} }, page);
  }
}

@Resolver(() => ActivityType)
export class ActivityResolver {
  @FieldResolver(() => String, {
    description: "What was done, for people: a sentence that begins with its verb.",
  })
  async summary(@Root() { summary }: ActivityView, @Ctx() { loaders }: GraphQLContext) {
    const names = new Map<string, string>();
    const ids = mentionedIn(summary);
    const invitations = ids.filter((id) => isIdOf("inv", id));
    for (const invitation of await Promise.all(invitations.map((id) => loaders.invitation.load(id)))) {
      if (invitation) names.set(invitation.id, invitation.email);
    }
    const developers = ids.filter((id) => isIdOf("dev", id));
    for (const developer of await Promise.all(developers.map((id) => loaders.developer.load(id)))) {
      if (developer) names.set(developer.id, displayName(developer.profile, developer.email));
    }
    return withNames(summary, (id) => names.get(id));
  }

  @FieldResolver(() => ClientApplicationType, {
    nullable: true,
    description:
      "The application it is about; null when it is about none, or when that application has been deleted.",
  })
  clientApplication(@Root() { applicationId }: ActivityView, @Ctx() { loaders }: GraphQLContext) {
    return applicationId && loaders.application.load(applicationId);
  }

  @FieldResolver(() => DeveloperType, {
    nullable: true,
    description:
      "Who did it; null when a company's token, the system or an operator did, or someone who is no longer a member.",
  })
  actor(@Root() { actorId }: ActivityView, @Ctx() { loaders }: GraphQLContext) {
    return actorId && isIdOf("dev", actorId) ? loaders.developer.load(actorId) : null;
  }

  @FieldResolver(() => AccessTokenType, {
    nullable: true,
    description:
      "The company's access token that did it; null when somebody did it themselves, or by a token of their own.",
  })
  actingToken(@Root() { actorId }: ActivityView, @Ctx() { loaders }: GraphQLContext) {
    return actorId && isIdOf("pat", actorId) ? loaders.accessToken.load(actorId) : null;
  }
}
