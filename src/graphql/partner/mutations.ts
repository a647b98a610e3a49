import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Actor } from "../../application/actor.js";
import type { Id } from "../../domain/id.js";
import type { CompanyDetailsChanges } from "../../domain/partner/company-details.js";
import { attempt } from "../attempt.js";
import { edge } from "../connection.js";
import { actFromNowOn, type GraphQLContext } from "../context.js";
import { partId } from "../ids.js";
import type { Whole } from "../types/whole.js";
import {
  AcceptJoinRequestInput,
  ChangeMemberRoleInput,
  ChooseJoiningPolicyInput,
  DeclineJoinRequestInput,
  InviteDeveloperInput,
  ProveDomainInput,
  RemoveMemberInput,
  ResendInvitationInput,
  UpdateCompanyDetailsInput,
  WithdrawInvitationInput,
} from "./inputs.js";
import {
  AcceptJoinRequestPayload,
  ChangeMemberRolePayload,
  ChooseJoiningPolicyPayload,
  DeclineJoinRequestPayload,
  InviteDeveloperPayload,
  ProveDomainPayload,
  RemoveMemberPayload,
  ResendInvitationPayload,
  UpdateCompanyDetailsPayload,
  WithdrawInvitationPayload,
} from "./payloads.js";

const input = { description: "What to do." };

function companyDetailsChanges(input: UpdateCompanyDetailsInput): Whole<CompanyDetailsChanges> {
  const { legalName, website, country, contactEmail } = input;
  return { legalName, website, country, contactEmail };
}

function invited(context: GraphQLContext) {
  return ({ invitationId }: { invitationId: Id<"inv"> }, { partnerId }: Actor) => ({
    invitation: () => context.loaders.invitation.load(invitationId),
    partner: async () => partnerId && context.loaders.partner.load(partnerId),
  });
}

