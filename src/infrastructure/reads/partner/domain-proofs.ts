import type { PartnerReads } from "../../../application/queries/read-model.js";
import { isAdmin } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { holding } from "../matching.js";

/** What the viewer's own company proves, or has proven: its ADMINs see it (R38). */
export function domainProofsOf(db: Reader): PartnerReads["domainProofsOf"] {
  return async ({ developerId, partnerId }, ids) => {
    if (partnerId === null || !ids.includes(partnerId)) return [];
    return db
      .selectFrom("DomainProofRow as d")
      .where("d.partnerId", "=", partnerId)
      .where(holding(isAdmin, developerId, partnerId))
      .select(["d.partnerId", "d.domain", "d.challenge", "d.requestedAt", "d.lookedUpAt", "d.provenAt"])
      .execute();
  };
}
