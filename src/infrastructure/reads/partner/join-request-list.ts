import type { Filtered } from "../../../application/queries/list.js";
import type { JoinRequestFilter, OfPartner, PartnerReads } from "../../../application/queries/read-model.js";
import { isAdmin, isDeclined } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartnerOrForOperators } from "../list.js";
import { holding } from "../matching.js";
import { ascending, descending, instant, text } from "../paging.js";

const byAge = [instant("j.requestedAt"), text("j.developerId")] as const;

/** Who asks to join a partner: its ADMINs see it, and operators (R38). */
export function joinRequestList(db: Reader): PartnerReads["joinRequests"] {
  return list({
    name: "joinRequests",
    orders: { OLDEST: ascending(...byAge), NEWEST: descending(...byAge) },
    isVisible: ofOwnPartnerOrForOperators,
    rows: ({ developerId, isOperator }, { partnerId, filter }: OfPartner & Filtered<JoinRequestFilter>) =>
      db
        .selectFrom("JoinRequestRow as j")
        .where("j.partnerId", "=", partnerId)
        .where(holding(filter.isDeclined ? isDeclined("j") : `not (${isDeclined("j")})`))
        .$if(!isOperator, (all) => all.where(holding(isAdmin, developerId, partnerId)))
        .select(["j.developerId", "j.requestedAt", "j.declinedAt"]),
  });
}
