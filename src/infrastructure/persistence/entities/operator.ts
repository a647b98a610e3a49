import { defineEntity, p } from "@mikro-orm/postgresql";

/** Staff of the platform, besides OPERATOR_EMAILS. */
export const OperatorRow = defineEntity({
  name: "OperatorRow",
  tableName: "operator",
  properties: {
    /** In compared form. */
    email: p.text().primary(),
    grantedAt: p.datetime().columnType("timestamptz(3)"),
  },
});

/** When the operators last got a digest. */
export const OperatorDigestRow = defineEntity({
  name: "OperatorDigestRow",
  tableName: "operator_digest",
  properties: {
    name: p.text().primary(),
    sentAt: p.datetime().columnType("timestamptz(3)"),
  },
});
