import type { Filtered } from "../../../application/queries/list.js";
import type {
  OfPartner,
  PartnerActivityFilter,
  PartnerReads,
} from "../../../application/queries/read-model.js";
import { isAdmin } from "../../persistence/predicates.js";
import { entryColumns, entryConditions, trail } from "../activity.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartner } from "../list.js";
import { hasOneOf, holding, meeting } from "../matching.js";

/** The audit trail of a company, with that of its applications; only its ADMINs see it. */
export function partnerActivity(db: Reader): PartnerReads["activity"] {
  return list({
    ...trail,
    isVisible: ofOwnPartner,
    rows: ({ developerId }, { partnerId, filter }: OfPartner & Filtered<PartnerActivityFilter>) =>
      meeting(
        db
          .selectFrom("AuditEntryRow as e")
          .where("e.partnerId", "=", partnerId)
          .where(holding(isAdmin, developerId, partnerId))
          .select(entryColumns),
        filter,
        {
          ...entryConditions,
          applicationId: (applicationId) => hasOneOf("e.applicationId", [applicationId]),
        },
      ),
  });
}
