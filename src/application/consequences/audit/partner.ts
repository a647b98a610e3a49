import type { PartnerEvent } from "../../../domain/partner/events.js";
import type { AuditNote } from "./audit-note.js";
import { mention } from "./mentions.js";

/** What the audit trail says of a company's event. */
export function partnerNote(event: PartnerEvent): AuditNote | null {
  const { partnerId } = event;
  const entry = entryOf(event);
  return entry && { partnerId, ...entry };
}

function entryOf(event: PartnerEvent): AuditNote | null {
  switch (event.type) {
    // The deletion of the account that they come with says it all.
    case "FormerMemberRemembered":
    case "InviteeForgotten":
      return null;
    case "PartnerFounded":
      return {
        action: "PARTNER_FOUNDED",
        summary: `founded the company of ${event.domain}`,
        subjectId: event.partnerId,
        actorId: event.developerId,
      };
    case "MemberJoined":
      return {
        action: "MEMBER_JOINED",
        summary: "joined the company",
        subjectId: event.partnerId,
        actorId: event.developerId,
      };
    case "CompanyDetailsUpdated":
      return {
        action: "COMPANY_DETAILS_UPDATED",
        summary: "updated the company details",
        subjectId: event.partnerId,
      };
    case "InvitationSent":
      return {
        action: event.count === 1 ? "INVITATION_SENT" : "INVITATION_RESENT",
        summary:
          event.count === 1
            ? `invited ${mention(event.invitationId)} to join`
            : `sent the invitation to ${mention(event.invitationId)} again`,
        subjectId: event.invitationId,
      };
    case "InvitationWithdrawn":
      return {
        action: "INVITATION_WITHDRAWN",
        summary: `withdrew the invitation to ${mention(event.invitationId)}`,
        subjectId: event.invitationId,
      };
    case "PartnerDissolved":
      return {
        action: "PARTNER_DISSOLVED",
        summary: `dissolved the company of ${event.domains.join(", ")}`,
        subjectId: event.partnerId,
      };
    case "MemberRoleChanged":
      return {
        action: "MEMBER_ROLE_CHANGED",
        summary:
          event.role === "ADMIN"
            ? `made ${mention(event.developerId)} an ADMIN`
            : `made ${mention(event.developerId)} a MEMBER instead of an ADMIN`,
        subjectId: event.developerId,
      };
    case "MemberRemoved":
      return {
        action: "MEMBER_REMOVED",
        summary: event.isOwnWish
          ? "left the company"
          : `removed ${mention(event.developerId)} from the company`,
        subjectId: event.developerId,
      };
  }
}
