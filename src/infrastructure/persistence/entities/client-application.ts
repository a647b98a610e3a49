import { defineEntity, p } from "@mikro-orm/postgresql";
import type { GivenRatePlan } from "../../../domain/catalogue/rate-plan.js";
import type { ApplicationType, Authentication } from "../../../domain/client-application/application-type.js";
import type { ClientKeys } from "../../../domain/client-application/client-keys.js";
import type { DetailKey } from "../../../domain/client-application/details.js";
import type { Id } from "../../../domain/id.js";
import { isPartnerSuspended } from "../predicates.js";

export const ClientApplicationRow = defineEntity({
  name: "ClientApplicationRow",
  tableName: "client_application",
  properties: {
    id: p.text().$type<Id<"app">>().primary(),
    partnerId: p.text().$type<Id<"prt">>(),
    name: p.text(),
    /** The name as it is compared (R11). */
    nameKey: p.text(),
    /** What the name looks like (R11). */
    nameSkeleton: p.text(),
    description: p.text(),
    type: p.text().$type<ApplicationType>(),
    authentication: p.text().$type<Authentication>(),
    siteUrl: p.text().nullable(),
    redirectUrls: p.array().columnType("text[]"),
    productIds: p.array().columnType("text[]").$type<Id<"prd">[]>(),
    ownerId: p.text().$type<Id<"dev">>().index("client_application_owner_index"),
    coOwnerIds: p.array().columnType("text[]").$type<Id<"dev">[]>(),
    deactivatedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** R37: the partner's, read with the application and never written with it. */
    isPartnerSuspended: p.boolean().formula((columns) => isPartnerSuspended(String(columns))),
    ratePlans: p.json<GivenRatePlan[]>().defaultRaw("'[]'::jsonb"),
    version: p.integer(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    updatedAt: p.datetime().columnType("timestamptz(3)"),
  },
  uniques: [
    { name: "client_application_name_unique", properties: ["partnerId", "nameKey"] },
    { name: "client_application_skeleton_unique", properties: ["partnerId", "nameSkeleton"] },
  ],
  indexes: [
    {
      name: "client_application_owners_index",
      expression:
        "create index client_application_owners_index on client_application using gin ((owner_id || co_owner_ids))",
    },
    {
      name: "client_application_deactivated_index",
      expression:
        "create index client_application_deactivated_index on client_application (partner_id) where deactivated_at is not null",
    },
    {
      name: "client_application_facets_index",
      expression:
        "create index client_application_facets_index on client_application (partner_id) include (id, type, deactivated_at, owner_id, co_owner_ids, product_ids)",
    },
    {
      name: "client_application_people_index",
      expression:
        "create index client_application_people_index on client_application (partner_id, name collate people, id)",
    },
    {
      name: "client_application_all_people_index",
      expression:
        "create index client_application_all_people_index on client_application (name collate people, id)",
    },
    { name: "client_application_created_index", properties: ["partnerId", "createdAt", "id"] },
    { name: "client_application_all_created_index", properties: ["createdAt", "id"] },
    { name: "client_application_all_updated_index", properties: ["updatedAt", "id"] },
    { name: "client_application_updated_index", properties: ["partnerId", "updatedAt", "id"] },
    {
      name: "client_application_rate_plans_index",
      expression:
        "create index client_application_rate_plans_index on client_application (id) where rate_plans <> '[]'",
    },
    {
      name: "client_application_search_index",
      expression:
        "create index client_application_search_index on client_application using gin (partner_id, (name || E'\\n' || description) gin_trgm_ops)",
    },
  ],
});

/** One grant, with its client credentials: one pair per (application, environment) (R15). */
export const AccessGrantRow = defineEntity({
  name: "AccessGrantRow",
  tableName: "access_grant",
  properties: {
    id: p.text().$type<Id<"grt">>().primary(),
    applicationId: p.text().$type<Id<"app">>(),
    environmentId: p.text().$type<Id<"env">>().index("access_grant_environment_index"),
    clientId: p.text().$type<Id<"cli">>().nullable(),
    secretHash: p.text().nullable(),
    secretCiphertext: p.text().nullable(),
    secretKeyId: p.text().nullable(),
    secretPreview: p.text().nullable(),
    credentialsIssuedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    credentialsProvisionedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    credentialsRevokedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** The secret before the last rotation, while it goes on working (R28). */
    retiringSecretHash: p.text().nullable(),
    retiringSecretExpiresAt: p.datetime().columnType("timestamptz(3)").nullable(),
    retiringSecretLeakedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    clientKeys: p.json<ClientKeys>().nullable(),
    secretLastShownAt: p.datetime().columnType("timestamptz(3)").nullable(),
    secretLeakedAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
  uniques: [
    { name: "access_grant_environment_unique", properties: ["applicationId", "environmentId"] },
    { name: "access_grant_client_id_unique", properties: ["clientId"] },
    { name: "access_grant_secret_hash_unique", properties: ["secretHash"] },
  ],
  indexes: [
    {
      name: "access_grant_retiring_secret_index",
      expression:
        "create index access_grant_retiring_secret_index on access_grant (retiring_secret_hash) where retiring_secret_hash is not null",
    },
  ],
});

/** What was asked for at one time, and what was decided (R17). */
export const AccessRequestRow = defineEntity({
  name: "AccessRequestRow",
  tableName: "access_request",
  properties: {
    id: p.text().$type<Id<"req">>().primary(),
    grantId: p.text().$type<Id<"grt">>(),
    applicationId: p.text().$type<Id<"app">>(),
    environmentId: p.text().$type<Id<"env">>(),
    partnerId: p.text().$type<Id<"prt">>(),
    productIds: p.array().columnType("text[]").$type<Id<"prd">[]>(),
    requestedAt: p.datetime().columnType("timestamptz(3)"),
    note: p.text().nullable(),
    verdict: p.text().$type<"APPROVED" | "REJECTED">().nullable(),
    decidedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** Null where the environment needs no approval. */
    decidedById: p.text().$type<Id<"dev">>().nullable(),
    decisionReason: p.text().nullable(),
    changedDetails: p.array().columnType("text[]").$type<DetailKey[]>(),
  },
  indexes: [
    { name: "access_request_grant_index", properties: ["grantId", "id"] },
    { name: "access_request_requested_index", properties: ["requestedAt", "id"] },
    { name: "access_request_environment_index", properties: ["environmentId", "requestedAt", "id"] },
    { name: "access_request_partner_index", properties: ["partnerId", "requestedAt", "id"] },
    {
      name: "access_request_partner_environment_index",
      properties: ["partnerId", "environmentId", "applicationId"],
    },
    {
      name: "access_request_partner_waiting_index",
      expression:
        "create index access_request_partner_waiting_index on access_request (partner_id, requested_at, id) where verdict is null",
    },
    {
      name: "access_request_partner_rejected_index",
      expression:
        "create index access_request_partner_rejected_index on access_request (partner_id, requested_at, id) where verdict = 'REJECTED'",
    },
    {
      name: "access_request_partner_changed_index",
      expression:
        "create index access_request_partner_changed_index on access_request (partner_id, requested_at, id) where changed_details <> '{}'",
    },
    {
      name: "access_request_environment_waiting_index",
      expression:
        "create index access_request_environment_waiting_index on access_request (environment_id, requested_at, id) where verdict is null",
    },
    {
      name: "access_request_waiting_index",
      expression:
        "create index access_request_waiting_index on access_request (requested_at, id) where verdict is null",
    },
    {
      name: "access_request_rejected_index",
      expression:
        "create index access_request_rejected_index on access_request (requested_at, id) where verdict = 'REJECTED'",
    },
    {
      name: "access_request_changed_index",
      expression:
        "create index access_request_changed_index on access_request (requested_at, id) where changed_details <> '{}'",
    },
  ],
});

export const ApiKeyRow = defineEntity({
  name: "ApiKeyRow",
  tableName: "api_key",
  properties: {
    id: p.text().$type<Id<"key">>().primary(),
    grantId: p.text().$type<Id<"grt">>(),
    /** The grant's, whose keys are found by it; neither ever changes. */
    applicationId: p.text().$type<Id<"app">>(),
    partnerId: p.text().$type<Id<"prt">>(),
    productId: p.text().$type<Id<"prd">>().index("api_key_product_index"),
    secretHash: p.text().nullable(),
    secretCiphertext: p.text().nullable(),
    secretKeyId: p.text().nullable(),
    secretPreview: p.text().nullable(),
    issuedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    provisionedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    revokedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    expiresAt: p.datetime().columnType("timestamptz(3)").nullable(),
    lastShownAt: p.datetime().columnType("timestamptz(3)").nullable(),
    networks: p.array().columnType("text[]").default([]),
    leakedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** Kept by the gateways, not by the aggregate. */
    lastUsedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** R39: the last reminder of its end that its owners were given, in days before; kept by the worker. */
    expiryToldDays: p.integer().nullable(),
  },
  // Not on the property: the mapper would write it with a statement of its own for each row.
  uniques: [{ name: "api_key_secret_hash_unique", properties: ["secretHash"] }],
  indexes: [
    {
      name: "api_key_revoked_index",
      expression:
        "create index api_key_revoked_index on api_key (partner_id, application_id) where revoked_at is not null",
    },
    {
      name: "api_key_unprovisioned_index",
      expression:
        "create index api_key_unprovisioned_index on api_key (partner_id, application_id) where provisioned_at is null and revoked_at is null",
    },
    { name: "api_key_grant_index", properties: ["grantId", "productId"] },
    { name: "api_key_partner_index", properties: ["partnerId", "applicationId"] },
    {
      name: "api_key_expiring_index",
      expression:
        "create index api_key_expiring_index on api_key (expires_at) where expires_at is not null and revoked_at is null",
    },
    {
      name: "api_key_expiry_index",
      expression:
        "create index api_key_expiry_index on api_key (partner_id, expires_at) where expires_at is not null",
    },
  ],
});

/** The ids of deleted applications, written by the database itself (R31). Rows are only ever added. */
export const DeletedClientApplicationRow = defineEntity({
  name: "DeletedClientApplicationRow",
  tableName: "deleted_client_application",
  properties: {
    id: p.text().$type<Id<"app">>().primary(),
    partnerId: p.text().$type<Id<"prt">>(),
    deletedAt: p.datetime().columnType("timestamptz(3)"),
  },
});

/** A gateway that refuses or does not answer; gone once it does. */
export const ProvisioningFailureRow = defineEntity({
  name: "ProvisioningFailureRow",
  tableName: "provisioning_failure",
  properties: {
    applicationId: p.text().$type<Id<"app">>().primary(),
    environmentId: p.text().$type<Id<"env">>().primary(),
    since: p.datetime().columnType("timestamptz(3)"),
    lastFailedAt: p.datetime().columnType("timestamptz(3)"),
    lastError: p.text(),
    /** When the owners got their one mail. */
    toldAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
  indexes: [
    { name: "provisioning_failure_since_index", properties: ["since", "applicationId", "environmentId"] },
    {
      name: "provisioning_failure_environment_index",
      properties: ["environmentId", "since", "applicationId"],
    },
  ],
});
