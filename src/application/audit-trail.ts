import type { DomainEvent } from "./domain-event.js";

/** What the audit trail says of an event (R33); never a secret. */
export interface AuditNote {
  readonly action: string;
  /** A sentence without its subject, that a person understands. */
  readonly summary: string;
  readonly subjectId: string;
  readonly partnerId?: string;
  readonly applicationId?: string;
  /** Who acted, where the event knows better than the transaction's origin. */
  readonly actorId?: string;
}

/** One note for each command; null for an event that accompanies another which says it all. */
export function auditNoteOf(event: DomainEvent): AuditNote | null {
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
    case "ClientApplicationRegistered": {
      const environments = event.environments.map(({ name }) => name).join(", ");
      return ofApplication(
        event,
        "REGISTERED",
        `registered ${event.name} for ${environments}`,
        event.applicationId,
      );
    }
    case "CredentialsIssued": {
      const keys = event.keyCount === 1 ? "an API key" : `${event.keyCount} API keys`;
      return ofApplication(
        event,
        "CREDENTIALS_ISSUED",
        `issued ${keys} for ${event.environment.name}`,
        event.environment.id,
      );
    }
    case "EnvironmentWentLive":
      return ofApplication(
        event,
        "KEYS_LIVE",
        `made all keys of ${event.environment.name} live`,
        event.environment.id,
      );
    case "ApiKeyRevealed":
      return ofApplication(event, "API_KEY_REVEALED", `viewed the API key ${event.preview}`, event.apiKeyId);
    case "ClientSecretRevealed":
      return ofApplication(
        event,
        "CLIENT_SECRET_REVEALED",
        `viewed the client secret ${event.preview}`,
        event.grantId,
      );
  }
}

function ofApplication(
  { applicationId, partnerId }: { applicationId: string; partnerId: string },
  action: string,
  summary: string,
  subjectId: string,
): AuditNote {
  return { action, summary, subjectId, partnerId, applicationId };
}
