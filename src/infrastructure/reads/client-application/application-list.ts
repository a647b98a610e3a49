import { type RawBuilder, sql } from "kysely";
import type {
  ClientApplicationReads,
  KeyFilter,
  WantedApplications,
} from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { Id } from "../../../domain/id.js";
import { apiKeyStatus, applicationsWithin, isDeactivated, isOwner } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { declared, list } from "../list.js";
import { anyOf, containing, holding, meeting, now } from "../matching.js";
import { ascending, descending, instant, name, text } from "../paging.js";
import { applicationColumns } from "./application-columns.js";

type Applications = ClientApplicationReads["ofPartner"];

const byCreation = [instant("a.createdAt"), text("a.id")] as const;
const byChange = [instant("a.updatedAt"), text("a.id")] as const;

export const applicationOrders = {
  NAME: ascending(name("a.name"), text("a.id")),
  CREATED_NEWEST: descending(...byCreation),
  CREATED_OLDEST: ascending(...byCreation),
  UPDATED_NEWEST: descending(...byChange),
  UPDATED_OLDEST: ascending(...byChange),
};

/**
 * With a key of which all is true that is asked. By the partner's keys alone, however many there are of others; and by those
 * that can have the status, where these are few. `offset 0`: application by application, where a page soon has enough.
 */
function hasKey(partnerId: Id<"prt">, { status, expiresBefore }: KeyFilter): RawBuilder<boolean> {
  const few = status && applicationsWithin(status);
  const conditions = [
    sql`k.partner_id = ${partnerId} and k.application_id = ${sql.ref("a.id")}`,
    ...(status ? [holding(`${apiKeyStatus("k", "a")} = '${status}'`, now)] : []),
    ...(expiresBefore ? [sql`k.expires_at < ${expiresBefore}`] : []),
  ];
  const fence = few || expiresBefore ? sql`` : sql`offset 0`;
  const isSuch = sql<boolean>`exists (select from api_key as k where ${sql.join(conditions, sql` and `)} ${fence})`;
  const isOfFew = few && sql`${sql.ref("a.id")} = any (array (${holding(few, partnerId)}))`;
  return isOfFew ? sql<boolean>`${isOfFew} and ${isSuch}` : isSuch;
}

/** A partner's applications that meet the filter. */
export function applicationList(db: Reader): Applications {
  return list(declaredApplications(db));
}

export function declaredApplications(db: Reader) {
  return declared({
    name: "applications",
    orders: applicationOrders,
    isVisible: (viewer: Viewer, { partnerId }: WantedApplications) => partnerId === viewer.partnerId,
    rows: ({ companyToken }: Viewer, { partnerId, filter }: WantedApplications) =>
      meeting(
        db
          .selectFrom("ClientApplicationRow as a")
          .select(applicationColumns)
          .where("a.partnerId", "=", partnerId)
          .$if(companyToken !== undefined, (all) =>
            all.where("a.id", "=", anyOf(companyToken?.applicationIds ?? [])),
          ),
        filter,
        {
          // As the index's own condition, so that it is used.
          isDeactivated: (wanted) => holding(`${wanted ? "" : "not "}(${isDeactivated("a")})`),
          type: (type, a) => a("a.type", "=", type),
          ownedBy: (developerId) => holding(isOwner("a"), developerId),
          productId: (productId, { ref }) => sql<boolean>`${productId} = any (${ref("a.productIds")})`,
          // The index's own expression, so that it is used; no name holds a line break.
          search: (search, { ref }) =>
            sql<boolean>`(${ref("a.name")} || E'\\n' || ${ref("a.description")}) ilike ${containing(search)}`,
          // Whatever is granted has been asked for, and requests know their partner.
          environmentId: (environmentId, a) =>
            a("a.id", "in", (sub) =>
              sub
                .selectFrom("AccessRequestRow as r")
                .where("r.partnerId", "=", partnerId)
                .where("r.environmentId", "=", environmentId)
                .select("r.applicationId"),
            ),
          key: (key) => hasKey(partnerId, key),
        },
      ),
  });
}
