import type pg from "pg";

export interface Attempt {
  /** How many there have been, with this one; 0 for one that is refused. */
  readonly count: number;
  /** Seconds until the next; 0 for one that may go on. */
  readonly waitSeconds: number;
}

/** So many are answered at once, if not told otherwise; then each takes twice as long as the one before, up to the longest. */
const FREE = 5;
const LONGEST_S = 15 * 60;
const FORGOTTEN_AFTER = "interval '1 day'";

/** Tries of one secret by whoever does not know it, counted in the database, so across processes. */
export type SignInAttempts = ReturnType<typeof signInAttempts>;

export function signInAttempts(pool: Pick<pg.Pool, "query">, { free = FREE } = {}) {
  return {
    /**
     * Counts before anything is compared, in one statement: of many at the same moment no more are let through than of the
     * same number one after the other.
     */
    async begin(subjectHash: string): Promise<Attempt> {
      const { rows } = await pool.query<{ attempts: number }>(
        `insert into sign_in_attempt as held (subject_hash, attempts, last_at)
         values ($1, 1, now())
         on conflict (subject_hash) do update
           set attempts = ${counted}, last_at = now(),
               next_at = case when ${counted} >= ${free} then clock_timestamp() +
                 make_interval(secs => least(power(2, least(${counted} - ${free}, 30)), ${LONGEST_S})) end
           where held.next_at is null or held.next_at <= clock_timestamp()
         returning attempts`,
        [subjectHash],
      );
      const [counts] = rows;
      return counts ? { count: counts.attempts, waitSeconds: 0 } : refused(subjectHash);
    },

    /** Whoever tried knows the secret. */
    async forget(subjectHash: string): Promise<void> {
      await pool.query("delete from sign_in_attempt where subject_hash = $1", [subjectHash]);
    },

    /** Whether this is the first time within three minutes, also of several at the same moment. */
    async isFirst(subjectHash: string): Promise<boolean> {
      const { rowCount } = await pool.query(
        `insert into sign_in_attempt as held (subject_hash, attempts, last_at) values ($1, 1, now())
         on conflict (subject_hash) do update set last_at = now() where held.last_at < now() - interval '3 minutes'`,
        [subjectHash],
      );
      return rowCount === 1;
    },

    /** Those that are no longer asked for. */
    async purge(): Promise<void> {
      await pool.query(`delete from sign_in_attempt where last_at < now() - ${FORGOTTEN_AFTER}`);
    },
  };

  async function refused(subjectHash: string): Promise<Attempt> {
    const { rows } = await pool.query<{ wait: number }>(
      `select ceil(extract(epoch from next_at - now()))::integer as wait from sign_in_attempt where subject_hash = $1`,
      [subjectHash],
    );
    return { count: 0, waitSeconds: Math.max(rows[0]?.wait ?? 1, 1) };
  }
}

const counted = `case when held.last_at < now() - ${FORGOTTEN_AFTER} then 1 else held.attempts + 1 end`;
