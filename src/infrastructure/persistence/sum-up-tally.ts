import type { Pool } from "pg";

/** One line for each environment and verdict in place of one for each change since the last time. */
export async function sumUpTally(pool: Pick<Pool, "query">): Promise<void> {
  await pool.query(
    `with gone as (delete from access_request_tally returning environment_id, verdict, requests)
     insert into access_request_tally (environment_id, verdict, requests)
       select environment_id, verdict, sum(requests) from gone group by environment_id, verdict`,
  );
}
