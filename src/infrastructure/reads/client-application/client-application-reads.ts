import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { accessRequestList } from "./access-request-list.js";
import { activityReads } from "./activity-reads.js";
import { allApplications } from "./all-applications.js";
import { applicationColumns } from "./application-columns.js";
import { applicationList } from "./application-list.js";
import { byIds } from "./by-ids.js";
import { gathering } from "./gathering.js";
import { grantReads } from "./grant-reads.js";
import { nameClash } from "./name-clash.js";
import { provisioningFailureReads } from "./provisioning-failure-reads.js";

export function clientApplicationReads(db: Reader): ClientApplicationReads {
  return {
    byId: (viewer, ids) => byIds(db, viewer, ids).select(applicationColumns).execute(),
    ofPartner: applicationList(db),
    all: allApplications(db),
    gathering: gathering(db),
    nameClash: nameClash(db),
    ...grantReads(db),
    activity: activityReads(db),
    accessRequests: accessRequestList(db),
    ...provisioningFailureReads(db),
  };
}
