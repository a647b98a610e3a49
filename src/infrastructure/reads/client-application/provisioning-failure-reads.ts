import { sql } from "kysely";
import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { forOperators, list, seenAs } from "../list.js";
import { anyOf } from "../matching.js";
import { ascending, instant, text } from "../paging.js";

type Reads = Pick<ClientApplicationReads, "provisioningFailures" | "failuresOf">;

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
    provisioningFailures: seenAs(
      toView,
      list({
        name: "provisioningFailures",
        orders: { OLDEST: ascending(instant("f.since"), text("g.id as grantId")) },
        isVisible: forOperators,
        rows: failures,
      }),
    ),

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
