import type { Pool } from "pg";
import { migrateAuth } from "./identity/migrate-auth.js";
import type { Log } from "./jobs/log.js";
import { migrateQueue } from "./jobs/worker.js";
import type { Orm } from "./persistence/orm.js";

/** Any fixed number that nothing else in this database locks on. */
const lock = 7_041_776_300;

/**
 * Brings the whole database up to date: Portico's tables, the identities' and the queue's. Does nothing when it is.
 * Of processes that start at once one migrates and the others wait.
 */
export async function migrate({ orm, pool, log }: { orm: Orm; pool: Pool; log: Log }): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lock]);
    await orm.migrator.up();
    await migrateAuth(pool);
    await migrateQueue(pool, log);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lock]);
    client.release();
  }
}

/** Whether every migration that this program knows is in. */
export async function isMigrated(orm: Orm): Promise<boolean> {
  return (await orm.migrator.getPending()).length === 0;
}
