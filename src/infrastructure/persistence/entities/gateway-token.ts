import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";

/** By which a gateway shows of which environment it is; itself it is kept nowhere. */
export const GatewayTokenRow = defineEntity({
  name: "GatewayTokenRow",
  tableName: "gateway_token",
  properties: {
    id: p.text().$type<Id<"gwt">>().primary(),
    environmentId: p.text().$type<Id<"env">>(),
    name: p.text(),
    hash: p.text().unique("gateway_token_hash_unique"),
    preview: p.text(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    expiresAt: p.datetime().columnType("timestamptz(3)"),
    revokedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    leakedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** Kept in batches, not by the aggregate. */
    lastUsedAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
  indexes: [{ name: "gateway_token_environment_index", properties: ["environmentId", "id"] }],
});
