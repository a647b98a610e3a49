import type { PartnerReads } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { Reader } from "../db.js";
import { slice } from "../keyset.js";

/** The audit trail of a company, with that of its applications; only its ADMINs see it. */
export function partnerActivityReads(db: Reader): Pick<PartnerReads, "activity" | "countActivity"> {
  const entries = ({ developerId, partnerId: own }: Viewer, partnerId: string) =>
    db
      .selectFrom("AuditEntryRow as e")
      .where("e.partnerId", "=", partnerId)
      .where("e.partnerId", "=", own ?? "")
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom("MemberRow as m")
            .where("m.developerId", "=", developerId)
            .whereRef("m.partnerId", "=", "e.partnerId")
            .where("m.role", "=", "ADMIN")
            .select("m.developerId"),
        ),
      );

  return {
    async activity(viewer, partnerId, page) {
      const newest = entries(viewer, partnerId)
        .select(["e.id", "e.at", "e.actorId", "e.actorAddress as address"])
        .select(["e.action", "e.summary", "e.applicationId"])
        .orderBy("e.id", "desc")
        .limit(page.first + 1);
      const query = page.after ? newest.where("e.id", "<", page.after[0] ?? "") : newest;
      return slice(await query.execute(), page);
    },

    async countActivity(viewer, partnerId) {
      const { count } = await entries(viewer, partnerId)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
