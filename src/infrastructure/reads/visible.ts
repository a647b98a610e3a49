import { type RawBuilder, sql } from "kysely";
import type { Viewer } from "../../application/queries/viewer.js";
import { isNamed, isOwner } from "../persistence/predicates.js";
import { anyOf, holding } from "./matching.js";

/** Of a row: whose it is, and the application that it belongs to. */
interface Belonging {
  readonly partnerId: unknown;
  readonly applicationId: unknown;
}

/**
 * R18: what belongs to a partner's application is there for its members, for a company's token that names the application,
 * and without any credential for operators.
 */
export function belongsToViewer(
  { partnerId, applicationId }: Belonging,
  viewer: Viewer,
): RawBuilder<boolean> {
  if (viewer.isOperator) return sql<boolean>`true`;
  const isOfPartner = sql<boolean>`${partnerId} = ${viewer.partnerId ?? "prt_"}`;
  const { companyToken } = viewer;
  if (!companyToken) return isOfPartner;
  return sql<boolean>`(${isOfPartner} and ${applicationId} = ${anyOf(companyToken.applicationIds)})`;
}

/** R18: owners alone see credentials, and only while they are members; and so does a company's token that names it. */
export function ownedByViewer(application: string, viewer: Viewer): RawBuilder<boolean> {
  const { partnerId, developerId, companyToken } = viewer;
  const ofPartner = `${application}.partner_id = ?`;
  if (companyToken) {
    const predicate = `(${ofPartner} and ${isNamed(application)})`;
    return holding(predicate, partnerId ?? "", [...companyToken.applicationIds]);
  }
  return holding(`(${ofPartner} and ${isOwner(application)})`, partnerId ?? "", developerId);
}
