import type { Pool } from "pg";
import type { Id } from "../../domain/id.js";

/** Those of this name that are not revoked, of whatever environment. */
export async function namedGatewayTokens(pool: Pick<Pool, "query">, name: string): Promise<Id<"gwt">[]> {
  const sql = "select id from gateway_token where name = $1 and revoked_at is null";
  const { rows } = await pool.query<{ id: Id<"gwt"> }>(sql, [name]);
  return rows.map(({ id }) => id);
}
