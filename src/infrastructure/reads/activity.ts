import { descending, text } from "./paging.js";

/** How audit trails are read, whosoever they are: entries as `e`. */
export const newestFirst = { name: "activity", orders: { NEWEST: descending(text("e.id")) } };

export const entryColumns = [
  "e.id",
  "e.at",
  "e.actorId",
  "e.actorAddress as address",
  "e.action",
  "e.summary",
  "e.applicationId",
] as const;
