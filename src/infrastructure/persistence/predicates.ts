import type { ApiKeyStatus, GrantStatus } from "../../domain/client-application/api-key-status.js";
import type { InvitationStatus } from "../../domain/partner/invitation.js";

/*
 * What SQL has to know again of the domain stands here, and nowhere else. `predicates.spec.ts` holds each to its function
 * of the domain, on the same random states. Each is text about tables by their aliases, with a `?` for each value: for
 * raw statements as it is, for Kysely within `holding`, for the mapper within its `raw`.
 */

/** R20, R21: as the index has it. Value: the developer. */
export function isOwner(application: string): string {
  return `(${application}.owner_id || ${application}.co_owner_ids) @> array[?]::text[]`;
}

/** R18: what a company's token may act on. Value: the ids that it names. */
export function isNamed(application: string): string {
  return `${application}.id = any (?::text[])`;
}

/** R20. Value: the developer, twice. */
export function isCoOwner(application: string): string {
  return `(${isOwner(application)} and ${application}.owner_id <> ?)`;
}

/** R29. */
export function isDeactivated(application: string): string {
  return `${application}.deactivated_at is not null`;
}

/** R37. */
export function isPartnerSuspended(application: string): string {
  return `(select partner.suspended_at is not null from partner where partner.id = ${application}.partner_id)`;
}

/** R23: the owner has not left. */
export function isOwnerMember(application: string): string {
  return `((select true from member where member.developer_id = ${application}.owner_id and member.partner_id = ${application}.partner_id) is not null)`;
}

/** R29, R37: nothing of it works, whatever its grants and keys say. */
export function isStopped(application: string): string {
  return `(${isDeactivated(application)} or ${isPartnerSuspended(application)})`;
}

/** R17: as an index's own condition, so that it is used. */
export function hasRequestStatus(request: string, status: GrantStatus): string {
  return status === "AWAITING_APPROVAL" ? `${request}.verdict is null` : `${request}.verdict = '${status}'`;
}

/** R17: as the index's own condition, so that it is used. */
export function hasUnseenChanges(request: string): string {
  return `${request}.changed_details <> '{}'`;
}

/** R17: of the request that covers the key's product. Null when there is none, and while it is not decided. */
export function verdictFor(key: string): string {
  return `(select verdict from access_request
            where access_request.grant_id = ${key}.grant_id and ${key}.product_id = any (access_request.product_ids)
            order by access_request.id desc limit 1)`;
}

/** The key's status, as text. Value: now. */
export function apiKeyStatus(key: string, application: string): string {
  return `case
    when ${isRevoked(key)} then 'REVOKED'
    when ${key}.expires_at <= ? then 'EXPIRED'
    else case ${verdictFor(key)}
      when 'REJECTED' then 'REJECTED'
      when 'APPROVED' then case
        when ${isStopped(application)} then 'SUSPENDED'
        when ${key}.provisioned_at is null then 'PROVISIONING'
        else 'ACTIVE'
      end
      else 'AWAITING_APPROVAL'
    end
  end`;
}

/**
 * The ids of the applications that a key of this status can only be of: found by an index where they are few of many. Null
 * for those that most are of. Value: the partner.
 */
export function applicationsWithin(status: ApiKeyStatus): string | null {
  const ofKeys = (are: string) => `select application_id from api_key where partner_id = ? and ${are}`;
  const ofRequests = (status: GrantStatus) =>
    `select application_id from access_request where partner_id = ? and ${hasRequestStatus("access_request", status)}`;
  switch (status) {
    case "REVOKED":
      return ofKeys(isRevoked("api_key"));
    case "EXPIRED":
      return ofKeys("expires_at <= now()");
    case "PROVISIONING":
      return ofKeys("provisioned_at is null and revoked_at is null");
    case "REJECTED":
    case "AWAITING_APPROVAL":
      return ofRequests(status);
    case "SUSPENDED":
      return `select application.id from partner join client_application as application on application.partner_id = partner.id
               where partner.id = ? and (partner.suspended_at is not null or application.deactivated_at is not null)`;
    case "ACTIVE":
      return null;
  }
}

/** Value: now. */
export function isInLiveUse(key: string, application: string): string {
  return `(${key}.provisioned_at is not null and ${apiKeyStatus(key, application)} in ('ACTIVE', 'SUSPENDED'))`;
}

/** R28: nothing has taken its place that is neither revoked nor expired. Value: now. */
export function isLatest(key: string): string {
  return `(not exists (select from api_key as later
                        where later.grant_id = ${key}.grant_id and later.product_id = ${key}.product_id
                          and later.id > ${key}.id and later.revoked_at is null
                          and (later.expires_at is null or later.expires_at > ?)))`;
}

/** Of access tokens and of API keys. */
export function isRevoked(credential: string): string {
  return `${credential}.revoked_at is not null`;
}

/** Of access tokens. Value: now. */
export function isLive(token: string): string {
  return `(not (${isRevoked(token)}) and ${token}.expires_at > ?)`;
}

/** R7. Value: now, unless it is the database's. */
export function isPending(invitation: string, now: "now()" | "?" = "?"): string {
  return `(${invitation}.accepted_at is null and ${invitation}.withdrawn_at is null and ${invitation}.expires_at > ${now})`;
}

/** R7: as an index's own condition, so that it is used. Value, for those that are open: now, unless it is the database's. */
export function hasInvitationStatus(
  invitation: string,
  status: InvitationStatus,
  now: "now()" | "?" = "?",
): string {
  const isOpen = `${invitation}.accepted_at is null and ${invitation}.withdrawn_at is null`;
  switch (status) {
    case "ACCEPTED":
      return `${invitation}.accepted_at is not null`;
    case "WITHDRAWN":
      return `(${invitation}.accepted_at is null and ${invitation}.withdrawn_at is not null)`;
    case "EXPIRED":
      return `(${isOpen} and ${invitation}.expires_at <= ${now})`;
    case "PENDING":
      return `(${isOpen} and ${invitation}.expires_at > ${now})`;
  }
}

/** R38. Of join requests. */
export function isDeclined(request: string): string {
  return `${request}.declined_at is not null`;
}

/** Values: the developer and the partner. */
export const isAdmin = `exists (
  select from member where member.developer_id = ? and member.partner_id = ? and member.role = 'ADMIN')`;

/** R17: of access requests that somebody else has to decide. Values: the developer, the domain of their address, and the developer again. */
export function isForAnother(request: string): string {
  return `(
    exists (select from member where member.partner_id = ${request}.partner_id and member.developer_id = ?)
    or exists (select from partner_domain where partner_domain.partner_id = ${request}.partner_id and partner_domain.domain = ?)
    or exists (select from former_membership as former
      where former.partner_id = ${request}.partner_id and former.developer_id = ? and former.left_at >= ${request}.requested_at))`;
}

/** Of versions of the terms. */
export function isCurrent(terms: string): string {
  return `${terms}.version = (
    select version from terms order by published_at desc, version collate "C" desc limit 1)`;
}

/**
 * The products and all that they embed at any depth, as rows (root_id, product_id) of `included`, for `with recursive`.
 * Value: the products' ids.
 */
export const included = `included (root_id, product_id) as (
  select id, id from api_product where id = any (?::text[])
  union
  select included.root_id, embedded.product_id
    from included
    join api_product on api_product.id = included.product_id
    cross join unnest(api_product.embed_ids) as embedded (product_id)
)`;
