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
  return seenAs(
    toRequest,
    list({
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
    }),
  );
}
