import { sql } from "kysely";
import type { Filtered } from "../../../application/queries/list.js";
import type { AccessRequestFilter, ClientApplicationReads } from "../../../application/queries/read-model.js";
import { hasRequestStatus, hasUnseenChanges } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { forOperators, list, seenAs } from "../list.js";
import { holding, meeting } from "../matching.js";
import { ascending, descending, instant, text } from "../paging.js";
import { requestColumns, toRequest } from "./access-request.js";

const byAge = [instant("r.requestedAt"), text("r.id")] as const;

/** What applications of all partners ask for; for operators. */
export function accessRequestList(db: Reader): ClientApplicationReads["accessRequests"] {
  const requests = list({
    name: "accessRequests",
    orders: { OLDEST: ascending(...byAge), NEWEST: descending(...byAge) },
    isVisible: forOperators,
    rows: (_, { filter }: Filtered<AccessRequestFilter>) =>
      meeting(db.selectFrom("AccessRequestRow as r").select(requestColumns), filter, {
        status: (status) => holding(hasRequestStatus("r", status)),
        environmentId: (environmentId, r) => r("r.environmentId", "=", environmentId),
        partnerId: (partnerId, r) => r("r.partnerId", "=", partnerId),
        isChanged: () => holding(hasUnseenChanges("r")),
      }),
  });
  return seenAs(toRequest, {
    ...requests,
    async count(viewer, wanted) {
      const { partnerId, isChanged, status, environmentId } = wanted.filter;
      // Those of one partner, or with changes to look at, are counted themselves.
      if (!forOperators(viewer) || partnerId || isChanged) return requests.count(viewer, wanted);
      return tallied(db, { status, environmentId });
    },
  });
}

/** How many there are of all partners, as triggers keep it. */
async function tallied(
  db: Reader,
  { status, environmentId }: Pick<AccessRequestFilter, "status" | "environmentId">,
): Promise<number> {
  const conditions = [
    sql`true`,
    ...(status ? [holding(hasRequestStatus("tally", status))] : []),
    ...(environmentId ? [sql`environment_id = ${environmentId}`] : []),
  ];
  const { rows } = await sql<{ count: string }>`
    select coalesce(sum(requests), 0) as count
      from access_request_tally as tally where ${sql.join(conditions, sql` and `)}`.execute(db);
  return Number(rows[0]?.count);
}
