import type { Pool } from "pg";
import { maskText } from "../logging.js";
import { maxAttempts } from "./enqueue.js";

/** A job that failed as often as it may, or for good, and is not tried again by itself. */
export interface GivenUpJob {
  readonly id: string;
  readonly name: string;
  /** Says what it was for; null for work that recurs. */
  readonly key: string | null;
  readonly attempts: number;
  readonly lastTriedAt: Date;
  /** Without addresses and secrets. */
  readonly lastError: string;
}

export interface JobCounts {
  /** Also those that wait to be tried again. */
  readonly waiting: number;
  readonly running: number;
  readonly givenUp: number;
}

const isGivenUp = "j.attempts >= j.max_attempts and j.locked_at is null";
/**
 * A job that is queued again while it runs loses its key to the new one, and its further tries. When its worker died,
 * it stays, and no longer stands for anything. Work that recurs never had a key.
 */
const isSuperseded = `${isGivenUp} and j.key is null and not exists (
  select from graphile_worker._private_known_crontabs c where c.identifier = t.identifier)`;
const jobs = "graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id";

/** The job that is under way is given up when it fails now. */
export async function giveUp(pool: Pool, id: string): Promise<void> {
  await pool.query("update graphile_worker._private_jobs set max_attempts = attempts where id = $1", [id]);
}

/** What the queue has given up, for operators. */
export function createGivenUpJobs(pool: Pool) {
  return {
    /** Oldest first. */
    async list(): Promise<GivenUpJob[]> {
      const { rows } = await pool.query(
        `select j.id, t.identifier as name, j.key, j.attempts, j.updated_at as "lastTriedAt",
                coalesce(j.last_error, '') as "lastError"
           from ${jobs} where ${isGivenUp} and not (${isSuperseded}) order by j.id`,
      );
      return rows.map((row) => ({ ...row, lastError: maskText(row.lastError) }));
    },

    /** Lets them be tried again from the start; the ids of those that were given up. */
    async retry(ids: readonly string[]): Promise<string[]> {
      const { rows } = await pool.query(
        `select id from graphile_worker.reschedule_jobs(
           (select coalesce(array_agg(j.id), '{}') from ${jobs} where ${isGivenUp} and not (${isSuperseded}) and j.id = any ($1)),
           run_at := now(), attempts := 0, max_attempts := $2)`,
        [ids, maxAttempts],
      );
      return rows.map(({ id }) => id);
    },

    /** They are never done; the ids of those that were given up. */
    async forget(ids: readonly string[]): Promise<string[]> {
      const { rows } = await pool.query(
        `delete from graphile_worker._private_jobs where id in (
           select j.id from ${jobs} where ${isGivenUp} and j.id = any ($1)) returning id`,
        [ids],
      );
      return rows.map(({ id }) => id);
    },

    async purgeSuperseded(): Promise<void> {
      await pool.query(
        `delete from graphile_worker._private_jobs where id in (select j.id from ${jobs} where ${isSuperseded})`,
      );
    },

    async count(): Promise<JobCounts> {
      const { rows } = await pool.query(
        `select count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts)::int as waiting,
                count(*) filter (where j.locked_at is not null)::int as running,
                count(*) filter (where ${isGivenUp} and not (${isSuperseded}))::int as "givenUp"
           from ${jobs}`,
      );
      return rows[0];
    },
  };
}
