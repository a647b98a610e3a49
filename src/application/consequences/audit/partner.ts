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
    case "JoinRequestForgotten":
    // That they have gone and each new owner are noted.
    case "MembershipConcluded":
      return null;
    case "PartnerSuspended":
      return {
        action: "PARTNER_SUSPENDED",
        summary: `suspended the company: ${event.reason}`,
        subjectId: event.partnerId,
      };
    case "PartnerResumed":
      return {
        action: "PARTNER_RESUMED",
        summary: `resumed the company: ${event.reason}`,
        subjectId: event.partnerId,
      };
    case "AdminAppointed":
      return {
        action: "ADMIN_APPOINTED",
        summary: `appointed ${mention(event.developerId)} an ADMIN: ${event.reason}`,
        subjectId: event.developerId,
      };
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
    case "JoinRequested":
      return {
        action: "JOIN_REQUESTED",
        summary:
          event.policy === "INVITATION"
            ? "signed up without the invitation that the company asks for"
            : "asked to join the company",
        subjectId: event.partnerId,
        actorId: event.developerId,
      };
    case "JoinRequestAccepted":
      return {
        action: "JOIN_REQUEST_ACCEPTED",
        summary: `let ${mention(event.developerId)} join the company`,
        subjectId: event.developerId,
      };
    case "JoinRequestDeclined":
      return {
        action: "JOIN_REQUEST_DECLINED",
        summary: `declined the request of ${mention(event.developerId)} to join the company`,
        subjectId: event.developerId,
      };
    case "JoiningPolicyChosen":
      return {
        action: "JOINING_POLICY_CHOSEN",
        summary: `chose how colleagues join: ${event.policy}`,
        subjectId: event.partnerId,
      };
    case "DomainProofBegun":
      return {
        action: "DOMAIN_PROOF_BEGUN",
        summary: `began to prove the domain ${event.domain}`,
        subjectId: event.partnerId,
      };
    case "DomainProven":
      return {
        action: "DOMAIN_PROVEN",
        summary: event.isNew
          ? `proved the domain ${event.domain}, which is the company's from now on`
          : `proved the domain ${event.domain}`,
        subjectId: event.partnerId,
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
    case "MemberMovedAway":
      return {
        action: "MEMBER_MOVED_AWAY",
        summary: "left the company: their address is another company's now",
        subjectId: event.developerId,
        actorId: event.developerId,
      };
    case "MemberRemoved":
      return {
        action: "MEMBER_REMOVED",
        summary: event.isOwnWish
          ? "left the company"
          : `removed ${mention(event.developerId)} from the company${event.isForCause ? " for cause" : ""}`,
        subjectId: event.developerId,
      };
  }
}
