import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { JoiningPolicy, MemberRole } from "../types/enums.js";

const invitation = { description: "One of your partner's invitations." };

@InputType({ description: "Whom to invite (R7)." })
export class InviteDeveloperInput {
  @Field(() => String, { description: "At one of your partner's own domains." })
  readonly email!: string;
}

@InputType({ description: "Which invitation to send again (R7)." })
export class ResendInvitationInput {
  @Field(() => ID, invitation)
  readonly invitationId!: Id<"inv">;
}

@InputType({ description: "Which invitation to withdraw (R7)." })
export class WithdrawInvitationInput {
  @Field(() => ID, invitation)
  readonly invitationId!: Id<"inv">;
}

@InputType({ description: "Who is to be what (R8)." })
export class ChangeMemberRoleInput {
  @Field(() => ID, { description: "A member of your partner." })
  readonly developerId!: Id<"dev">;

  @Field(() => MemberRole, { description: "ADMIN or MEMBER; a partner always has an ADMIN." })
  readonly role!: MemberRole;
}

@InputType({ description: "Who is to leave (R9)." })
export class RemoveMemberInput {
  @Field(() => ID, { description: "A member of your partner; yourself, unless you are an ADMIN." })
  readonly developerId!: Id<"dev">;

  @Field(() => ID, {
    nullable: true,
    description: "Who takes over the applications that they own: a member (R9). Needed when they own any.",
  })
  readonly successorId?: Id<"dev"> | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "For what they did, rather than because their work has ended: where the company is OPEN, `proposedJoiningPolicy` is then CONSENT (R38).",
  })
  readonly isForCause!: boolean;
}

@InputType({ description: "How colleagues join from now on (R38)." })
export class ChooseJoiningPolicyInput {
  @Field(() => JoiningPolicy, { description: "Those who wait join by themselves once it is OPEN." })
  readonly policy!: JoiningPolicy;
}

@InputType({ description: "Which domain to prove (R38)." })
export class ProveDomainInput {
  @Field(() => String, { description: "One of your company's, or a further one, such as acme.example." })
  readonly domain!: string;
}

@InputType({ description: "Whom to let in (R38)." })
export class AcceptJoinRequestInput {
  @Field(() => ID, { description: "Somebody who asks to join your partner, or was declined." })
  readonly developerId!: Id<"dev">;
}

@InputType({ description: "Whom not to let in (R38)." })
export class DeclineJoinRequestInput {
  @Field(() => ID, { description: "Somebody who asks to join your partner." })
  readonly developerId!: Id<"dev">;
}

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: "What is left out stays as it is (R6)." })
export class UpdateCompanyDetailsInput {
  @Field(() => String, optional("As registered; 2 to 200 characters."))
  readonly legalName?: string | null;

  @Field(() => String, optional("An http or https address, such as https://acme.example."))
  readonly website?: string | null;

  @Field(
    () => String,
    optional("Where the company is registered: its two-letter code (ISO 3166-1), such as NL."),
  )
  readonly country?: string | null;

  @Field(() => String, optional("An e-mail address where the bank can reach the company."))
  readonly contactEmail?: string | null;
}
