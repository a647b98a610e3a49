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

/** A gateway that refuses or does not answer; gone once it does. */
export const ProvisioningFailureRow = defineEntity({
  name: "ProvisioningFailureRow",
  tableName: "provisioning_failure",
  properties: {
    applicationId: p.text().primary(),
    environmentId: p.text().primary(),
    since: p.datetime().columnType("timestamptz(3)").index("provisioning_failure_since_index"),
    lastFailedAt: p.datetime().columnType("timestamptz(3)"),
    lastError: p.text(),
    /** When the owners got their one mail. */
    toldAt: p.datetime().columnType("timestamptz(3)").nullable(),
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
