import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { UpdateProduct } from "../../application/catalogue/update-api-product.js";
import type { EnvironmentChanges } from "../../domain/catalogue/api-catalogue.js";
import { attempt } from "../attempt.js";
import { edge } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import type { Whole } from "../types/whole.js";
import {
  type ApiInput,
  CreateApiEnvironmentInput,
  CreateApiProductInput,
  type KeyLifetimeInput,
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
import type { RatePlanInput } from "./rate-plan-types.js";
import { environmentIdOf, productIdOf, productIdsOf } from "./references.js";

const input = { description: "What to do." };

function apisOf(apis: readonly ApiInput[]) {
  return apis.map(({ name, version, documentationUrl = null }) => ({ name, version, documentationUrl }));
}

function plansOf(plans: readonly RatePlanInput[]) {
  return plans.map(({ name, limits, isDefault }) => ({ name, limits, isDefault: isDefault ?? false }));
}

async function productOf(
  context: GraphQLContext,
  { slug, name, description, apis, embeds, ratePlans }: CreateApiProductInput,
) {
  const embedIds = await productIdsOf(context, embeds ?? []);
  return { slug, name, description, apis: apisOf(apis), embedIds, ratePlans: plansOf(ratePlans ?? []) };
}

/** Null stays as it is. */
async function productChanges(
  context: GraphQLContext,
  input: UpdateApiProductInput,
): Promise<Whole<Omit<UpdateProduct, "apiProductId">>> {
  return {
    name: input.name ?? undefined,
    description: input.description ?? undefined,
    apis: input.apis ? apisOf(input.apis) : undefined,
    embedIds: input.embeds ? await productIdsOf(context, input.embeds) : undefined,
    ratePlans: input.ratePlans ? plansOf(input.ratePlans) : undefined,
    isOpen: input.isOpen ?? undefined,
  };
}

async function lifetimesOf(context: GraphQLContext, lifetimes: readonly KeyLifetimeInput[]) {
  const productIds = await productIdsOf(
    context,
    lifetimes.map(({ apiProduct }) => apiProduct),
  );
  return lifetimes.map(({ days }, index) => ({ productId: productIds[index] ?? "prd_", days }) as const);
}

/** Null stays as it is, but for the provider, which it takes away. */
async function environmentChanges(
  context: GraphQLContext,
  input: UpdateApiEnvironmentInput,
): Promise<Whole<EnvironmentChanges>> {
  return {
    name: input.name ?? undefined,
    apiBaseUrl: input.apiBaseUrl ?? undefined,
    accessPolicy: input.accessPolicy ?? undefined,
    secretRetrieval: input.secretRetrieval ?? undefined,
    verificationWhenUnavailable: input.verificationWhenUnavailable ?? undefined,
    endUserSignIn: input.endUserSignIn ?? undefined,
    signInProvider: input.signInProvider,
    oauthProfile: input.oauthProfile ?? undefined,
    whenKeyLeaks: input.whenKeyLeaks ?? undefined,
    keyLifetimes: input.keyLifetimes ? await lifetimesOf(context, input.keyLifetimes) : undefined,
    isOpen: input.isOpen ?? undefined,
  };
}

@Resolver()
export class CatalogueMutations {
  @Mutation(() => CreateApiProductPayload, {
    nullable: true,
    description: "Adds a product, open for applications. Operators only.",
  })
  createApiProduct(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => CreateApiProductInput, input) product: CreateApiProductInput,
  ): Promise<CreateApiProductPayload> {
    return attempt(
      context,
      async (actor) => context.commands.createApiProduct(actor, await productOf(context, product)),
      ({ apiProductId }) => {
        const apiProduct = () => context.loaders.product.load(apiProductId);
        return { apiProduct, apiProductEdge: () => edge(context.reads.catalogue.allProducts, apiProduct()) };
      },
    );
  }

  @Mutation(() => UpdateApiProductPayload, {
    nullable: true,
    description: "Changes a product; live keys keep working. Operators only.",
  })
  updateApiProduct(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateApiProductInput, input) product: UpdateApiProductInput,
  ): Promise<UpdateApiProductPayload> {
    return attempt(
      context,
      async (actor) =>
        context.commands.updateApiProduct(actor, {
          apiProductId: await productIdOf(context, product.apiProduct),
          ...(await productChanges(context, product)),
        }),
      ({ apiProductId }) => ({ apiProduct: () => context.loaders.product.load(apiProductId) }),
    );
  }

  @Mutation(() => CreateApiEnvironmentPayload, {
    nullable: true,
    description: "Adds an environment, open for applications. Operators only.",
  })
  createApiEnvironment(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => CreateApiEnvironmentInput, input) environment: CreateApiEnvironmentInput,
  ): Promise<CreateApiEnvironmentPayload> {
    return attempt(
      context,
      async (actor) => {
        const keyLifetimes = await lifetimesOf(context, environment.keyLifetimes ?? []);
        const settings = {
          verificationWhenUnavailable: environment.verificationWhenUnavailable ?? "REFUSE",
          endUserSignIn: environment.endUserSignIn ?? "INSTITUTION",
          signInProvider: environment.signInProvider ?? null,
          oauthProfile: environment.oauthProfile ?? "STANDARD",
          keyLifetimes,
          whenKeyLeaks: environment.whenKeyLeaks ?? "TELL",
        } as const;
        return context.commands.createApiEnvironment(actor, { ...environment, ...settings });
      },
      ({ apiEnvironmentId }) => {
        const apiEnvironment = () => context.loaders.environment.load(apiEnvironmentId);
        const list = context.reads.catalogue.allEnvironments;
        return { apiEnvironment, apiEnvironmentEdge: () => edge(list, apiEnvironment()) };
      },
    );
  }

  @Mutation(() => UpdateApiEnvironmentPayload, {
    nullable: true,
    description:
      "Changes an environment; live keys keep working. An `accessPolicy` of `AUTOMATIC` approves what waits there, so none of the operator's own company may (R17). Operators only.",
  })
  updateApiEnvironment(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateApiEnvironmentInput, input) environment: UpdateApiEnvironmentInput,
  ): Promise<UpdateApiEnvironmentPayload> {
    return attempt(
      context,
      async (actor) =>
        context.commands.updateApiEnvironment(actor, {
          apiEnvironmentId: await environmentIdOf(context, environment.apiEnvironment),
          ...(await environmentChanges(context, environment)),
        }),
      ({ apiEnvironmentId }) => ({
        apiEnvironment: () => context.loaders.environment.load(apiEnvironmentId),
      }),
    );
  }

  @Mutation(() => PublishTermsPayload, {
    nullable: true,
    description:
      "Publishes new terms: every developer must accept them before registering another application; what runs keeps running (R10). Operators only.",
  })
  publishTerms(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => PublishTermsInput, input) { version, url = null }: PublishTermsInput,
  ): Promise<PublishTermsPayload> {
    return attempt(
      context,
      (actor) => context.commands.publishTerms(actor, { version, url }),
      () => ({ terms: () => context.loaders.currentTerms() }),
    );
  }
}
