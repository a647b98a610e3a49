import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";

/** A gateway that an environment was taken away from, with how it is told, sealed for the environment. */
export const LeftGatewayRow = defineEntity({
  name: "LeftGatewayRow",
  tableName: "left_gateway",
  properties: {
    id: p.text().primary(),
    environmentId: p.text().$type<Id<"env">>().index("left_gateway_environment_index"),
    ciphertext: p.text(),
    keyId: p.text(),
    leftAt: p.datetime().columnType("timestamptz(3)").defaultRaw("now()"),
  },
});
