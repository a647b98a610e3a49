import type { BoundedClient } from "../database/bounded-client.js";

/**
 * PostgreSQL plans for as many jobs as it found when it last looked, which it does once a minute at most; of a table that was empty
 * then, it takes reading each row for as good as finding one. So whoever took a job, or recorded it as done, would read
 * all that wait. Where many do that it does not know of, it looks again at once.
 */
export async function makeBacklogKnown(client: Pick<BoundedClient, "query">): Promise<void> {
  const { rows } = await client.query(isUnknown);
  // Whoever looks at the same time, or cleans up, makes it known, too.
  if (rows.length > 0) await client.query("analyze (skip_locked) graphile_worker._private_jobs");
}

/** More than some hundred, and more than twice as many as are known; from some hundred on no number makes another plan. */
const isUnknown = `select from pg_class
  where oid = 'graphile_worker._private_jobs'::regclass
    and 2 * greatest(reltuples, 100) < (select count(*) from (select from graphile_worker._private_jobs limit 1000) as job)`;
