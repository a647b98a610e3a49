import { Field, ID, InputType } from "type-graphql";
import type { MemberRole as Role } from "../../domain/partner/partner.js";
import { EmailAddress } from "../scalars.js";
import { MemberRole } from "./enums.js";

const invitation = { description: "One of your partner's invitations." };

@InputType({ description: "Whom to invite (R7)." })
export class InviteDeveloperInput {
  @Field(() => EmailAddress, { description: "At one of your partner's own domains." })
  readonly email!: string;
}

@InputType({ description: "Which invitation to send again (R7)." })
export class ResendInvitationInput {
  @Field(() => ID, invitation)
  readonly invitationId!: string;
}

@InputType({ description: "Which invitation to take back (R7)." })
export class WithdrawInvitationInput {
  @Field(() => ID, invitation)
  readonly invitationId!: string;
}

@InputType({ description: "Who is to be what (R8)." })
export class ChangeMemberRoleInput {
  @Field(() => ID, { description: "A member of your partner." })
  readonly developerId!: string;

  @Field(() => MemberRole, { description: "A partner always has an ADMIN." })
  readonly role!: Role;
}

@InputType({ description: "Who is to leave (R9)." })
export class RemoveMemberInput {
  @Field(() => ID, { description: "A member of your partner; yourself, unless you are an ADMIN." })
  readonly developerId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Who takes over the applications he owns: a member (R9). Needed when he owns any.",
  })
  readonly successorId?: string | null;
}
