import { type RawBuilder, sql } from "kysely";
import type { Viewer } from "../../application/queries/viewer.js";

/** R18: what belongs to a partner is there for its members, and without any credential for operators. */
export function belongsToViewer(partnerId: unknown, viewer: Viewer): RawBuilder<boolean> {
  return viewer.isOperator ? sql<boolean>`true` : sql<boolean>`${partnerId} = ${viewer.partnerId ?? "prt_"}`;
}
