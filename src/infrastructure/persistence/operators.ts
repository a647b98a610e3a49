import { OperatorRow } from "./entities/operator.js";
import type { Orm } from "./orm.js";

/** Staff of the platform that were granted it here, besides OPERATOR_EMAILS; by address. */
export function listOperators(orm: Orm): Promise<{ email: string; grantedAt: Date }[]> {
  return orm.em.fork().find(OperatorRow, {}, { orderBy: { email: "asc" } });
}
