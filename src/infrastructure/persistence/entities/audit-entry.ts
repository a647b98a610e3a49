import { defineEntity, p } from "@mikro-orm/postgresql";
import type { ActorId } from "../../../application/actor-id.js";
import type { AuditAction } from "../../../application/consequences/audit/audit-action.js";
import type { Id } from "../../../domain/id.js";

/** The audit trail (R33). Rows are only ever added. */
export const AuditEntryRow = defineEntity({
  name: "AuditEntryRow",
  tableName: "audit_entry",
  properties: {
    id: p.text().$type<Id<"act">>().primary(),
    at: p.datetime().columnType("timestamptz(3)"),
    /** A developer, or a company's token; null when the system itself acted. */
    actorId: p.text().$type<ActorId>().nullable(),
    /** The address the command came from. */
    actorAddress: p.text().nullable(),
    action: p.text().$type<AuditAction>(),
    summary: p.text(),
    partnerId: p.text().$type<Id<"prt">>().nullable(),
    applicationId: p.text().$type<Id<"app">>().nullable(),
    subjectId: p.text(),
  },
  indexes: [
    { name: "audit_entry_application_index", properties: ["applicationId", "at", "id"] },
    { name: "audit_entry_partner_index", properties: ["partnerId", "at", "id"] },
    { name: "audit_entry_partner_action_index", properties: ["partnerId", "action", "at", "id"] },
    { name: "audit_entry_partner_actor_index", properties: ["partnerId", "actorId", "at", "id"] },
    { name: "audit_entry_actor_index", properties: ["actorId", "id"] },
  ],
});
