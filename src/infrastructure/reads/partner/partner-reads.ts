import type { PartnerReads } from "../../../application/queries/read-model.js";
import { isAdmin } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartner } from "../list.js";
import { anyOf, holding } from "../matching.js";
import { ascending, instant, text } from "../paging.js";
import { activityById } from "./activity-by-id.js";
import { invitationReads } from "./invitation-reads.js";
import { memberReads } from "./member-reads.js";
import { namesakesOf } from "./namesakes.js";
import { partnerActivity } from "./partner-activity.js";
import { domainsOf, domainsProvenOf, type PartnerRow, partnerColumns, partnerView } from "./partner-view.js";

export function partnerReads(db: Reader): PartnerReads {
  return {
    async byId(viewer, ids) {
      const visible = viewer.isOperator ? ids : ids.filter((id) => id === viewer.partnerId);
      if (visible.length === 0) return [];
      const rows = await db
        .selectFrom("PartnerRow as p")
        .where("p.id", "=", anyOf(visible))
        .select(partnerColumns)
        .select([holding(domainsOf("p")).as("domains"), holding(domainsProvenOf("p")).as("domainsProven")])
        .$castTo<PartnerRow>()
        .execute();
      return rows.map(partnerView);
    },

    namesakesOf: namesakesOf(db),

    members: list({
      name: "members",
      orders: { JOINED: ascending(instant("m.joinedAt"), text("m.developerId")) },
      isVisible: ofOwnPartner,
      rows: (_, { partnerId }) =>
        db
          .selectFrom("MemberRow as m")
          .where("m.partnerId", "=", partnerId)
          .select(["m.developerId", "m.role", "m.joinedAt"]),
    }),

    joinRequests: list({
      name: "joinRequests",
      orders: { REQUESTED: ascending(instant("j.requestedAt"), text("j.developerId")) },
      isVisible: ofOwnPartner,
      rows: ({ developerId }, { partnerId }) =>
        db
          .selectFrom("JoinRequestRow as j")
          .where("j.partnerId", "=", partnerId)
          .where("j.declinedAt", "is", null)
          .where(holding(isAdmin, developerId, partnerId))
          .select(["j.developerId", "j.requestedAt"]),
    }),

    activity: partnerActivity(db),
    activityById: activityById(db),
    ...invitationReads(db),
    ...memberReads(db),
  };
}
