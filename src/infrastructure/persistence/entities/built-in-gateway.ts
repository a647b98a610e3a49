import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";

/** What the built-in gateway accepts: one row for each API key. */
export const GatewayKeyRow = defineEntity({
  name: "GatewayKeyRow",
  tableName: "gateway_key",
  properties: {
    hash: p.text().primary(),
    environmentId: p.text().$type<Id<"env">>(),
    applicationId: p.text().$type<Id<"app">>(),
    apiKeyId: p.text().$type<Id<"key">>(),
    productId: p.text().$type<Id<"prd">>(),
    expiresAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
  indexes: [{ name: "gateway_key_application_index", properties: ["applicationId", "environmentId"] }],
});

/** What the built-in gateway accepts: one row for each OAuth client. */
export const GatewayClientRow = defineEntity({
  name: "GatewayClientRow",
  tableName: "gateway_client",
  properties: {
    clientId: p.text().$type<Id<"cli">>().primary(),
    environmentId: p.text().$type<Id<"env">>(),
    applicationId: p.text().$type<Id<"app">>(),
    secretHash: p.text().nullable(),
    retiringSecretHash: p.text().nullable(),
    retiringSecretExpiresAt: p.datetime().columnType("timestamptz(3)").nullable(),
    redirectUrls: p.array().columnType("text[]"),
  },
  indexes: [{ name: "gateway_client_application_index", properties: ["applicationId", "environmentId"] }],
});
