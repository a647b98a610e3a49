import type { PartnerReads } from "../../../application/queries/read-model.js";
import { isAdmin } from "../../persistence/predicates.js";
import { entryColumns } from "../activity.js";
import type { Reader } from "../db.js";
import { anyOf, holding } from "../matching.js";
import { ownedByViewer } from "../visible.js";

/** Just what the viewer finds in the trail of an application that they own, or of the company whose ADMIN they are. */
export function activityById(db: Reader): PartnerReads["activityById"] {
  return (viewer, ids) =>
    db
      .selectFrom("AuditEntryRow as e")
      .leftJoin("ClientApplicationRow as a", "a.id", "e.applicationId")
      .where("e.id", "=", anyOf(ids))
      .where("e.partnerId", "=", viewer.partnerId ?? "prt_")
      .where((eb) =>
        eb.or([ownedByViewer("a", viewer), holding(isAdmin, viewer.developerId, viewer.partnerId ?? "prt_")]),
      )
      .select(entryColumns)
      .execute();
}
