import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { AccessGrantResolver, ApiKeyResolver } from "./resolvers/access-grant.js";
import { AccountMutations } from "./resolvers/account-mutations.js";
import { ApplicationMutations } from "./resolvers/application-mutations.js";
import { CatalogueResolver } from "./resolvers/catalogue.js";
import { ActivityResolver, ClientApplicationResolver } from "./resolvers/client-application.js";
import { CompanyMutations } from "./resolvers/company-mutations.js";
import { CredentialMutations } from "./resolvers/credential-mutations.js";
import { DeveloperResolver } from "./resolvers/developer.js";
import { InvitationResolver } from "./resolvers/invitation.js";
import { NodeResolver } from "./resolvers/node.js";
import { OperatorMutations } from "./resolvers/operator-mutations.js";
import { AccessRequestResolver, ProvisioningFailureResolver } from "./resolvers/operators.js";
import { MemberResolver, PartnerResolver } from "./resolvers/partner.js";
import { SubscriptionResolver } from "./resolvers/subscription.js";
import { TokenMutations } from "./resolvers/token-mutations.js";
import { ApiEnvironmentType } from "./types/catalogue.js";
import { GenericUserError, NotReadyToRegisterError, StaleVersionError } from "./types/user-error.js";

/** The whole API; printed as schema.graphql. */
export async function buildPorticoSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      AccessRequestResolver,
      ProvisioningFailureResolver,
      InvitationResolver,
      TokenMutations,
      OperatorMutations,
      CompanyMutations,
      AccessGrantResolver,
      ActivityResolver,
      ApiKeyResolver,
      CatalogueResolver,
      ClientApplicationResolver,
      DeveloperResolver,
      MemberResolver,
      AccountMutations,
      ApplicationMutations,
      CredentialMutations,
      NodeResolver,
      PartnerResolver,
      SubscriptionResolver,
    ],
    orphanedTypes: [ApiEnvironmentType, GenericUserError, NotReadyToRegisterError, StaleVersionError],
    validate: false,
    pubSub: unused,
  });
  for (const [name, description] of Object.entries(roots)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  return schema;
}

const roots = {
  Query:
    "What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers.",
  Mutation: "What can be changed, by signed-in developers. Each has one input and answers with user errors.",
  Subscription: "What can be watched, over WebSocket at the same address (graphql-transport-ws).",
};

/** type-graphql asks for one; the subscriptions here bring their own source of events. */
const unused = {
  publish(): never {
    throw new Error("Changes are published by the database.");
  },
  subscribe(): never {
    throw new Error("Subscriptions have a source of their own.");
  },
};
