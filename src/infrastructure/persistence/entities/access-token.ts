import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";

/** A developer's access token, or their company's; itself it is kept nowhere. */
export const AccessTokenRow = defineEntity({
  name: "AccessTokenRow",
  tableName: "access_token",
  properties: {
    id: p.text().$type<Id<"pat">>().primary(),
    /** Null for a company's, and only for that. */
    developerId: p.text().$type<Id<"dev">>().nullable(),
    partnerId: p.text().$type<Id<"prt">>().nullable(),
    /** The applications that a company's names. */
    applicationIds: p.array().columnType("text[]").$type<Id<"app">[]>().nullable(),
    createdById: p.text().$type<Id<"dev">>().nullable(),
    name: p.text(),
    scopes: p.array().columnType("text[]").$type<("READ" | "WRITE" | "SECRETS")[]>(),
    hash: p.text().unique("access_token_hash_unique"),
    preview: p.text(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    expiresAt: p.datetime().columnType("timestamptz(3)"),
    revokedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** Kept in batches, not by the aggregate. */
    lastUsedAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
  indexes: [
    { name: "access_token_developer_index", properties: ["developerId", "id"] },
    { name: "access_token_partner_index", properties: ["partnerId", "id"] },
    { name: "access_token_creator_index", properties: ["createdById", "id"] },
  ],
});
