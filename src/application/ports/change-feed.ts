import type { Id } from "../../domain/id.js";

/**
 * Tells which client applications have changed, and whose access has ended, across processes (PostgreSQL NOTIFY behind it).
 * The notification is sent by the transaction that made the change, so it comes exactly when that commits.
 */
export interface ChangeFeed {
  /** Yields once for each change of the application, until the consumer returns; slow consumers see bursts as one. */
  changesOf(applicationId: Id<"app">): AsyncIterableIterator<string>;
  /** Stands for the latest change: the same object for all who have been told of it, until the next one comes. */
  latestChange(applicationId: Id<"app">): object;
  /** Calls each time that all or some access of the developer ends (R36), until what it gives is called. */
  onAccessEnded(developerId: Id<"dev">, listener: () => void): () => void;
}

/** The channel on which a transaction says that it ends a developer's access; the payload is the developer's id. */
export const accessEndedChannel = "portico_access_ended";

/** The channel of the notifications; the payload is the application's id. */
export const applicationChangedChannel = "portico_application_changed";
