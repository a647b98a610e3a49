import type { PartnerReads } from "../../../application/queries/read-model.js";
import { isAdmin } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { anyOf, holding } from "../matching.js";

/** Members of the viewer's own partner, and who asks to be one; for operators, of any. */
export function memberReads(db: Reader): Pick<PartnerReads, "membersById" | "joinRequestsById"> {
  return {
    membersById: ({ partnerId, companyToken, isOperator }, developerIds) =>
      db
        .selectFrom("MemberRow as m")
        .where("m.developerId", "=", anyOf(developerIds))
        .$if(!isOperator, (all) =>
          all.where("m.partnerId", "=", companyToken ? "prt_" : (partnerId ?? "prt_")),
        )
        .select(["m.developerId", "m.role", "m.joinedAt"])
        .execute(),

    joinRequestsById: ({ developerId, partnerId, isOperator }, developerIds) =>
      db
        .selectFrom("JoinRequestRow as j")
        .where("j.developerId", "=", anyOf(developerIds))
        .$if(!isOperator, (all) =>
          all
            .where("j.partnerId", "=", partnerId ?? "prt_")
            .where(holding(isAdmin, developerId, partnerId ?? "prt_")),
        )
        .select(["j.developerId", "j.requestedAt", "j.declinedAt"])
        .execute(),
  };
}
