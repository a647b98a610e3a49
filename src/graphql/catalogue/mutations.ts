import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import {
  type ApiInput,
  CreateApiEnvironmentInput,
  CreateApiProductInput,
  PublishTermsInput,
  UpdateApiEnvironmentInput,
  UpdateApiProductInput,
} from "./inputs.js";
import {
  CreateApiEnvironmentPayload,
  CreateApiProductPayload,
  PublishTermsPayload,
  UpdateApiEnvironmentPayload,
  UpdateApiProductPayload,
} from "./payloads.js";

const input = { description: "What to do." };

/** Null stays as it is. */
function given<T extends object>(changes: T): { [Field in keyof T]: NonNullable<T[Field]> } {
  const entries = Object.entries(changes).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [Field in keyof T]: NonNullable<T[Field]> };
}

function apisOf(apis: readonly ApiInput[]) {
  return apis.map(({ name, version, documentationUrl = null }) => ({ name, version, documentationUrl }));
}

function productOf({ slug, name, description, apis, embedIds }: CreateApiProductInput) {
  return { slug, name, description, apis: apisOf(apis), embedIds: embedIds ?? [] };
}

function productChanges({ apis, ...changes }: UpdateApiProductInput) {
  return { ...given(changes), apis: apis ? apisOf(apis) : undefined };
}

@Resolver()
export class CatalogueMutations {
  @Mutation(() => CreateApiProductPayload, {
    description: "Adds a product, open for applications. Operators only.",
  })
  createApiProduct(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => CreateApiProductInput, input) product: CreateApiProductInput,
  ): Promise<CreateApiProductPayload> {
    return attempt(
      context,
      (actor) => context.commands.createApiProduct(actor, productOf(product)),
      async ({ apiProductId }) => ({ apiProduct: await context.loaders.product.load(apiProductId) }),
    );
  }

  @Mutation(() => UpdateApiProductPayload, {
    description: "Changes a product; live keys go on working. Operators only.",
  })
  updateApiProduct(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateApiProductInput, input) changes: UpdateApiProductInput,
  ): Promise<UpdateApiProductPayload> {
    return attempt(
      context,
      (actor) => context.commands.updateApiProduct(actor, productChanges(changes)),
      async ({ apiProductId }) => ({ apiProduct: await context.loaders.product.load(apiProductId) }),
    );
  }

  @Mutation(() => CreateApiEnvironmentPayload, {
    description: "Adds an environment, open for applications. Operators only.",
  })
  createApiEnvironment(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => CreateApiEnvironmentInput, input) environment: CreateApiEnvironmentInput,
  ): Promise<CreateApiEnvironmentPayload> {
    return attempt(
      context,
      (actor) => context.commands.createApiEnvironment(actor, environment),
      async ({ apiEnvironmentId }) => ({
        apiEnvironment: await context.loaders.environment.load(apiEnvironmentId),
      }),
    );
  }

  @Mutation(() => UpdateApiEnvironmentPayload, {
    description: "Changes an environment; live keys go on working. Operators only.",
  })
  updateApiEnvironment(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateApiEnvironmentInput, input) changes: UpdateApiEnvironmentInput,
  ): Promise<UpdateApiEnvironmentPayload> {
    return attempt(
      context,
      (actor) => context.commands.updateApiEnvironment(actor, given(changes)),
      async ({ apiEnvironmentId }) => ({
        apiEnvironment: await context.loaders.environment.load(apiEnvironmentId),
      }),
    );
  }

  @Mutation(() => PublishTermsPayload, {
    description:
      "Publishes new terms: every developer accepts them before he registers again; what runs goes on (R10). Operators only.",
  })
  publishTerms(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => PublishTermsInput, input) { version, url = null }: PublishTermsInput,
  ): Promise<PublishTermsPayload> {
    return attempt(
      context,
      (actor) => context.commands.publishTerms(actor, { version, url }),
      async () => ({ terms: await context.loaders.currentTerms() }),
    );
  }
}
