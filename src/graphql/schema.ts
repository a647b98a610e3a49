import "reflect-metadata";
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { buildSchema } from "type-graphql";
import { AccessTokenMutations } from "./access-token/mutations.js";
import { AccessTokenResolver } from "./access-token/resolver.js";
import { CatalogueMutations } from "./catalogue/mutations.js";
import { KeyRateLimitResolver, ProductRatePlansResolver } from "./catalogue/rate-plan-resolvers.js";
import { oneOfTypes } from "./catalogue/references.js";
import {
  ApiResolver,
  CatalogueResolver,
  EnvironmentResolver,
  KeyLifetimeResolver,
  TermsResolver,
} from "./catalogue/resolver.js";
import { ApiEnvironmentType } from "./catalogue/types.js";
import {
  AccessGrantResolver,
  ApiKeyResolver,
  ClientCredentialsResolver,
} from "./client-application/access-grant-resolvers.js";
import {
  AccessRequestResolver,
  ProvisioningFailureResolver,
} from "./client-application/access-request-resolvers.js";
import { CredentialMutations } from "./client-application/credential-mutations.js";
import { DecisionMutations } from "./client-application/decision-mutations.js";
import { DryRunResolver } from "./client-application/dry-runs.js";
import { ClientApplicationMutations } from "./client-application/mutations.js";
import { ActivityResolver, ClientApplicationResolver } from "./client-application/resolvers.js";
import type { ConnectionOf } from "./connection.js";
import { describeSchema } from "./describe-schema.js";
import { DeveloperMutations } from "./developer/mutations.js";
import { DeveloperResolver } from "./developer/resolvers.js";
import { callDirectly } from "./execution/direct-resolvers.js";
import { GatewayMutations } from "./gateway/mutations.js";
import { EnvironmentGatewayResolver } from "./gateway/resolvers.js";
import { NodeResolver } from "./node-resolver.js";
import { InvitationResolver } from "./partner/invitation-resolver.js";
import { PartnerMutations } from "./partner/mutations.js";
import { JoinRequestResolver, MemberResolver, PartnerResolver } from "./partner/resolvers.js";
import { StandingMutations } from "./partner/standing-mutations.js";
import { permissionResolvers } from "./permissions/resolvers.js";
import { RateLimitResolver } from "./rate-limit-resolver.js";
import { partnerChangeTypes } from "./subscriptions/partner-change-types.js";
import { SubscriptionResolver } from "./subscriptions/resolver.js";
import { addQueryToPayloads } from "./types/add-query-to-payloads.js";
import { typeOfNode } from "./types/node.js";
import { GenericUserError, NotReadyToRegisterError, StaleVersionError } from "./types/user-error.js";

/** The whole API; printed as schema.graphql. */
export async function buildPorticoSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      ...permissionResolvers,
      DryRunResolver,
      AccessRequestResolver,
      ProvisioningFailureResolver,
      InvitationResolver,
      AccessTokenMutations,
      AccessTokenResolver,
      DecisionMutations,
      CatalogueMutations,
      GatewayMutations,
      EnvironmentGatewayResolver,
      PartnerMutations,
      StandingMutations,
      AccessGrantResolver,
      ActivityResolver,
      ApiKeyResolver,
      ClientCredentialsResolver,
      ApiResolver,
      CatalogueResolver,
      EnvironmentResolver,
      KeyLifetimeResolver,
      ProductRatePlansResolver,
      KeyRateLimitResolver,
      TermsResolver,
      ClientApplicationResolver,
      DeveloperResolver,
      JoinRequestResolver,
      MemberResolver,
      DeveloperMutations,
      ClientApplicationMutations,
      CredentialMutations,
      NodeResolver,
      PartnerResolver,
      RateLimitResolver,
      SubscriptionResolver,
    ],
    orphanedTypes: [
      ApiEnvironmentType,
      GenericUserError,
      NotReadyToRegisterError,
      StaleVersionError,
      ...partnerChangeTypes,
    ],
    validate: false,
    // Apollo looks for errors itself when it starts.
    skipCheck: true,
    pubSub: unused,
  });
  for (const name of oneOfTypes) {
    const type = schema.getType(name);
    if (isInputObjectType(type)) type.isOneOf = true;
  }
  const node = schema.getType("Node");
  // type-graphql's own gives a promise, which plans do not wait for.
  if (isInterfaceType(node)) node.resolveType = typeOfNode;
  callDirectly(schema);
  for (const type of Object.values(schema.getTypeMap())) countWhenAsked(type);
  addQueryToPayloads(schema);
  describeSchema(schema);
  return schema;
}

/** A connection's count is a function, which is called where it is asked for. */
function countWhenAsked(type: GraphQLNamedType): void {
  if (!isObjectType(type) || !type.name.endsWith("Connection")) return;
  const { totalCount } = type.getFields();
  if (totalCount) totalCount.resolve = (connection: ConnectionOf<unknown>) => connection.totalCount();
}

/** type-graphql asks for one; the subscriptions here bring their own source of events. */
const unused = {
  publish(): never {
    throw new Error("Changes are published by the database.");
  },
  subscribe(): never {
    throw new Error("Subscriptions have a source of their own.");
  },
};
