import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";

/** A personal access token; itself it is kept nowhere. */
export const AccessTokenRow = defineEntity({
  name: "AccessTokenRow",
  tableName: "access_token",
  properties: {
    id: p.text().$type<Id<"pat">>().primary(),
    developerId: p.text().$type<Id<"dev">>(),
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
  indexes: [{ name: "access_token_developer_index", properties: ["developerId", "id"] }],
});
