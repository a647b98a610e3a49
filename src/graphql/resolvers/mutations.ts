import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import {
  AcceptTermsInput,
  RegisterClientApplicationInput,
  RevealApiKeyInput,
  RevealClientSecretInput,
  UpdateCompanyDetailsInput,
  UpdateProfileInput,
} from "../types/inputs.js";
import {
  AcceptTermsPayload,
  RegisterClientApplicationPayload,
  RevealApiKeyPayload,
  RevealClientSecretPayload,
  UpdateCompanyDetailsPayload,
  UpdateProfilePayload,
} from "../types/payloads.js";

const input = { description: "What to do." };

@Resolver()
export class MutationResolver {
  @Mutation(() => UpdateProfilePayload, { description: "Enters or changes your profile." })
  updateProfile(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateProfileInput, input) changes: UpdateProfileInput,
  ) {
    return attempt(
      context,
      (actor) => context.commands.updateProfile(actor, changes),
      async ({ developerId }) => ({ developer: await context.loaders.developer.load(developerId) }),
    );
  }

  @Mutation(() => AcceptTermsPayload, {
    description: "Accepts the current terms. Refused with TERMS_OUTDATED for any other version.",
  })
  acceptTerms(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => AcceptTermsInput, input) { version }: AcceptTermsInput,
  ) {
    return attempt(
      context,
      (actor) => context.commands.acceptTerms(actor, { version }),
      async ({ developerId }) => ({ developer: await context.loaders.developer.load(developerId) }),
    );
  }

  @Mutation(() => UpdateCompanyDetailsPayload, {
    description:
      "Enters or changes your company's details: any member while they are incomplete, an ADMIN once complete (R6).",
  })
  updateCompanyDetails(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateCompanyDetailsInput, input) changes: UpdateCompanyDetailsInput,
  ) {
    return attempt(
      context,
      (actor) => context.commands.updateCompanyDetails(actor, changes),
      async ({ partnerId }) => ({ partner: await context.loaders.partner.load(partnerId) }),
    );
  }

  @Mutation(() => RegisterClientApplicationPayload, {
    description:
      "Registers an application and queues its keys and credentials for each environment (R10 to R17). You are its owner.",
  })
  registerClientApplication(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RegisterClientApplicationInput, input) registration: RegisterClientApplicationInput,
  ) {
    const { siteUrl = null, redirectUrls } = registration;
    return attempt(
      context,
      (actor) =>
        context.commands.registerClientApplication(actor, {
          ...registration,
          siteUrl,
          redirectUrls: redirectUrls ?? [],
        }),
      async ({ clientApplicationId }) => ({
        clientApplication: await context.loaders.application.load(clientApplicationId),
      }),
    );
  }

  @Mutation(() => RevealApiKeyPayload, {
    description: "Shows an API key in clear. Owners only; every view is recorded (R18, R19).",
  })
  revealApiKey(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevealApiKeyInput, input) { apiKeyId }: RevealApiKeyInput,
  ) {
    return attempt(
      context,
      (actor) => context.commands.revealApiKey(actor, { apiKeyId }),
      async ({ value }) => ({ value, apiKey: await context.loaders.key.load(apiKeyId) }),
    );
  }

  @Mutation(() => RevealClientSecretPayload, {
    description: "Shows a client secret in clear. Owners only; every view is recorded (R18, R19).",
  })
  revealClientSecret(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevealClientSecretInput, input) { grantId }: RevealClientSecretInput,
  ) {
    return attempt(
      context,
      (actor) => context.commands.revealClientSecret(actor, { grantId }),
      async ({ value }) => ({ value, grant: await context.loaders.grant.load(grantId) }),
    );
  }
}
