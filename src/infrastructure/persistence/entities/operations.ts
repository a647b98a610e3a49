import { defineEntity, p } from "@mikro-orm/postgresql";

/** The audit trail (R33). Rows are only ever added. */
export const AuditEntryRow = defineEntity({
  name: "AuditEntryRow",
  tableName: "audit_entry",
  properties: {
    id: p.text().primary(),
    at: p.datetime().columnType("timestamptz(3)"),
    /** Null when the system itself acted. */
    actorId: p.text().nullable(),
    /** The address the command came from. */
    actorAddress: p.text().nullable(),
    action: p.text(),
    summary: p.text(),
    partnerId: p.text().nullable(),
    applicationId: p.text().nullable(),
    subjectId: p.text(),
  },
  indexes: [
    { name: "audit_entry_application_index", properties: ["applicationId", "id"] },
    { name: "audit_entry_partner_index", properties: ["partnerId", "id"] },
    { name: "audit_entry_actor_index", properties: ["actorId", "id"] },
  ],
});

/** The ids of deleted applications, written by the database itself (R31). Rows are only ever added. */
export const DeletedClientApplicationRow = defineEntity({
  name: "DeletedClientApplicationRow",
  tableName: "deleted_client_application",
  properties: {
    id: p.text().primary(),
    partnerId: p.text(),
    deletedAt: p.datetime().columnType("timestamptz(3)"),
  },
});

/** What the built-in gateway accepts: one row for each API key. */
export const GatewayKeyRow = defineEntity({
  name: "GatewayKeyRow",
  tableName: "gateway_key",
  properties: {
    hash: p.text().primary(),
    environmentId: p.text(),
    applicationId: p.text(),
    apiKeyId: p.text(),
    productId: p.text(),
    expiresAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
  indexes: [{ name: "gateway_key_application_index", properties: ["applicationId", "environmentId"] }],
});

/** What the built-in gateway accepts: one row for each OAuth client. */
export const GatewayClientRow = defineEntity({
  name: "GatewayClientRow",
  tableName: "gateway_client",
  properties: {
    clientId: p.text().primary(),
    environmentId: p.text(),
    applicationId: p.text(),
    secretHash: p.text().nullable(),
    retiringSecretHash: p.text().nullable(),
    retiringSecretExpiresAt: p.datetime().columnType("timestamptz(3)").nullable(),
    redirectUrls: p.array().columnType("text[]"),
  },
  indexes: [{ name: "gateway_client_application_index", properties: ["applicationId", "environmentId"] }],
});

/** First answers of mutations that were sent with an `Idempotency-Key`; kept 24 hours. */
export const IdempotencyRow = defineEntity({
  name: "IdempotencyRow",
  tableName: "idempotency_record",
  properties: {
    developerId: p.text().primary(),
    key: p.text().primary(),
    requestHash: p.text(),
    /** When the mutation was committed, in its own transaction. */
    doneAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** Null while the first request is still running. */
    response: p.text().nullable(),
    createdAt: p.datetime().columnType("timestamptz(3)").index("idempotency_record_created_index"),
  },
});

/** Mails of a Portico without SMTP, shown at /dev/mailbox. */
export const MailboxMessageRow = defineEntity({
  name: "MailboxMessageRow",
  tableName: "mailbox_message",
  properties: {
    id: p.text().primary(),
    recipient: p.text(),
    subject: p.text(),
    html: p.text(),
    text: p.text(),
    sentAt: p.datetime().columnType("timestamptz(3)").index("mailbox_message_sent_index"),
  },
});
