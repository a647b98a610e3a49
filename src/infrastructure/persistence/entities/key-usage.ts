import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";

/** How often gateways were answered about a key with a code, in one hour. Partitioned by month; written by `note_key_usage`. */
export const KeyUsageRow = defineEntity({
  name: "KeyUsageRow",
  tableName: "key_usage",
  properties: {
    applicationId: p.text().$type<Id<"app">>().primary(),
    grantId: p.text().$type<Id<"grt">>().primary(),
    apiKeyId: p.text().$type<Id<"key">>().primary(),
    hour: p.datetime().columnType("timestamptz(3)").primary(),
    code: p.text().primary(),
    answers: p.bigint("number"),
  },
});

/** Which batches have been counted, so that one that is sent twice counts once; forgotten after a while. */
export const UsageBatchRow = defineEntity({
  name: "UsageBatchRow",
  tableName: "usage_batch",
  properties: {
    id: p.uuid().primary(),
    countedAt: p.datetime().columnType("timestamptz(3)").index("usage_batch_age_index"),
  },
});
