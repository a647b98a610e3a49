import { sql } from "kysely";
import type { Filtered } from "../../../application/queries/list.js";
import type {
  ClientApplicationReads,
  ProvisioningFailureFilter,
} from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { forOperators, list, seenAs } from "../list.js";
import { anyOf, meeting } from "../matching.js";
import { ascending, descending, instant, text } from "../paging.js";

const byAge = [instant("f.since"), text("f.applicationId"), text("f.environmentId")] as const;

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
        orders: { OLDEST: ascending(...byAge), NEWEST: descending(...byAge) },
        isVisible: forOperators,
        rows: (_, { filter }: Filtered<ProvisioningFailureFilter>) =>
          meeting(failures(), filter, {
            environmentId: (environmentId, f) => f("f.environmentId", "=", environmentId),
          }),
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
