import { sql } from "kysely";
import type { ClientApplicationReads, WantedApplications } from "../../../application/queries/read-model.js";
import { isDeactivated, isOwner } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { declared, list, ofOwnPartner } from "../list.js";
import { containing, holding, meeting } from "../matching.js";
import { ascending, descending, instant, text } from "../paging.js";
import { applicationColumns } from "./application-columns.js";

type Applications = ClientApplicationReads["ofPartner"];

/** A partner's applications that meet the filter. */
export function applicationList(db: Reader): Applications {
  return list(declaredApplications(db));
}

export function declaredApplications(db: Reader) {
  return declared({
    name: "applications",
    orders: {
      NAME: ascending(text("a.nameKey"), text("a.id")),
      CREATED_NEWEST: descending(instant("a.createdAt"), text("a.id")),
      UPDATED_NEWEST: descending(instant("a.updatedAt"), text("a.id")),
    },
    isVisible: ofOwnPartner,
    rows: (_, { partnerId, filter }: WantedApplications) =>
      meeting(
        db
          .selectFrom("ClientApplicationRow as a")
          .select(applicationColumns)
          .where("a.partnerId", "=", partnerId),
        filter,
        {
          isDeactivated: (wanted) => holding(`(${isDeactivated("a")}) = ?`, wanted),
          type: (type, a) => a("a.type", "=", type),
          ownedBy: (developerId) => holding(isOwner("a"), developerId),
          productId: (productId, { ref }) => sql<boolean>`${productId} = any (${ref("a.productIds")})`,
          // The index's own expression, so that it is used; no name holds a line break.
          search: (search, { ref }) =>
            sql<boolean>`(${ref("a.name")} || E'\\n' || ${ref("a.description")}) ilike ${containing(search)}`,
          environmentId: (environmentId, { exists, selectFrom }) =>
            exists(
              selectFrom("AccessGrantRow as g")
                .whereRef("g.applicationId", "=", "a.id")
                .where("g.environmentId", "=", environmentId)
                .select("g.id"),
            ),
        },
      ),
  });
}
