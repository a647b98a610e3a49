import { sql } from "kysely";
import type { GatewayTokenReads } from "../../application/queries/read-model.js";
import { isRevoked } from "../persistence/predicates.js";
import type { Reader } from "./db.js";
import { forOperators } from "./list.js";
import { anyOf, holding, now } from "./matching.js";

/** Operators' alone. */
export function gatewayTokenReads(db: Reader): GatewayTokenReads {
  const tokens = () =>
    db
      .selectFrom("GatewayTokenRow as t")
      .select(["t.id", "t.environmentId", "t.name", "t.preview", "t.createdAt"])
      .select(["t.expiresAt", "t.lastUsedAt", "t.revokedAt", "t.leakedAt"]);
  return {
    byId: async (viewer, ids) =>
      forOperators(viewer) ? tokens().where("t.id", "=", anyOf(ids)).execute() : [],

    ofEnvironments: async (viewer, environmentIds) =>
      forOperators(viewer)
        ? tokens()
            .where("t.environmentId", "=", anyOf(environmentIds))
            .where(holding(`not (${isRevoked("t")})`))
            .where("t.expiresAt", ">", sql<Date>`${now} - interval '30 days'`)
            .orderBy("t.id", "desc")
            .execute()
        : [],
  };
}
