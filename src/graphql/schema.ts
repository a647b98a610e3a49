import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { AccessGrantResolver, ApiKeyResolver } from "./resolvers/access-grant.js";
import { CatalogueResolver } from "./resolvers/catalogue.js";
import { ActivityResolver, ClientApplicationResolver } from "./resolvers/client-application.js";
import { DeveloperResolver } from "./resolvers/developer.js";
import { MutationResolver } from "./resolvers/mutations.js";
import { NodeResolver } from "./resolvers/node.js";
import { MemberResolver, PartnerResolver } from "./resolvers/partner.js";
import { SubscriptionResolver } from "./resolvers/subscription.js";
import { ApiEnvironmentType } from "./types/catalogue.js";
import { GenericUserError, NotReadyToRegisterError } from "./types/user-error.js";

/** The whole API; printed as schema.graphql. */
export function buildPorticoSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      AccessGrantResolver,
      ActivityResolver,
      ApiKeyResolver,
      CatalogueResolver,
      ClientApplicationResolver,
      DeveloperResolver,
      MemberResolver,
      MutationResolver,
      NodeResolver,
      PartnerResolver,
      SubscriptionResolver,
    ],
    orphanedTypes: [ApiEnvironmentType, GenericUserError, NotReadyToRegisterError],
    validate: false,
    pubSub: unused,
  });
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
