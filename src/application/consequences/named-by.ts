import type { DomainEvent } from "../domain-event.js";
import { auditNoteOf } from "./audit/note-of.js";
import type { NameOf } from "./name-of.js";
import { ownerNoticeOf } from "./owner-notice.js";

/** Everything that the sentences about these events name. */
export function namedBy(events: readonly DomainEvent[]): ReadonlySet<string> {
  const ids = new Set<string>();
  const noting: NameOf = (id) => {
    ids.add(id);
    return id;
  };
  for (const event of events) {
    auditNoteOf(event, noting);
    ownerNoticeOf(event, null, noting);
  }
  return ids;
}
