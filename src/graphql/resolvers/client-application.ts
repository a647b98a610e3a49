import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ActivityView, ApplicationView } from "../../application/queries/views.js";
import { applicationStatus } from "../../domain/client-application/api-key-status.js";
import { connection } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { pageOf } from "../cursor.js";
import { kindOf } from "../ids.js";
import { listCost, shortListCost } from "../limits/list-cost.js";
import { signedIn } from "../signed-in.js";
import { ApiProductType } from "../types/catalogue.js";
import {
  AccessGrantType,
  ActivityConnection,
  ActivityType,
  ClientApplicationType,
} from "../types/client-application.js";
import { ApplicationStatus } from "../types/enums.js";
import { PageArgs } from "../types/page-args.js";
import { DeveloperType } from "../types/people.js";

@Resolver(() => ClientApplicationType)
export class ClientApplicationResolver {
  @Query(() => ClientApplicationType, {
    nullable: true,
    description:
      "One of your partner's applications; null for an unknown id and for another partner's alike (R18).",
  })
  clientApplication(
    @Ctx() context: GraphQLContext,
    @Arg("id", () => ID, { description: "An application's id." }) id: string,
  ) {
    signedIn(context);
    return kindOf(id) === "app" ? context.loaders.application.load(id) : null;
  }

  @FieldResolver(() => ApplicationStatus, { description: "Whether it may call APIs at all (R29)." })
  status(@Root() application: ApplicationView) {
    return applicationStatus(application);
  }

  @FieldResolver(() => [ApiProductType], {
    description: "The products that it uses.",
    complexity: shortListCost(4),
  })
  products(@Root() { productIds }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.product.loadMany(productIds);
  }

  @FieldResolver(() => [AccessGrantType], {
    description: "One for each environment that it is in or asks for.",
    complexity: shortListCost(3),
  })
  grants(@Root() { id }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.grantsOfApplication.load(id);
  }

  @FieldResolver(() => DeveloperType, { description: "The one owner (R20)." })
  owner(@Root() { ownerId }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.developer.load(ownerId);
  }

  @FieldResolver(() => [DeveloperType], {
    description: "At most 20; they may do what the owner may, but for transferring (R20, R21).",
    complexity: shortListCost(3),
  })
  coOwners(@Root() { coOwnerIds }: ApplicationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.developer.loadMany(coOwnerIds);
  }

  @FieldResolver(() => Boolean, { description: "True when the viewer is the owner or a co-owner (R21)." })
  viewerIsOwner(@Root() { ownerId, coOwnerIds }: ApplicationView, @Ctx() context: GraphQLContext) {
    const { developerId } = signedIn(context);
    return ownerId === developerId || coOwnerIds.includes(developerId);
  }

  @FieldResolver(() => ActivityConnection, {
    description: "The audit trail of this application, newest first; owners only, empty for others.",
    complexity: listCost,
  })
  async activity(
    @Root() { id }: ApplicationView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    return connection(
      await loaders.activity(pageOf(page, "activity", ["text"])).load(id),
      page,
      "activity",
      (entry) => [entry.id],
      () => loaders.activityCount.load(id),
    );
  }
}

@Resolver(() => ActivityType)
export class ActivityResolver {
  @FieldResolver(() => DeveloperType, {
    nullable: true,
    description: "Who did it; null when the system did, or someone who is no member any more.",
  })
  actor(@Root() { actorId }: ActivityView, @Ctx() { loaders }: GraphQLContext) {
    return actorId && loaders.developer.load(actorId);
  }
}
