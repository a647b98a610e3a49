import { Field, ID, ObjectType } from "type-graphql";
import { about, entity, newEdge, type OnDemand, Payload, shared } from "../types/payload.js";
import {
  InvitationConnection,
  InvitationType,
  JoinRequestType,
  MemberConnection,
  MemberType,
  PartnerType,
} from "./types.js";

/** Of what changes a company, or one of its lists. */
@ObjectType(shared)
export abstract class PartnerPayload extends Payload {
  @Field(() => PartnerType, {
    ...entity,
    description: "The company, as it is now; null exactly when there are user errors.",
  })
  readonly partner?: OnDemand<PartnerType>;
}

@ObjectType(shared)
abstract class InvitationPayload extends PartnerPayload {
  @Field(() => InvitationType, entity)
  readonly invitation?: OnDemand<InvitationType>;
}

@ObjectType(about("inviteDeveloper"))
export class InviteDeveloperPayload extends InvitationPayload {
  @Field(() => InvitationConnection.Edge, newEdge)
  readonly invitationEdge?: OnDemand<object>;
}

@ObjectType(about("resendInvitation"))
export class ResendInvitationPayload extends InvitationPayload {}

@ObjectType(about("withdrawInvitation"))
export class WithdrawInvitationPayload extends InvitationPayload {}

@ObjectType(shared)
abstract class MemberPayload extends PartnerPayload {
  @Field(() => MemberType, entity)
  readonly member?: OnDemand<Omit<MemberType, "id">>;
}

const gone = (what: string) => ({
  nullable: true,
  description: `The id that ${what} had; null exactly when there are user errors.`,
});

@ObjectType(about("changeMemberRole"))
export class ChangeMemberRolePayload extends MemberPayload {}

@ObjectType(about("removeMember"))
export class RemoveMemberPayload extends PartnerPayload {
  @Field(() => ID, gone("the member"))
  readonly removedMemberId?: string | null;
}

@ObjectType(about("chooseJoiningPolicy"))
export class ChooseJoiningPolicyPayload extends PartnerPayload {}

@ObjectType(about("proveDomain"))
export class ProveDomainPayload extends PartnerPayload {
  @Field(() => String, {
    nullable: true,
    description: "The name of the TXT record to publish; null exactly when there are user errors.",
  })
  readonly recordName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The text of the TXT record to publish; null exactly when there are user errors.",
  })
  readonly recordValue?: string | null;
}

@ObjectType(about("acceptJoinRequest"))
export class AcceptJoinRequestPayload extends MemberPayload {
  @Field(() => MemberConnection.Edge, newEdge)
  readonly memberEdge?: OnDemand<object>;

  @Field(() => ID, gone("the request"))
  readonly acceptedJoinRequestId?: string | null;
}

@ObjectType(about("declineJoinRequest"))
export class DeclineJoinRequestPayload extends PartnerPayload {
  @Field(() => JoinRequestType, entity)
  readonly joinRequest?: OnDemand<Omit<JoinRequestType, "id">>;
}

@ObjectType(about("updateCompanyDetails"))
export class UpdateCompanyDetailsPayload extends PartnerPayload {}

@ObjectType(about("suspendPartner"))
export class SuspendPartnerPayload extends PartnerPayload {}

@ObjectType(about("resumePartner"))
export class ResumePartnerPayload extends PartnerPayload {}

@ObjectType(about("appointAdmin"))
export class AppointAdminPayload extends PartnerPayload {}
