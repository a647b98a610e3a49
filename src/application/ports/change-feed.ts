import type { Id } from "../../domain/id.js";
import type { ActorId } from "../actor-id.js";
import type { PartnerChange } from "../consequences/changes-of.js";

/** One change: what it was, and an object that stands for it, the same for all who are told of it. */
export interface Change<What> {
  readonly what: What;
  readonly mark: object;
}

/** Until the consumer returns; to whoever is slow, the same change again is one, and the last of them. */
export type Changes<What> = AsyncIterableIterator<Change<What>>;

export interface Missed {
  readonly kind: "MISSED";
}

/**
 * Tells what has changed, and whose access has ended, across processes (PostgreSQL NOTIFY behind it). The notification is
 * sent by the transaction that made the change, so it comes exactly when that commits.
 */
export interface ChangeFeed {
  /** Listens from the very start: whoever reads afterwards misses nothing. */
  changesOf(applicationId: Id<"app">): Changes<Id<"app">>;
  /** The same for what the members of a partner see; whoever may have missed something is told `MISSED` instead. */
  changesOfPartner(partnerId: Id<"prt">): Changes<PartnerChange | Missed>;
  /** Calls each time that all or some access of the developer ends (R36), until what it gives is called. */
  onAccessEnded(actorId: ActorId, listener: () => void): () => void;
}

/** The channel on which a transaction says that it ends a developer's access; the payload is the developer's id. */
export const accessEndedChannel = "portico_access_ended";

/** The channel of what the members of a partner see differently; the payload is a `ChangeOfPartner` as JSON. */
export const partnerChangedChannel = "portico_partner_changed";

/** The channel of the notifications; the payload is the application's id. */
export const applicationChangedChannel = "portico_application_changed";
