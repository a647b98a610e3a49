import { isOwnerMember, isPartnerSuspended } from "../../persistence/predicates.js";
import { holding } from "../matching.js";

/** What is kept of an application `a`, and shown. */
export const plainApplicationColumns = [
  "a.id",
  "a.partnerId",
  "a.name",
  "a.description",
  "a.type",
  "a.authentication",
  "a.siteUrl",
  "a.redirectUrls",
  "a.productIds",
  "a.ownerId",
  "a.coOwnerIds",
  "a.deactivatedAt",
  "a.ratePlans",
  "a.version",
  "a.createdAt",
  "a.updatedAt",
] as const;

/** What is shown of an application `a`. */
export const applicationColumns = [
  ...plainApplicationColumns,
  () => holding(isPartnerSuspended("a")).as("isPartnerSuspended"),
  () => holding(isOwnerMember("a")).as("isOwnerMember"),
] as const;
