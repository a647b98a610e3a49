import { defineEntity, p } from "@mikro-orm/postgresql";

/** R34: what is left of a key that has gone from the keyring, or is about to. */
export const RetiredKeyRow = defineEntity({
  name: "RetiredKeyRow",
  tableName: "retired_key",
  properties: {
    id: p.text().primary(),
    pepperCiphertext: p.text(),
    pepperKeyId: p.text(),
    retiredAt: p.datetime().columnType("timestamptz(3)"),
  },
});
