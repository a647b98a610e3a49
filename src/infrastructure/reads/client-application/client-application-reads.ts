import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { anyOf } from "../matching.js";
import { belongsToViewer } from "../visible.js";
import { accessRequestList } from "./access-request-list.js";
import { activityReads } from "./activity-reads.js";
import { applicationColumns } from "./application-columns.js";
import { applicationList } from "./application-list.js";
import { grantReads } from "./grant-reads.js";
import { provisioningFailureReads } from "./provisioning-failure-reads.js";

export function clientApplicationReads(db: Reader): ClientApplicationReads {
  return {
    byId: (viewer, ids) =>
      db
        .selectFrom("ClientApplicationRow as a")
        .where("a.id", "=", anyOf(ids))
        .where(({ ref }) => belongsToViewer(ref("a.partnerId"), viewer))
        .select(applicationColumns)
        .execute(),
    ofPartner: applicationList(db),
    ...grantReads(db),
    activity: activityReads(db),
    accessRequests: accessRequestList(db),
    ...provisioningFailureReads(db),
  };
}
