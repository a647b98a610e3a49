import { Field, InputType } from "type-graphql";
import type * as queries from "../../application/queries/read-model.js";
import { InvitationStatus, MemberRole } from "../types/enums.js";
import { InvitationOrder, JoinRequestOrder, MemberOrder, PartnerOrder } from "../types/orders.js";
import { listArgs } from "../types/page-args.js";

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: "Which companies: those that meet every condition given." })
export class PartnerFilter {
  @Field(() => String, optional("Part of the legal name or of a domain, ignoring case."))
  readonly search?: string | null;

  @Field(() => Boolean, optional("True: only those that operators have suspended (R37)."))
  readonly isSuspended?: boolean | null;
}

export const PartnersArgs = listArgs(PartnerOrder, "NEWEST", PartnerFilter);

@InputType({ description: "Which members: those that meet every condition given." })
export class MemberFilter implements queries.MemberFilter {
  @Field(() => MemberRole, optional("With this role."))
  readonly role?: MemberRole | null;

  @Field(() => String, optional("Part of the name or e-mail address, ignoring case."))
  readonly search?: string | null;
}

export const MembersArgs = listArgs(MemberOrder, "JOINED_OLDEST", MemberFilter);

@InputType({ description: "Which invitations: those that meet every condition given." })
export class InvitationFilter implements queries.InvitationFilter {
  @Field(() => InvitationStatus, optional("Of which this has become as of now."))
  readonly status?: InvitationStatus | null;
}

export const InvitationsArgs = listArgs(InvitationOrder, "NEWEST", InvitationFilter);

@InputType({ description: "Which join requests (R38)." })
export class JoinRequestFilter implements queries.JoinRequestFilter {
  @Field(() => Boolean, {
    defaultValue: false,
    description: "True: those that an ADMIN has declined; false: those that wait.",
  })
  readonly isDeclined!: boolean;
}

export const JoinRequestsArgs = listArgs(JoinRequestOrder, "OLDEST", JoinRequestFilter);
