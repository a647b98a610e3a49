import type { Pool } from "pg";
import type { Logger } from "../application/ports/logger.js";
import { migrateAuth } from "./identity/migrate-auth.js";
import { migrateQueue } from "./jobs/worker.js";
import { fillLegalNames } from "./persistence/fill-legal-names.js";
import type { Orm } from "./persistence/orm.js";
import { refreshCollation } from "./persistence/refresh-collation.js";

/** Any fixed number that nothing else in this database locks on. */
const lock = 7_041_776_300;

/**
 * Brings the whole database up to date: Portico's tables, the identities' and the queue's. Does nothing when it is.
 * Of processes that start at once one migrates and the others wait.
 */
export async function migrate({
  orm,
  pool,
  logger,
}: {
  orm: Orm;
  pool: Pool;
  logger: Logger;
}): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lock]);
    // First, since Portico's migrations fit the queue's tables to what it asks of them.
    await migrateQueue(pool, logger);
    await orm.migrator.up();
    await refreshCollation(pool);
    await fillLegalNames(pool);
    await migrateAuth(pool);
  } finally {
    // The lock ends with its connection.
    client.release(true);
  }
}
