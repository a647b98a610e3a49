import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import type { AccessRequestView, ProvisioningFailureView } from "../../application/queries/views.js";
import { requestStatus } from "../../domain/client-application/api-key-status.js";
import { environmentIdOf } from "../catalogue/references.js";
import { ApiProductType } from "../catalogue/types.js";
import { connection } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { askedAlong } from "../execution/look-ahead.js";
import { upon } from "../execution/upon.js";
import { partId } from "../ids.js";
import { listCost, shortListCost } from "../limits/list-cost.js";
import { PartnerType } from "../partner/types.js";
import { DateTime } from "../scalars.js";
import { asOperator } from "../signed-in.js";
import { ApplicationDetail, applicationDetail, GrantStatus } from "../types/enums.js";
import { opaque } from "../types/node.js";
import type { AccessRequestOrder, ProvisioningFailureOrder } from "../types/orders.js";
import type { ListArguments } from "../types/page-args.js";
import {
  AccessRequestConnection,
  AccessRequestType,
  ProvisioningFailureConnection,
  ProvisioningFailureType,
} from "./access-request-types.js";
import {
  type AccessRequestFilter,
  AccessRequestsArgs,
  type ProvisioningFailureFilter,
  ProvisioningFailuresArgs,
  requestFilterOf,
} from "./list-inputs.js";
import { AccessGrantType, ClientApplicationType } from "./types.js";

@Resolver(() => AccessRequestType)
export class AccessRequestResolver {
  @Query(() => AccessRequestConnection, {
    nullable: true,
    description: "What applications ask for, the longest waiting first. Operators only (R17).",
    complexity: listCost,
  })
  async accessRequests(
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AccessRequestsArgs)
    { filter, ...page }: ListArguments<AccessRequestOrder, AccessRequestFilter>,
  ) {
    asOperator(context);
    const wanted = { filter: await requestFilterOf(context, filter ?? {}) };
    return connection(context.loaders.accessRequestsAlong(askedAlong(info)), wanted, page);
  }

  @FieldResolver(() => [ApiProductType], {
    description: "What is asked for.",
    complexity: shortListCost("products"),
  })
  products(@Root() { productIds }: AccessRequestView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.product.getMany(productIds);
  }

  @FieldResolver(() => GrantStatus, { description: "Whether it is decided, and how." })
  status(@Root() request: AccessRequestView) {
    return requestStatus(request);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "When it was approved or rejected; null until then.",
  })
  decidedAt(@Root() { decision }: AccessRequestView) {
    return decision?.at;
  }

  @FieldResolver(() => String, { nullable: true, description: "What the operator wrote; null when nothing." })
  decisionReason(@Root() { decision }: AccessRequestView) {
    return decision?.reason;
  }

  @FieldResolver(() => [ApplicationDetail], {
    description:
      "What has changed in the application since an operator approved it and that no operator has seen yet.",
  })
  changedSinceDecision(@Root() { changedDetails }: AccessRequestView) {
    return changedDetails.map((key) => applicationDetail[key]);
  }

  @FieldResolver(() => AccessGrantType, { description: "Where it is asked for." })
  grant(@Root() { grantId }: AccessRequestView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.grant.get(grantId);
  }

  @FieldResolver(() => ClientApplicationType, { description: "Which application asks." })
  application(@Root() { applicationId }: AccessRequestView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.application.get(applicationId);
  }

  @FieldResolver(() => PartnerType, { description: "Whose application it is." })
  partner(@Root() { applicationId }: AccessRequestView, @Ctx() { loaders }: GraphQLContext) {
    return upon(
      loaders.application.get(applicationId),
      (application) => application && loaders.partner.get(application.partnerId),
    );
  }
}

@Resolver(() => ProvisioningFailureType)
export class ProvisioningFailureResolver {
  @Query(() => ProvisioningFailureConnection, {
    nullable: true,
    description: "Failing gateways, the longest failing first. Operators only.",
    complexity: listCost,
  })
  async provisioningFailures(
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ProvisioningFailuresArgs)
    { filter, ...page }: ListArguments<ProvisioningFailureOrder, ProvisioningFailureFilter>,
  ) {
    asOperator(context);
    const environmentId = filter?.environment && (await environmentIdOf(context, filter.environment));
    const wanted = { filter: { environmentId } };
    return connection(context.loaders.provisioningFailuresAlong(askedAlong(info)), wanted, page);
  }

  @FieldResolver(() => ID, opaque)
  id(@Root() { grantId }: ProvisioningFailureView) {
    return partId("fai", grantId);
  }

  @FieldResolver(() => AccessGrantType, { description: "Which application, in which environment." })
  grant(@Root() { grantId }: ProvisioningFailureView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.grant.get(grantId);
  }

  @FieldResolver(() => ClientApplicationType, { description: "Which application it is about." })
  application(@Root() { applicationId }: ProvisioningFailureView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.application.get(applicationId);
  }

  @FieldResolver(() => PartnerType, { description: "Whose application it is." })
  partner(@Root() { partnerId }: ProvisioningFailureView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.partner.get(partnerId);
  }
}
