import { type RawBuilder, sql } from "kysely";
import type { Viewer } from "../../application/queries/viewer.js";
import { isOwner } from "../persistence/predicates.js";
import { holding } from "./matching.js";

/** R18: what belongs to a partner is there for its members, and without any credential for operators. */
export function belongsToViewer(partnerId: unknown, viewer: Viewer): RawBuilder<boolean> {
  return viewer.isOperator ? sql<boolean>`true` : sql<boolean>`${partnerId} = ${viewer.partnerId ?? "prt_"}`;
}

/** R18: owners alone see credentials, and only while they are members. */
export function ownedByViewer(application: string, { partnerId, developerId }: Viewer): RawBuilder<boolean> {
  const predicate = `(${application}.partner_id = ? and ${isOwner(application)})`;
  return holding(predicate, partnerId ?? "", developerId);
}
