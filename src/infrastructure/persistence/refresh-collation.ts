import type { Pool } from "pg";

/**
 * Names are sorted by the ICU library that PostgreSQL has, and another version of it may sort otherwise. When it has
 * changed since, the indexes that it sorted are built anew, so that lists stay whole.
 */
export async function refreshCollation(pool: Pool): Promise<void> {
  const { rowCount } = await pool.query(
    `select from pg_collation
      where oid = 'people'::regcollation and collversion is distinct from pg_collation_actual_version(oid)`,
  );
  if (!rowCount) return;
  const { rows } = await pool.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index where 'people'::regcollation = any (indcollation)`,
  );
  for (const { name } of rows) await pool.query(`reindex index ${name}`);
  await pool.query("alter collation people refresh version");
}
