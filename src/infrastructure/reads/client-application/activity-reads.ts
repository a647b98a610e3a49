import type { ListOfEach } from "../../../application/queries/list.js";
import type { ActivityFilter, AgeOrder } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { ActivityView } from "../../../application/queries/views.js";
import type { Id } from "../../../domain/id.js";
import { entryColumns, entryConditions, trail } from "../activity.js";
import type { Reader } from "../db.js";
import { anyOf, meeting } from "../matching.js";
import { paging } from "../paging.js";
import { ownedByViewer } from "../visible.js";

const paged = paging(trail);

/** Audit trails of the applications that the viewer owns; of others there is nothing to see (R18). */
export function activityReads(db: Reader): ListOfEach<ActivityFilter, ActivityView, AgeOrder, Id<"app">> {
  const owned = (viewer: Viewer, applicationIds: readonly Id<"app">[]) =>
    db
      .selectFrom("ClientApplicationRow as a")
      .where("a.id", "=", anyOf(applicationIds))
      .where(ownedByViewer("a", viewer));

  return {
    async pages(viewer, applicationIds, { filter }, page) {
      const { cut, inOrder, slice } = paged(page, filter);
      const pages = owned(viewer, applicationIds)
        .innerJoinLateral(
          (eb) =>
            cut(
              meeting(
                eb
                  .selectFrom("AuditEntryRow as e")
                  .whereRef("e.applicationId", "=", "a.id")
                  .select(entryColumns),
                filter,
                entryConditions,
              ),
            ).as("e"),
          (join) => join.onTrue(),
        )
        .selectAll("e");
      const byApplication = Map.groupBy(await inOrder(pages).execute(), ({ applicationId }) => applicationId);
      return new Map(
        [...byApplication].map(([applicationId, entries]) => [applicationId ?? "", slice(entries)]),
      );
    },

    async counts(viewer, applicationIds, { filter }) {
      const all = owned(viewer, applicationIds).innerJoin("AuditEntryRow as e", "e.applicationId", "a.id");
      const rows = await meeting(all, filter, entryConditions)
        .groupBy("a.id")
        .select(({ fn }) => ["a.id", fn.countAll<string>().as("count")])
        .execute();
      return new Map(rows.map(({ id, count }) => [id, Number(count)]));
    },
  };
}
