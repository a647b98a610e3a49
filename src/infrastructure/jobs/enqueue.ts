import type { Job } from "../../application/jobs.js";

/** Runs one statement inside the caller's transaction, or by itself. */
export type Execute = (sql: string, parameters: unknown[]) => Promise<unknown>;

/** Most attempts before a job is given up and shown to operators: some 25 tries over about three days. */
export const maxAttempts = 25;

/** Adds all jobs with one statement; they exist exactly when the caller's transaction commits (R32). */
export async function enqueue(execute: Execute, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  if (jobs.some(({ name }) => name === "send-mail"))
    throw new Error("Mails wait sealed, not among the jobs.");
  const specs = jobs.map(({ queue = null, runAt = null, ...job }) => ({ ...job, queue, runAt }));
  // In one order, so that nobody waits in a circle.
  await execute(
    `select queue_job(name, payload, queue, key, priority, "runAt", ${maxAttempts})
       from jsonb_to_recordset(?::jsonb) as job (name text, payload json, key text, queue text, priority int, "runAt" timestamptz)
      order by key`,
    [JSON.stringify(specs)],
  );
}
