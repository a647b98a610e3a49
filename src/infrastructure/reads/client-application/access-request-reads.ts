import { sql } from "kysely";
import type { AccessRequestFilter, ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { behind, slice } from "../keyset.js";
import { requestColumns, toRequest } from "./access-request.js";

type Reads = Pick<ClientApplicationReads, "accessRequests" | "countAccessRequests">;

/** What applications of all partners ask for; for operators. */
export function accessRequestReads(db: Reader): Reads {
  const requests = ({ status, environmentId, partnerId, isChanged }: AccessRequestFilter) => {
    let query = db.selectFrom("AccessRequestRow as r");
    if (status === "AWAITING_APPROVAL") query = query.where("r.verdict", "is", null);
    else if (status) query = query.where("r.verdict", "=", status);
    if (environmentId !== undefined) query = query.where("r.environmentId", "=", environmentId);
    if (partnerId !== undefined) query = query.where("r.partnerId", "=", partnerId);
    if (isChanged) query = query.where(({ ref }) => sql<boolean>`${ref("r.changedDetails")} <> '{}'`);
    return query;
  };

  return {
    async accessRequests({ isOperator }, filter, page) {
      if (!isOperator) return { rows: [], hasNext: false };
      let query = requests(filter)
        .select(requestColumns)
        .orderBy("r.requestedAt")
        .orderBy("r.id")
        .limit(page.first + 1);
      if (page.after) {
        const [requestedAt = "", id = ""] = page.after;
        query = query.where(({ ref }) =>
          behind([ref("r.requestedAt"), ref("r.id")], "asc", [requestedAt, id]),
        );
      }
      return slice((await query.execute()).map(toRequest), page);
    },

    async countAccessRequests({ isOperator }, filter) {
      if (!isOperator) return 0;
      const { count } = await requests(filter)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
