import type { DeveloperEvent } from "../../domain/developer/developer.js";
import type { PartnerEvent } from "../../domain/partner/partner.js";
import type { AuditNote } from "./audit-note.js";
import { mention } from "./mentions.js";

/** What the audit trail says of a developer's or a company's event. */
export function personNote(event: DeveloperEvent | PartnerEvent): AuditNote | null {
  switch (event.type) {
    case "DeveloperAdmitted":
      return null;
    case "PartnerFounded":
    case "MemberJoined":
      return {
        action: event.type === "PartnerFounded" ? "PARTNER_FOUNDED" : "MEMBER_JOINED",
        summary:
          event.type === "PartnerFounded" ? `founded the company of ${event.domain}` : "joined the company",
        subjectId: event.partnerId,
        partnerId: event.partnerId,
        actorId: event.developerId,
      };
    case "IdentityLinked":
      return {
        action: "IDENTITY_LINKED",
        summary: `signed in through ${event.issuer} for the first time`,
        subjectId: event.developerId,
        actorId: event.developerId,
      };
    case "ProfileUpdated":
      return { action: "PROFILE_UPDATED", summary: "updated the profile", subjectId: event.developerId };
    case "AccountDeleted":
      return { action: "ACCOUNT_DELETED", summary: "deleted the account", subjectId: event.developerId };
    case "TermsAccepted":
      return {
        action: "TERMS_ACCEPTED",
        summary: `accepted the terms, version ${event.version}`,
        subjectId: event.developerId,
      };
    case "CompanyDetailsUpdated":
      return {
        action: "COMPANY_DETAILS_UPDATED",
        summary: "updated the company details",
        subjectId: event.partnerId,
        partnerId: event.partnerId,
      };
    case "InvitationSent":
      return ofPartner(
        event,
        event.count === 1 ? "INVITATION_SENT" : "INVITATION_RESENT",
        event.count === 1
          ? `invited ${mention(event.invitationId)} to join`
          : `sent the invitation to ${mention(event.invitationId)} again`,
        event.invitationId,
      );
    case "InvitationWithdrawn":
      return ofPartner(
        event,
        "INVITATION_WITHDRAWN",
        `withdrew the invitation to ${mention(event.invitationId)}`,
        event.invitationId,
      );
    case "MemberRoleChanged":
      return ofPartner(
        event,
        "MEMBER_ROLE_CHANGED",
        event.role === "ADMIN"
          ? `made ${mention(event.developerId)} an ADMIN`
          : `made ${mention(event.developerId)} a MEMBER, no ADMIN any more`,
        event.developerId,
      );
    case "MemberRemoved":
      return ofPartner(
        event,
        "MEMBER_REMOVED",
        event.isOwnWish ? "left the company" : `removed ${mention(event.developerId)} from the company`,
        event.developerId,
      );
  }
}

function ofPartner(
  { partnerId }: { readonly partnerId: string },
  action: string,
  summary: string,
  subjectId: string,
): AuditNote {
  return { action, summary, subjectId, partnerId };
}
