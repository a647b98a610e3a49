import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { KeyView, ProductView } from "../../application/queries/views.js";
import { ratePlanFor } from "../../domain/catalogue/rate-plan.js";
import { isOwnedBy } from "../../domain/client-application/acting.js";
import { ApiKeyType } from "../client-application/types.js";
import type { GraphQLContext } from "../context.js";
import { shortListCost } from "../limits/list-cost.js";
import { actingViewer } from "../permissions/acting-viewer.js";
import { RatePlanType } from "./rate-plan-types.js";
import { ApiProductType } from "./types.js";

@Resolver(() => ApiProductType)
export class ProductRatePlansResolver {
  @FieldResolver(() => RatePlanType, {
    nullable: true,
    description:
      "How often its keys may be used, where an application was given no other plan (R35); null for no limit.",
  })
  defaultRatePlan(@Root() { ratePlans }: ProductView) {
    return ratePlans.find(({ isDefault }) => isDefault);
  }

  @FieldResolver(() => [RatePlanType], {
    description: "All its plans, which applications may be given (R35). Operators only; empty for others.",
    complexity: shortListCost("ratePlans"),
  })
  ratePlans(@Root() { ratePlans }: ProductView, @Ctx() { actor }: GraphQLContext) {
    return actor?.isOperator ? ratePlans : [];
  }
}

@Resolver(() => ApiKeyType)
export class KeyRateLimitResolver {
  @FieldResolver(() => RatePlanType, {
    nullable: true,
    description:
      "How often it may be used (R35); null for no limit. Owners and operators only, null for others.",
  })
  async rateLimit(@Root() { grantId, productId }: KeyView, @Ctx() context: GraphQLContext) {
    const { loaders, actor } = context;
    const grant = await loaders.grant.get(grantId);
    const application = grant && (await loaders.application.get(grant.applicationId));
    const isShown = application && (actor?.isOperator || isOwnedBy(application, actingViewer(context)));
    const product = isShown && (await loaders.product.get(productId));
    return product ? ratePlanFor(product, application.ratePlans) : null;
  }
}
