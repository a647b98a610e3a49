import { sql } from "kysely";
import type { ApplicationFilter, ApplicationOrder } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { Reader } from "../db.js";
import { containing } from "../keyset.js";

/** What each order sorts by; the id makes it total. */
export const orders = {
  NAME: { column: "a.nameKey", direction: "asc" },
  CREATED_NEWEST: { column: "a.createdAt", direction: "desc" },
  UPDATED_NEWEST: { column: "a.updatedAt", direction: "desc" },
} as const satisfies Record<ApplicationOrder, { column: string; direction: "asc" | "desc" }>;

/** A partner's applications that meet the filter. */
export function applicationsWhere(db: Reader, partnerId: string, filter: ApplicationFilter) {
  const { isDeactivated, type, ownedBy, search, environmentId, productId } = filter;
  let query = db.selectFrom("ClientApplicationRow as a").where("a.partnerId", "=", partnerId);
  if (isDeactivated !== undefined)
    query = query.where("a.deactivatedAt", isDeactivated ? "is not" : "is", null);
  if (type) query = query.where("a.type", "=", type);
  if (ownedBy) query = query.where(({ ref }) => ownedByOne(ref("a.ownerId"), ref("a.coOwnerIds"), ownedBy));
  if (productId !== undefined)
    query = query.where(({ ref }) => sql<boolean>`${productId} = any (${ref("a.productIds")})`);
  if (search) {
    // The index's own expression, so that it is used; no name holds a line break.
    query = query.where(
      ({ ref }) =>
        sql<boolean>`(${ref("a.name")} || E'\\n' || ${ref("a.description")}) ilike ${containing(search)}`,
    );
  }
  if (environmentId !== undefined) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom("AccessGrantRow as g")
          .whereRef("g.applicationId", "=", "a.id")
          .where("g.environmentId", "=", environmentId)
          .select("g.id"),
      ),
    );
  }
  return query;
}

/** R21: the owner and co-owners alike. */
export function ownedByOne(ownerId: unknown, coOwnerIds: unknown, developerId: unknown) {
  return sql<boolean>`(${ownerId} = ${developerId} or ${developerId} = any (${coOwnerIds}))`;
}

/** R18: owners alone see credentials, and only while they are members. */
export function ownedByViewer(partnerId: unknown, ownerId: unknown, coOwnerIds: unknown, viewer: Viewer) {
  return sql<boolean>`(${partnerId} = ${viewer.partnerId ?? ""} and ${ownedByOne(ownerId, coOwnerIds, viewer.developerId)})`;
}
