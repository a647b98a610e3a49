import { type RawBuilder, sql } from "kysely";
import type { ActivityFilter } from "../../application/queries/read-model.js";
import { hasOneOf } from "./matching.js";
import { ascending, descending, instant, text } from "./paging.js";

const byTime = [instant("e.at"), text("e.id")] as const;

/** How audit trails are read, whosoever they are: entries as `e`. */
export const trail = {
  name: "activity",
  orders: { NEWEST: descending(...byTime), OLDEST: ascending(...byTime) },
};

export const entryColumns = [
  "e.id",
  "e.at",
  "e.actorId",
  "e.actorAddress as address",
  "e.action",
  "e.summary",
  "e.applicationId",
] as const;

type EntryConditions = {
  readonly [Part in keyof ActivityFilter]-?: (
    value: NonNullable<ActivityFilter[Part]>,
  ) => RawBuilder<boolean>;
};

/** What each part of a filter asks of an entry. */
export const entryConditions: EntryConditions = {
  actions: (actions) => hasOneOf("e.action", actions),
  actorId: (actorId) => hasOneOf("e.actorId", [actorId]),
  since: (since) => sql<boolean>`${sql.ref("e.at")} >= ${since}`,
  until: (until) => sql<boolean>`${sql.ref("e.at")} < ${until}`,
};
