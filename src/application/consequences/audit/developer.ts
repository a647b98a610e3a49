import type { DeveloperEvent } from "../../../domain/developer/developer.js";
import type { AuditNote } from "./audit-note.js";

/** What the audit trail says of a developer's event. */
export function developerNote(event: DeveloperEvent): AuditNote | null {
  const subjectId = event.developerId;
  switch (event.type) {
    // The founding or joining that comes with it says it all.
    case "DeveloperAdmitted":
      return null;
    case "IdentityLinked":
      return {
        action: "IDENTITY_LINKED",
        summary: `signed in through ${event.issuer} for the first time`,
        subjectId,
        actorId: event.developerId,
      };
    case "ProfileUpdated":
      return { action: "PROFILE_UPDATED", summary: "updated the profile", subjectId };
    case "AccountDeleted":
      return { action: "ACCOUNT_DELETED", summary: "deleted the account", subjectId };
    case "TermsAccepted":
      return { action: "TERMS_ACCEPTED", summary: `accepted the terms, version ${event.version}`, subjectId };
  }
}
