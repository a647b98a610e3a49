import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import { AcceptTermsInput, UpdateCompanyDetailsInput, UpdateProfileInput } from "../types/account-inputs.js";
import {
  AcceptTermsPayload,
  UpdateCompanyDetailsPayload,
  UpdateProfilePayload,
} from "../types/account-payloads.js";

const input = { description: "What to do." };

@Resolver()
export class AccountMutations {
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
}
