import type { Viewer } from "../../../application/queries/viewer.js";
import type { Id } from "../../../domain/id.js";
import type { Reader } from "../db.js";
import { anyOf } from "../matching.js";
import { belongsToViewer } from "../visible.js";

/** The applications of these ids that the viewer may see. */
export function byIds(db: Reader, viewer: Viewer, ids: readonly Id<"app">[]) {
  return db
    .selectFrom("ClientApplicationRow as a")
    .where("a.id", "=", anyOf(ids))
    .where(({ ref }) =>
      belongsToViewer({ partnerId: ref("a.partnerId"), applicationId: ref("a.id") }, viewer),
    );
}
