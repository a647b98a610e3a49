import type { DomainEvent } from "../domain-event.js";
import { applicationNote } from "./application-note.js";
import type { AuditNote } from "./audit-note.js";
import { personNote } from "./person-note.js";
import { catalogueNote, tokenNote } from "./platform-note.js";

/** One note for each command; null for an event that accompanies another which says it all. */
export function auditNoteOf(event: DomainEvent): AuditNote | null {
  if ("applicationId" in event) return applicationNote(event);
  switch (event.type) {
    case "ApiProductCreated":
    case "ApiProductUpdated":
    case "ApiEnvironmentCreated":
    case "ApiEnvironmentUpdated":
    case "TermsPublished":
      return catalogueNote(event);
    case "AccessTokenCreated":
    case "AccessTokenRevoked":
      return tokenNote(event);
    default:
      return personNote(event);
  }
}
