import type { Pool } from "pg";
import type { Orm } from "./orm.js";

/** Whether every migration of Portico's own tables is in. Only looks, and waits for no migration that is under way. */
export async function isMigrated(orm: Orm, pool: Pool): Promise<boolean> {
  // The migrator would create the table that it looks into, and stand in the way of a migration that has begun.
  const { rows } = await pool.query("select to_regclass('schema_migration') as held_in");
  return rows[0]?.held_in !== null && (await orm.migrator.getPending()).length === 0;
}
