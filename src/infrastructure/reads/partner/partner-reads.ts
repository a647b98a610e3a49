import type { PartnerReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { anyOf, holding } from "../matching.js";
import { activityById } from "./activity-by-id.js";
import { allPartners } from "./all-partners.js";
import { domainProofsOf } from "./domain-proofs.js";
import { invitationReads } from "./invitation-reads.js";
import { joinRequestList } from "./join-request-list.js";
import { memberList } from "./member-list.js";
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

    all: allPartners(db),
    namesakesOf: namesakesOf(db),
    domainProofsOf: domainProofsOf(db),

    members: memberList(db),
    joinRequests: joinRequestList(db),
    activity: partnerActivity(db),
    activityById: activityById(db),
    ...invitationReads(db),
    ...memberReads(db),
  };
}
