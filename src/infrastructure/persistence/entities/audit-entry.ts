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
