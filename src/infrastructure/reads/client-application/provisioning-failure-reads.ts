import { sql } from "kysely";
import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { ProvisioningFailureView } from "../../../application/queries/views.js";
import type { Reader } from "../db.js";
import { anyOf, behind, slice } from "../keyset.js";

type Reads = Pick<
  ClientApplicationReads,
  "provisioningFailures" | "countProvisioningFailures" | "failuresOf"
>;

/** Gateways that fail, of all partners; for operators. */
export function provisioningFailureReads(db: Reader): Reads {
  const failures = () =>
    db
      .selectFrom("ProvisioningFailureRow as f")
      .innerJoin("AccessGrantRow as g", (join) =>
        join
          .onRef("g.applicationId", "=", "f.applicationId")
          .onRef("g.environmentId", "=", "f.environmentId"),
      )
      .innerJoin("ClientApplicationRow as a", "a.id", "f.applicationId")
      .select(["g.id as grantId", "f.applicationId", "f.environmentId", "a.partnerId"])
      .select(["f.since", "f.lastFailedAt", "f.lastError"])
      .select(({ ref }) =>
        sql<string | null>`(select run_at from graphile_worker.jobs
            where key = 'provision:' || ${ref("f.applicationId")} || ':' || ${ref("f.environmentId")}
              and locked_at is null and attempts < max_attempts)`.as("nextTryAt"),
      );

  return {
    async provisioningFailures({ isOperator }, page) {
      if (!isOperator) return { rows: [], hasNext: false };
      let query = failures()
        .orderBy("f.since")
        .orderBy("g.id")
        .limit(page.first + 1);
      if (page.after) {
        const [since = "", id = ""] = page.after;
        query = query.where(({ ref }) => behind([ref("f.since"), ref("g.id")], "asc", [since, id]));
      }
      return slice<ProvisioningFailureView>((await query.execute()).map(toView), page);
    },

    async countProvisioningFailures({ isOperator }) {
      if (!isOperator) return 0;
      const { count } = await failures()
        .clearSelect()
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async failuresOf({ isOperator }, grantIds) {
      if (!isOperator) return [];
      return (await failures().where("g.id", "=", anyOf(grantIds)).execute()).map(toView);
    },
  };
}

/** What comes from the queue's own table is not converted by the mapping. */
function toView<Row extends { readonly nextTryAt: string | null }>({ nextTryAt, ...failure }: Row) {
  return { ...failure, nextTryAt: nextTryAt === null ? null : new Date(nextTryAt) };
}
