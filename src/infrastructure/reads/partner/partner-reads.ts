import type { PartnerReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { anyOf, behind, slice } from "../keyset.js";
import { invitationReads } from "./invitation-reads.js";
import { partnerActivityReads } from "./partner-activity-reads.js";

export function partnerReads(db: Reader): PartnerReads {
  return {
    ...partnerActivityReads(db),
    ...invitationReads(db),

    async byId(viewer, ids) {
      const visible = viewer.isOperator ? ids : ids.filter((id) => id === viewer.partnerId);
      if (visible.length === 0) return [];
      const rows = await db
        .selectFrom("PartnerRow as p")
        .innerJoin("PartnerDomainRow as d", "d.partnerId", "p.id")
        .where("p.id", "=", anyOf(visible))
        .select(["p.id", "p.legalName", "p.website", "p.country", "p.contactEmail", "d.domain"])
        .orderBy("d.domain")
        .execute();
      return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
        const [first] = own;
        if (!first) return [];
        const { id, domain: _, ...details } = first;
        return { id, details, domains: own.map(({ domain }) => domain) };
      });
    },

    async members(viewer, partnerId, page) {
      if (partnerId !== viewer.partnerId) return { rows: [], hasNext: false };
      let query = db
        .selectFrom("MemberRow as m")
        .where("m.partnerId", "=", partnerId)
        .select(["m.developerId", "m.role", "m.joinedAt"])
        .orderBy("m.joinedAt")
        .orderBy("m.developerId")
        .limit(page.first + 1);
      if (page.after) {
        const [joinedAt = "", developerId = ""] = page.after;
        query = query.where(({ ref }) =>
          behind([ref("m.joinedAt"), ref("m.developerId")], "asc", [joinedAt, developerId]),
        );
      }
      return slice(await query.execute(), page);
    },

    async countMembers(viewer, partnerId) {
      if (partnerId !== viewer.partnerId) return 0;
      const { count } = await db
        .selectFrom("MemberRow")
        .where("partnerId", "=", partnerId)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
