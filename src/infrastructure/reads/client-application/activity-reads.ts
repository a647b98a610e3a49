import type { ListOfEach } from "../../../application/queries/list.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { ActivityView } from "../../../application/queries/views.js";
import type { Id } from "../../../domain/id.js";
import { entryColumns, newestFirst } from "../activity.js";
import type { Reader } from "../db.js";
import { anyOf } from "../matching.js";
import { paging } from "../paging.js";
import { ownedByViewer } from "../visible.js";

const paged = paging(newestFirst);

/** Audit trails of the applications that the viewer owns; of others there is nothing to see (R18). */
export function activityReads(db: Reader): ListOfEach<ActivityView, never, Id<"app">> {
  const owned = (viewer: Viewer, applicationIds: readonly Id<"app">[]) =>
    db
      .selectFrom("ClientApplicationRow as a")
      .where("a.id", "=", anyOf(applicationIds))
      .where(ownedByViewer("a", viewer));

  return {
    async pages(viewer, applicationIds, page) {
      const { cut, inOrder, slice } = paged(page);
      const pages = owned(viewer, applicationIds)
        .innerJoinLateral(
          (eb) =>
            cut(
              eb
                .selectFrom("AuditEntryRow as e")
                .whereRef("e.applicationId", "=", "a.id")
                .select(entryColumns),
            ).as("e"),
          (join) => join.onTrue(),
        )
        .selectAll("e");
      const byApplication = Map.groupBy(await inOrder(pages).execute(), ({ applicationId }) => applicationId);
      return new Map(
        [...byApplication].map(([applicationId, entries]) => [applicationId ?? "", slice(entries)]),
      );
    },

    async counts(viewer, applicationIds) {
      const rows = await owned(viewer, applicationIds)
        .innerJoin("AuditEntryRow as e", "e.applicationId", "a.id")
        .groupBy("a.id")
        .select(({ fn }) => ["a.id", fn.countAll<string>().as("count")])
        .execute();
      return new Map(rows.map(({ id, count }) => [id, Number(count)]));
    },
  };
}
