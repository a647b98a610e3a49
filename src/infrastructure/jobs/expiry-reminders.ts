import type { Pool, PoolClient } from "pg";
import { expiryJob } from "../../application/jobs.js";
import {
  dueReminder,
  type ReminderDays,
  reminderDays,
} from "../../domain/client-application/expiry-reminder.js";
import type { Id } from "../../domain/id.js";
import { apiKeyStatus, isLatest } from "../persistence/predicates.js";
import { enqueue } from "./enqueue.js";

/** How many keys are looked at in one transaction. */
const batch = 1_000;
const day = 24 * 3_600_000;

interface Candidate {
  readonly id: Id<"key">;
  readonly applicationId: Id<"app">;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly toldDays: number | null;
}

interface Due extends Candidate {
  readonly days: ReminderDays;
}

/**
 * R39: queues what owners are to be told of keys that end soon, and keeps in the same transaction that they are told: run
 * twice, by two workers at once or days late, nobody is told twice or of several days at once.
 */
export function createExpiryReminders(pool: Pool) {
  /** Gives the last key that was looked at, while there may be more. */
  async function remindSome(client: PoolClient, after: string, now: Date): Promise<string | null> {
    const candidates = await someEnding(client, after, now);
    const due = candidates.flatMap((key): Due[] => {
      const days = dueReminder(key, key.toldDays, now);
      return days === null ? [] : [{ ...key, days }];
    });
    await client.query(
      `update api_key set expiry_told_days = told.days
         from jsonb_to_recordset($1) as told (id text, days int) where api_key.id = told.id`,
      [JSON.stringify(due.map(({ id, days }) => ({ id, days })))],
    );
    const together = Map.groupBy(due, ({ applicationId, days }) => `${applicationId} ${days}`);
    await enqueue(
      (sql, values) => client.query(sql.replace("?", "$1"), values),
      [...together.values()].flatMap((keys) => {
        const [first] = keys;
        if (!first) return [];
        const { applicationId, days } = first;
        return [expiryJob({ applicationId, days, keyIds: keys.map(({ id }) => id) })];
      }),
    );
    return candidates.length < batch ? null : (candidates.at(-1)?.id ?? null);
  }

  return {
    async remind(now: Date): Promise<void> {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        for (let after: string | null = ""; after !== null; ) {
          await client.query("begin");
          after = await remindSome(client, after, now);
          await client.query("commit");
        }
      } catch (error) {
        failure = error as Error;
        throw error;
      } finally {
        // What was begun goes with its connection.
        client.release(failure);
      }
    },
  };
}

/** Keys that work and that nothing has taken the place of; those that another worker looks at are left to it. */
async function someEnding(client: PoolClient, after: string, now: Date): Promise<Candidate[]> {
  const farthest = new Date(now.getTime() + reminderDays[0] * day);
  const works = numbered(`${apiKeyStatus("k", "a")} = 'ACTIVE' and ${isLatest("k")}`, "$2");
  const { rows } = await client.query<Candidate>(
    `select k.id, k.application_id as "applicationId", k.issued_at as "issuedAt", k.expires_at as "expiresAt",
            k.expiry_told_days as "toldDays"
       from api_key as k join client_application as a on a.id = k.application_id
      where k.id > $1 and k.expires_at > $2 and k.expires_at <= $3 and k.revoked_at is null
        and coalesce(k.expiry_told_days, 31) > 1 and ${works}
      order by k.id limit ${batch}
        for no key update of k skip locked`,
    [after, now, farthest],
  );
  return rows;
}

function numbered(predicate: string, now: string): string {
  return predicate.replaceAll("?", now);
}
