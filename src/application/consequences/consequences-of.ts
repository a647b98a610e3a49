import type { ActorId } from "../actor-id.js";
import type { DomainEvent } from "../domain-event.js";
import { type Job, noticeJobs } from "../jobs.js";
import type { AuditNote } from "./audit/audit-note.js";
import { auditNoteOf } from "./audit/note-of.js";
import { jobsAfter } from "./jobs-after.js";
import type { NameOf } from "./name-of.js";
import { ownerNoticeOf } from "./owner-notice.js";

/** What follows from the events of one transaction, and is to be kept in that same one (R32). */
export interface Consequences {
  readonly notes: readonly AuditNote[];
  readonly jobs: readonly Job[];
}

/** `lookUp` is asked once, for all that the sentences name, however many events there are. */
export async function consequencesOf(
  events: readonly DomainEvent[],
  actorId: ActorId | null,
  lookUp: (ids: ReadonlySet<string>) => Promise<NameOf>,
): Promise<Consequences> {
  return written(events, actorId, await lookUp(namedBy(events, actorId)));
}

function written(events: readonly DomainEvent[], actorId: ActorId | null, nameOf: NameOf): Consequences {
  return {
    notes: events.flatMap((event) => auditNoteOf(event, nameOf) ?? []),
    jobs: [
      ...noticeJobs(events.flatMap((event) => ownerNoticeOf(event, actorId, nameOf) ?? [])),
      ...events.flatMap((event) => jobsAfter(event, actorId, nameOf)),
    ],
  };
}

/** Everything that the sentences name: they are written once with ids in the names' places. */
function namedBy(events: readonly DomainEvent[], actorId: ActorId | null): ReadonlySet<string> {
  const ids = new Set<string>();
  written(events, actorId, (id) => {
    ids.add(id);
    return id;
  });
  return ids;
}
