import type { PartnerReads } from "../../../application/queries/read-model.js";
import { isAdmin } from "../../persistence/predicates.js";
import { entryColumns, newestFirst } from "../activity.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartner } from "../list.js";
import { holding } from "../matching.js";

/** The audit trail of a company, with that of its applications; only its ADMINs see it. */
export function partnerActivity(db: Reader): PartnerReads["activity"] {
  return list({
    ...newestFirst,
    isVisible: ofOwnPartner,
    rows: ({ developerId }, { partnerId }) =>
      db
        .selectFrom("AuditEntryRow as e")
        .where("e.partnerId", "=", partnerId)
        .where(holding(isAdmin, developerId, partnerId))
        .select(entryColumns),
  });
}
