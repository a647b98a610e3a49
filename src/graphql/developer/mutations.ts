import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import { AcceptTermsInput, DeleteMyAccountInput, UpdateProfileInput } from "./inputs.js";
import { AcceptTermsPayload, DeleteMyAccountPayload, UpdateProfilePayload } from "./payloads.js";

const input = { description: "What to do." };

@Resolver()
export class DeveloperMutations {
  @Mutation(() => UpdateProfilePayload, { description: "Enters or changes your profile." })
  updateProfile(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateProfileInput, input) changes: UpdateProfileInput,
  ): Promise<UpdateProfilePayload> {
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
  ): Promise<AcceptTermsPayload> {
    return attempt(
      context,
      (actor) => context.commands.acceptTerms(actor, { version }),
      async ({ developerId }) => ({ developer: await context.loaders.developer.load(developerId) }),
    );
  }

  @Mutation(() => DeleteMyAccountPayload, {
    description:
      "Deletes your account for good: nothing personal is left, and what you did stays in the trail without your name. Refused with OWNS_APPLICATIONS while you own any, and with LAST_ADMIN while colleagues would be left without an ADMIN (R8, R9). Needs a session.",
  })
  deleteMyAccount(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => DeleteMyAccountInput, input) { confirmEmail }: DeleteMyAccountInput,
  ): Promise<DeleteMyAccountPayload> {
    return attempt(
      context,
      (actor) => context.commands.deleteMyAccount(actor, { confirmEmail }),
      ({ developerId }) => ({ deletedDeveloperId: developerId }),
      "SESSION",
    );
  }
}
