import type { DomainEvent } from "../domain-event.js";
import { applicationNote } from "./application-note.js";
import type { AuditNote } from "./audit-note.js";
import { personNote } from "./person-note.js";

/** One note for each command; null for an event that accompanies another which says it all. */
export function auditNoteOf(event: DomainEvent): AuditNote | null {
  return "applicationId" in event ? applicationNote(event) : personNote(event);
}
