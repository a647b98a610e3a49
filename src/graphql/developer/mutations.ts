import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { durationInWords } from "../../application/duration-in-words.js";
import { linkLifetimes } from "../../application/link-lifetimes.js";
import type { ProfileChanges } from "../../domain/developer/profile.js";
import { attempt } from "../attempt.js";
import { actFromNowOn, type GraphQLContext } from "../context.js";
import type { Whole } from "../types/whole.js";
import {
  AcceptTermsInput,
  DeleteMyAccountInput,
  EndAccessInput,
  MoveToAddressInput,
  UpdateProfileInput,
} from "./inputs.js";
import {
  AcceptTermsPayload,
  DeleteMyAccountPayload,
  EndAccessPayload,
  MoveToAddressPayload,
  UpdateProfilePayload,
} from "./payloads.js";

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
      ({ developerId }) => ({ developer: () => context.loaders.developer.load(developerId) }),
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
      ({ developerId }) => ({ developer: () => context.loaders.developer.load(developerId) }),
    );
  }

  @Mutation(() => MoveToAddressPayload, {
    nullable: true,
    description: `Asks to move your account to another address at your company's domains. A mail goes there, with a link that is good for ${durationInWords(linkLifetimes.MOVE_ADDRESS)}; its page moves the account, in a browser in which you are signed in (R1, R2). Until then nothing changes. Refused with DIFFERENT_EMAIL_DOMAIN for any other domain, and with INVALID for whoever signs in through another identity provider, whose address theirs follows. No answer tells whether the address is somebody's. Needs a session.`,
  })
  moveToAddress(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => MoveToAddressInput, input) { email }: MoveToAddressInput,
  ): Promise<MoveToAddressPayload> {
    return attempt(
      context,
      (actor) => context.commands.moveToAddress(actor, { email }),
      ({ sentTo }) => ({ sentTo }),
      "SESSION",
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
      ({ developerId }) => {
        actFromNowOn(context, null);
        return { deletedDeveloperId: developerId };
      },
      "SESSION",
    );
  }

  @Mutation(() => EndAccessPayload, {
    nullable: true,
    description:
      "Ends all sessions, access tokens, mailed links and open connections of a developer at once, such as when somebody else acts for them. Their account and what they own stay, and they can sign in anew; they are told by mail. Operators.",
  })
  endAccess(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => EndAccessInput, input) { developerId, reason }: EndAccessInput,
  ): Promise<EndAccessPayload> {
    return attempt(
      context,
      (actor) => context.commands.endAccess(actor, { developerId, reason }),
      () => ({ developer: () => context.loaders.developer.load(developerId) }),
    );
  }
}
