import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { ActivityView } from "../../../application/queries/views.js";
import type { Reader } from "../db.js";
import { anyOf, slice } from "../keyset.js";
import { ownedByOne } from "./application-list.js";

/** Audit trails of the applications that the viewer owns; of others there is nothing to see (R18). */
export function activityReads(db: Reader): Pick<ClientApplicationReads, "activity" | "countActivity"> {
  const owned = ({ partnerId, developerId }: Viewer, applicationIds: readonly string[]) =>
    db
      .selectFrom("ClientApplicationRow as a")
      .where("a.id", "=", anyOf(applicationIds))
      .where("a.partnerId", "=", partnerId ?? "")
      .where(({ ref }) => ownedByOne(ref("a.ownerId"), ref("a.coOwnerIds"), developerId));

  return {
    async activity(viewer, applicationIds, page) {
      const rows = await owned(viewer, applicationIds)
        .innerJoinLateral(
          (eb) => {
            const newest = eb
              .selectFrom("AuditEntryRow as e")
              .whereRef("e.applicationId", "=", "a.id")
              .select(["e.id", "e.at", "e.actorId", "e.actorAddress", "e.action", "e.summary"])
              .orderBy("e.id", "desc")
              .limit(page.first + 1);
            return (page.after ? newest.where("e.id", "<", page.after[0] ?? "") : newest).as("entry");
          },
          (join) => join.onTrue(),
        )
        .select([
          "a.id as applicationId",
          "entry.id",
          "entry.at",
          "entry.actorId",
          "entry.actorAddress as address",
          "entry.action",
          "entry.summary",
        ])
        .orderBy("entry.id", "desc")
        .execute();
      const byApplication = Map.groupBy(rows, ({ applicationId }) => applicationId);
      return new Map(
        [...byApplication].map(([applicationId, entries]) => [
          applicationId,
          slice<ActivityView>(entries, page),
        ]),
      );
    },

    async countActivity(viewer, applicationIds) {
      const rows = await owned(viewer, applicationIds)
        .innerJoin("AuditEntryRow as e", "e.applicationId", "a.id")
        .groupBy("a.id")
        .select(({ fn }) => ["a.id", fn.countAll<string>().as("count")])
        .execute();
      return new Map(rows.map(({ id, count }) => [id, Number(count)]));
    },
  };
}