@Resolver()
export class PartnerMutations {
  @Mutation(() => UpdateCompanyDetailsPayload, {
    nullable: true,
    description:
      "Enters or changes your company's details: any member while they are incomplete, only an ADMIN once they are complete (R6).",
  })
  updateCompanyDetails(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateCompanyDetailsInput, input) changes: UpdateCompanyDetailsInput,
  ): Promise<UpdateCompanyDetailsPayload> {
    return attempt(
      context,
      (actor) => context.commands.updateCompanyDetails(actor, companyDetailsChanges(changes)),
      ({ partnerId }) => ({ partner: () => context.loaders.partner.load(partnerId) }),
    );
  }

  @Mutation(() => InviteDeveloperPayload, {
    nullable: true,
    description: "Sends a colleague an invitation by e-mail, valid for 14 days (R7). Any member.",
  })
  inviteDeveloper(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => InviteDeveloperInput, input) { email }: InviteDeveloperInput,
  ): Promise<InviteDeveloperPayload> {
    return attempt(
      context,
      (actor) => context.commands.inviteDeveloper(actor, { email }),
      (result, actor) => {
        const changed = invited(context)(result, actor);
        const list = context.reads.partners.invitations;
        return { ...changed, invitationEdge: () => edge(list, changed.invitation()) };
      },
    );
  }

  @Mutation(() => ResendInvitationPayload, {
    nullable: true,
    description: "Sends an invitation by e-mail again, valid for another 14 days (R7). Any member.",
  })
  resendInvitation(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ResendInvitationInput, input) { invitationId }: ResendInvitationInput,
  ): Promise<ResendInvitationPayload> {
    return attempt(
      context,
      (actor) => context.commands.resendInvitation(actor, { invitationId }),
      invited(context),
    );
  }

  @Mutation(() => WithdrawInvitationPayload, {
    nullable: true,
    description: "Withdraws an invitation; safe to repeat (R7). Any member.",
  })
  withdrawInvitation(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => WithdrawInvitationInput, input) { invitationId }: WithdrawInvitationInput,
  ): Promise<WithdrawInvitationPayload> {
    return attempt(
      context,
      (actor) => context.commands.withdrawInvitation(actor, { invitationId }),
      invited(context),
    );
  }

  @Mutation(() => ChangeMemberRolePayload, {
    nullable: true,
    description: "Makes a member an ADMIN, or an ADMIN a MEMBER; safe to repeat (R8). ADMINs only.",
  })
  changeMemberRole(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ChangeMemberRoleInput, input) { developerId, role }: ChangeMemberRoleInput,
  ): Promise<ChangeMemberRolePayload> {
    return attempt(
      context,
      (actor) => context.commands.changeMemberRole(actor, { developerId, role }),
      ({ partnerId }) => ({
        partner: () => context.loaders.partner.load(partnerId),
        member: () => context.loaders.member.load(developerId),
      }),
    );
  }

  @Mutation(() => RemoveMemberPayload, {
    nullable: true,
    description:
      "Removes a member, all at once: the successor gets their applications, their co-ownerships end, and their sessions and access tokens stop working (R8, R9). ADMINs; members may remove themselves.",
  })
  removeMember(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RemoveMemberInput, input)
    { developerId, successorId = null, isForCause }: RemoveMemberInput,
  ): Promise<RemoveMemberPayload> {
    return attempt(
      context,
      (actor) => context.commands.removeMember(actor, { developerId, successorId, isForCause }),
      ({ partnerId }, actor) => {
        const { loaders } = context;
        // Who leaves is shown the company that they have left, and nothing more of it.
        if (developerId === actor.developerId) actFromNowOn(context, { ...actor, partnerId: null });
        const removedMemberId = partId("mem", developerId);
        return { partner: () => loaders.partner.load(partnerId), removedMemberId };
      },
    );
  }

  @Mutation(() => ChooseJoiningPolicyPayload, {
    nullable: true,
    description: "Chooses how colleagues join; safe to repeat (R38). ADMINs only.",
  })
  chooseJoiningPolicy(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ChooseJoiningPolicyInput, input) { policy }: ChooseJoiningPolicyInput,
  ): Promise<ChooseJoiningPolicyPayload> {
    return attempt(
      context,
      (actor) => context.commands.chooseJoiningPolicy(actor, { policy }),
      ({ partnerId }) => ({ partner: () => context.loaders.partner.load(partnerId) }),
    );
  }

  @Mutation(() => ProveDomainPayload, {
    nullable: true,
    description:
      "Gives the DNS record that proves a domain, the first time; from then on looks for it, at most once a minute, until the domain is in `Partner.domainsProven` and, if it is a further one, in `domains` (R38). ADMINs only.",
  })
  proveDomain(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ProveDomainInput, input) { domain }: ProveDomainInput,
  ): Promise<ProveDomainPayload> {
    return attempt(
      context,
      (actor) => context.commands.proveDomain(actor, { domain }),
      ({ partnerId, record }) => ({
        partner: () => context.loaders.partner.load(partnerId),
        recordName: record.name,
        recordValue: record.value,
      }),
    );
  }

  @Mutation(() => AcceptJoinRequestPayload, {
    nullable: true,
    description:
      "Lets a colleague in who asks to join, or was declined; safe to repeat, and they are told by e-mail (R38). ADMINs only.",
  })
  acceptJoinRequest(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => AcceptJoinRequestInput, input) { developerId }: AcceptJoinRequestInput,
  ): Promise<AcceptJoinRequestPayload> {
    return attempt(
      context,
      (actor) => context.commands.acceptJoinRequest(actor, { developerId }),
      ({ partnerId }) => ({
        partner: () => context.loaders.partner.load(partnerId),
        member: () => context.loaders.member.load(developerId),
        memberEdge: () => edge(context.reads.partners.members, context.loaders.member.load(developerId)),
        acceptedJoinRequestId: partId("joi", developerId),
      }),
    );
  }

  @Mutation(() => DeclineJoinRequestPayload, {
    nullable: true,
    description:
      "Declines a colleague's request to join; safe to repeat, and they are told by e-mail (R38). ADMINs only.",
  })
  declineJoinRequest(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => DeclineJoinRequestInput, input) { developerId }: DeclineJoinRequestInput,
  ): Promise<DeclineJoinRequestPayload> {
    return attempt(
      context,
      (actor) => context.commands.declineJoinRequest(actor, { developerId }),
      ({ partnerId }) => ({
        partner: () => context.loaders.partner.load(partnerId),
        joinRequest: () => context.loaders.joinRequest.load(developerId),
      }),
    );
  }
}
