import type { List } from "../../../application/queries/list.js";
import type { AccessRequestFilter } from "../../../application/queries/read-model.js";
import type { AccessRequestView } from "../../../application/queries/views.js";
import { hasRequestStatus, hasUnseenChanges } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { forOperators, list, seenAs } from "../list.js";
import { holding, meeting } from "../matching.js";
import { ascending, instant, text } from "../paging.js";
import { requestColumns, toRequest } from "./access-request.js";

/** What applications of all partners ask for; for operators. */
export function accessRequestList(db: Reader): List<AccessRequestFilter, AccessRequestView> {
  return seenAs(
    toRequest,
    list({
      name: "accessRequests",
      orders: { OLDEST: ascending(instant("r.requestedAt"), text("r.id")) },
      isVisible: forOperators,
      rows: (_, filter: AccessRequestFilter) =>
        meeting(db.selectFrom("AccessRequestRow as r").select(requestColumns), filter, {
          status: (status) => holding(hasRequestStatus("r", status)),
          environmentId: (environmentId, r) => r("r.environmentId", "=", environmentId),
          partnerId: (partnerId, r) => r("r.partnerId", "=", partnerId),
          isChanged: () => holding(hasUnseenChanges("r")),
        }),
    }),
  );
}
