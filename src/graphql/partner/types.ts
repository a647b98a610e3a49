import { Field, ObjectType } from "type-graphql";
import type {
  InvitationView,
  JoinRequestView,
  MemberView,
  PartnerView,
} from "../../application/queries/views.js";
import type { Id } from "../../domain/id.js";
import type { CompanyDetails as Details } from "../../domain/partner/company-details.js";
import type { Suspension } from "../../domain/partner/standing.js";
import { CountryCode, DateTime, EmailAddress, Url } from "../scalars.js";
import { connectionType } from "../types/connections.js";
import { JoiningPolicy, MemberRole } from "../types/enums.js";
import { Node } from "../types/node.js";

@ObjectType({ implements: Node, description: "What is known about a company (R6).", simpleResolvers: true })
export class CompanyDetails extends Node implements Details {
  @Field(() => String, { nullable: true, description: "As registered; null until entered." })
  readonly legalName!: string | null;

  @Field(() => Url, { nullable: true, description: "Null until entered." })
  readonly website!: string | null;

  @Field(() => CountryCode, {
    nullable: true,
    description: "Where the company is registered; null until entered.",
  })
  readonly country!: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description: "Where the bank can reach the company; null until entered.",
  })
  readonly contactEmail!: string | null;

  @Field(() => Boolean, {
    description: "Whether all four are there; from then on only an ADMIN changes them.",
  })
  readonly isComplete!: boolean;
}

@ObjectType("PartnerSuspension", {
  implements: Node,
  description: "That operators have stopped everything of a company for now (R37).",
  simpleResolvers: true,
})
export class PartnerSuspension extends Node implements Suspension {
  @Field(() => DateTime, { description: "Since when." })
  readonly at!: Date;

  @Field(() => String, { description: "Why, as all members were told." })
  readonly reason!: string;
}

@ObjectType("Partner", {
  implements: Node,
  description:
    "A company, known by the e-mail domains of its developers. Visible to its members, and to operators.",
})
export class PartnerType extends Node implements Omit<PartnerView, "details" | "suspension"> {
  declare readonly id: Id<"prt">;

  @Field(() => [String], {
    description: "The e-mail domains that belong to it, in lower case and ASCII (R2, R5).",
  })
  readonly domains!: readonly string[];

  @Field(() => [String], { description: "Those of its domains that it has proven by a DNS record (R38)." })
  readonly domainsProven!: readonly string[];

  @Field(() => JoiningPolicy, { description: "How colleagues join (R38)." })
  readonly joiningPolicy!: JoiningPolicy;

  @Field(() => JoiningPolicy, {
    nullable: true,
    description:
      "What is proposed to its ADMINs since somebody was removed for cause; null once they have chosen (R38).",
  })
  readonly proposedJoiningPolicy!: JoiningPolicy | null;
}

@ObjectType({ description: "A domain that a company is proving (R38).", simpleResolvers: true })
export class DomainProof {
  @Field(() => String, { description: "In lower case and ASCII." })
  readonly domain!: string;

  @Field(() => String, { description: "The name of the TXT record to publish." })
  readonly recordName!: string;

  @Field(() => String, { description: "The text of the TXT record to publish." })
  readonly recordValue!: string;

  @Field(() => DateTime, {
    description: "Until when the record counts; `proveDomain` gives another one then.",
  })
  readonly expiresAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "When `proveDomain` last looked for it; null when it has not yet.",
  })
  readonly lookedUpAt!: Date | null;
}

@ObjectType("Member", { implements: Node, description: "A developer inside a partner." })
export class MemberType extends Node implements Omit<MemberView, "developerId"> {
  @Field(() => MemberRole, { description: "What they may do for the partner." })
  readonly role!: MemberRole;

  @Field(() => DateTime, { description: "Since when." })
  readonly joinedAt!: Date;
}

export const PartnerConnection = connectionType("Partner", "companies", () => PartnerType);

export const MemberConnection = connectionType("Member", "members", () => MemberType);

@ObjectType("JoinRequest", {
  implements: Node,
  description: "A colleague's wish to join, which an ADMIN accepts or declines (R38).",
})
export class JoinRequestType extends Node implements Omit<JoinRequestView, "developerId"> {
  @Field(() => DateTime, { description: "When it was made." })
  readonly requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: "When an ADMIN declined it; null while it waits." })
  readonly declinedAt!: Date | null;
}

export const JoinRequestConnection = connectionType("JoinRequest", "join requests", () => JoinRequestType);

@ObjectType("Invitation", {
  implements: Node,
  description:
    "A member's invitation to a colleague with the same e-mail domain to join (R7). Visible to members.",
})
export class InvitationType
  extends Node
  implements Omit<InvitationView, "invitedById" | "acceptedAt" | "withdrawnAt">
{
  declare readonly id: Id<"inv">;

  @Field(() => EmailAddress, { description: "Who is to register with this address." })
  readonly email!: string;

  @Field(() => DateTime, { description: "When it was made." })
  readonly createdAt!: Date;

  @Field(() => DateTime, { description: "14 days after it was last sent." })
  readonly expiresAt!: Date;
}

export const InvitationConnection = connectionType(
  "Invitation",
  "invitations, newest first",
  () => InvitationType,
);
