import { Field, ObjectType } from "type-graphql";
import { about, entity, Payload } from "../types/payload.js";
import { InvitationType, PartnerType } from "./types.js";

@ObjectType(about("inviteDeveloper"))
export class InviteDeveloperPayload extends Payload {
  @Field(() => InvitationType, entity)
  readonly invitation?: InvitationType | null;
}

@ObjectType(about("resendInvitation"))
export class ResendInvitationPayload extends Payload {
  @Field(() => InvitationType, entity)
  readonly invitation?: InvitationType | null;
}

@ObjectType(about("withdrawInvitation"))
export class WithdrawInvitationPayload extends Payload {
  @Field(() => InvitationType, entity)
  readonly invitation?: InvitationType | null;
}

@ObjectType(about("changeMemberRole"))
export class ChangeMemberRolePayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner?: PartnerType | null;
}

@ObjectType(about("removeMember"))
export class RemoveMemberPayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner?: PartnerType | null;
}

@ObjectType(about("chooseJoiningPolicy"))
export class ChooseJoiningPolicyPayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner?: PartnerType | null;
}

@ObjectType(about("proveDomain"))
export class ProveDomainPayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner?: PartnerType | null;

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
export class AcceptJoinRequestPayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner?: PartnerType | null;
}

@ObjectType(about("declineJoinRequest"))
export class DeclineJoinRequestPayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner?: PartnerType | null;
}

@ObjectType(about("updateCompanyDetails"))
export class UpdateCompanyDetailsPayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner?: PartnerType | null;
}
