import type { AccessRequestFilter, ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { behind, slice } from "../keyset.js";

type Reads = Pick<ClientApplicationReads, "accessRequests" | "countAccessRequests">;

/** What applications of all partners ask for; for operators. */
export function accessRequestReads(db: Reader): Reads {
  const requests = ({ status, environmentId, partnerId }: AccessRequestFilter) => {
    let query = db
      .selectFrom("AccessGrantRow as g")
      .innerJoin("ClientApplicationRow as a", "a.id", "g.applicationId");
    if (status === "AWAITING_APPROVAL") query = query.where("g.verdict", "is", null);
    else if (status) query = query.where("g.verdict", "=", status);
    if (environmentId !== undefined) query = query.where("g.environmentId", "=", environmentId);
    if (partnerId !== undefined) query = query.where("a.partnerId", "=", partnerId);
    return query;
  };

  return {
    async accessRequests({ isOperator }, filter, page) {
      if (!isOperator) return { rows: [], hasNext: false };
      let query = requests(filter)
        .select(["g.id as grantId", "a.id as applicationId", "a.partnerId", "g.requestedAt"])
        .orderBy("g.requestedAt")
        .orderBy("g.id")
        .limit(page.first + 1);
      if (page.after) {
        const [requestedAt = "", id = ""] = page.after;
        query = query.where(({ ref }) =>
          behind([ref("g.requestedAt"), ref("g.id")], "asc", [requestedAt, id]),
        );
      }
      return slice(await query.execute(), page);
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
