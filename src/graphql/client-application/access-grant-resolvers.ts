import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { usagePoints } from "../../application/queries/usage.js";
import type { GrantView, KeyView } from "../../application/queries/views.js";
import { apiKeyStatus, grantStatus } from "../../domain/client-application/api-key-status.js";
import { ApiEnvironmentType, ApiProductType } from "../catalogue/types.js";
import type { GraphQLContext } from "../context.js";
import { upon } from "../execution/upon.js";
import { checkedRange, UsageArgs, UsagePoint, usageSeries } from "../gateway/usage.js";
import { usualLengths } from "../limits/limits.js";
import { shortListCost } from "../limits/list-cost.js";
import { DateTime, Url } from "../scalars.js";
import { ApiKeyStatus, GrantStatus } from "../types/enums.js";
import { AccessRequestType, ProvisioningFailureType } from "./access-request-types.js";
import { type CredentialsOfGrant, credentialsOf } from "./parts.js";
import { AccessGrantType, ApiKeyType, ClientApplicationType, ClientCredentials } from "./types.js";

@Resolver(() => AccessGrantType)
export class AccessGrantResolver {
  @FieldResolver(() => ClientApplicationType, { description: "Whose it is." })
  application(@Root() { applicationId }: GrantView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.application.get(applicationId);
  }

  @FieldResolver(() => ApiEnvironmentType, { description: "Where." })
  environment(@Root() { environmentId }: GrantView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.environment.get(environmentId);
  }

  @FieldResolver(() => GrantStatus, { description: "Whether the application may be there (R17)." })
  status(@Root() grant: GrantView): GrantStatus {
    return grantStatus(grant);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "When the last request was approved or rejected; null until then.",
  })
  decidedAt(@Root() { requests }: GrantView) {
    return requests.at(-1)?.decision?.at;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What the operator wrote to the last request; null when nothing.",
  })
  decisionReason(@Root() { requests }: GrantView) {
    return requests.at(-1)?.decision?.reason;
  }

  @FieldResolver(() => DateTime, { description: "When the last request was made, or made again." })
  requestedAt(@Root() { requests }: GrantView) {
    return requests.at(-1)?.requestedAt;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What an owner wrote when asking again after a rejection; null when nobody has.",
  })
  requestNote(@Root() { requests }: GrantView) {
    return requests.at(-1)?.note;
  }

  @FieldResolver(() => [AccessRequestType], {
    description:
      "What was asked for here, and what was decided: one for what was chosen first, one for each later addition (R17).",
    complexity: shortListCost("requests"),
  })
  requests(@Root() { requests }: GrantView) {
    return requests;
  }

  @FieldResolver(() => ProvisioningFailureType, {
    nullable: true,
    description: "Set while its gateway fails; null while it works. Operators only, null for others.",
  })
  async provisioningFailure(@Root() { id }: GrantView, @Ctx() { loaders }: GraphQLContext) {
    const [failure] = await loaders.failureOfGrant.load(id);
    return failure;
  }

  @FieldResolver(() => [ApiKeyType], {
    description: "One for each product, and retired ones while they still work (R15, R28).",
    complexity: shortListCost("apiKeys"),
  })
  apiKeys(@Root() { id }: GrantView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.keysOfGrant.get(id);
  }

  @FieldResolver(
    () => [UsagePoint],
    usageSeries("How much all keys here are used, and those that were here before.", usualLengths.apiKeys),
  )
  async usage(
    @Root() { id }: GrantView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => UsageArgs) args: UsageArgs,
  ) {
    const range = checkedRange(args);
    return usagePoints(range, await loaders.usageOfGrant(range).load(id));
  }

  @FieldResolver(() => ClientCredentials, {
    nullable: true,
    description: "Owners only; null for others and until issued.",
  })
  clientCredentials(@Root() grant: GrantView): ClientCredentials | null {
    return credentialsOf(grant);
  }
}

@Resolver(() => ClientCredentials)
export class ClientCredentialsResolver {
  @FieldResolver(() => Url, {
    description:
      "Where they get tokens (RFC 6749 §3.2); the metadata of the environment's `oauthIssuer` names the rest.",
  })
  tokenEndpoint(@Root() { environmentId }: CredentialsOfGrant, @Ctx() { loaders, issuerOf }: GraphQLContext) {
    return upon(
      loaders.environment.get(environmentId),
      (environment) => environment && `${issuerOf(environment.slug)}/token`,
    );
  }
}

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @FieldResolver(() => AccessGrantType, {
    description: "What it belongs to: its application in its environment.",
  })
  grant(@Root() { grantId }: KeyView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.grant.load(grantId);
  }

  @FieldResolver(() => ApiProductType, { description: "The product that it gives access to." })
  product(@Root() { productId }: KeyView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.product.get(productId);
  }

  @FieldResolver(() => ApiEnvironmentType, { description: "The environment that it works in." })
  environment(@Root() { grantId }: KeyView, @Ctx() { loaders }: GraphQLContext) {
    return upon(
      loaders.grant.load(grantId),
      (grant) => grant && loaders.environment.load(grant.environmentId),
    );
  }

  @FieldResolver(() => ApiKeyStatus, { description: "Whether it works now." })
  status(@Root() key: KeyView, @Ctx() { loaders, clock }: GraphQLContext) {
    return upon(
      loaders.grant.get(key.grantId),
      (grant) =>
        grant &&
        upon(
          loaders.application.get(grant.applicationId),
          (application) => application && apiKeyStatus(key, grant, application, clock.now()),
        ),
    );
  }

  @FieldResolver(() => [UsagePoint], usageSeries("How much it is used.", 1))
  async usage(
    @Root() { id }: KeyView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => UsageArgs) args: UsageArgs,
  ) {
    const range = checkedRange(args);
    return usagePoints(range, await loaders.usageOfKey(range).load(id));
  }
}
