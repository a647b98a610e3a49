import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { ProfileChanges } from "../../domain/developer/profile.js";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import type { Whole } from "../types/whole.js";
import { AcceptTermsInput, DeleteMyAccountInput, UpdateProfileInput } from "./inputs.js";
import { AcceptTermsPayload, DeleteMyAccountPayload, UpdateProfilePayload } from "./payloads.js";

const input = { description: "What to do." };

function profileChanges(input: UpdateProfileInput): Whole<ProfileChanges> {
  const { givenName, familyName, jobTitle, phone } = input;
  return { givenName, familyName, jobTitle, phone };
}

@Resolver()
export class DeveloperMutations {
  @Mutation(() => UpdateProfilePayload, { nullable: true, description: "Enters or changes your profile." })
  updateProfile(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateProfileInput, input) changes: UpdateProfileInput,
  ): Promise<UpdateProfilePayload> {
    return attempt(
      context,
      (actor) => context.commands.updateProfile(actor, profileChanges(changes)),
      async ({ developerId }) => ({ developer: await context.loaders.developer.load(developerId) }),
    );
  }

  @Mutation(() => AcceptTermsPayload, {
    nullable: true,
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
    nullable: true,
    description:
      "Deletes your account for good: nothing personal remains, and what you did stays in the audit trail without your name. Refused with OWNS_APPLICATIONS while you own any, and with LAST_ADMIN while colleagues would be left without an ADMIN (R8, R9). Needs a session.",
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
