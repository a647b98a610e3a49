import type { Pool } from "pg";

/** How many days usage is kept, at least; what is older goes by whole months. */
export const usageKeptDays = 400;

/** Months ahead that have their partition: a worker that sleeps so long is noticed otherwise. */
const ahead = 2;

const make = `select make_usage_month(now() + months * interval '1 month') from generate_series(0, ${ahead}) as months`;

/** By their names, which end with the month; compared as text, since whatever else has a name is none. */
const old = `
  select child.relname as name
    from pg_inherits
    join pg_class as child on child.oid = inhrelid
   where inhparent = 'key_usage'::regclass
     and right(child.relname, 7)
         <= to_char(date_trunc('month', (now() at time zone 'UTC') - interval '${usageKeptDays} days') - interval '1 month',
                    'YYYY_MM')`;

/** R31: what a deleted application leaves is its audit trail alone. */
const forgetDeleted = `
  delete from key_usage
   where application_id in (
     select id from deleted_client_application where deleted_at > now() - interval '${usageKeptDays + 62} days')`;

/** A batch is sent again within seconds of the database being back. */
const forgetBatches = "delete from usage_batch where counted_at < now() - interval '2 days'";

/** The table of usage, whose partitions are made ahead and dropped when they are old. */
export function createUsageMonths(pool: Pick<Pool, "query">) {
  return {
    async keep(): Promise<void> {
      await pool.query(make);
      const { rows } = await pool.query<{ name: string }>(old);
      for (const { name } of rows) await pool.query(`drop table if exists ${name}`);
      await pool.query(forgetDeleted);
      await pool.query(forgetBatches);
    },
  };
}
