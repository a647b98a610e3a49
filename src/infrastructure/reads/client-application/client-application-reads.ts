import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { anyOf, behind, slice } from "../keyset.js";
import { belongsToViewer } from "../visible.js";
import { accessRequestReads } from "./access-request-reads.js";
import { activityReads } from "./activity-reads.js";
import { applicationsWhere, orders } from "./application-list.js";
import { grantReads } from "./grant-reads.js";
import { provisioningFailureReads } from "./provisioning-failure-reads.js";

export function clientApplicationReads(db: Reader): ClientApplicationReads {
  return {
    ...grantReads(db),
    ...activityReads(db),
    ...accessRequestReads(db),
    ...provisioningFailureReads(db),

    async byId(viewer, ids) {
      return db
        .selectFrom("ClientApplicationRow as a")
        .where("a.id", "=", anyOf(ids))
        .where(({ ref }) => belongsToViewer(ref("a.partnerId"), viewer))
        .selectAll("a")
        .execute();
    },

    async page(viewer, partnerId, filter, order, page) {
      if (partnerId !== viewer.partnerId) return { rows: [], hasNext: false };
      const { column, direction } = orders[order];
      let query = applicationsWhere(db, partnerId, filter)
        .selectAll("a")
        .orderBy(column, direction)
        .orderBy("a.id", direction)
        .limit(page.first + 1);
      if (page.after) {
        const [value = "", id = ""] = page.after;
        query = query.where(({ ref }) => behind([ref(column), ref("a.id")], direction, [value, id]));
      }
      return slice(await query.execute(), page);
    },

    async count(viewer, partnerId, filter) {
      if (partnerId !== viewer.partnerId) return 0;
      const { count } = await applicationsWhere(db, partnerId, filter)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
