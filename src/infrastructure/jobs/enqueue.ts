import type { Job } from "../../application/jobs.js";

/** Runs one statement inside the caller's transaction, or by itself. */
export type Execute = (sql: string, parameters: unknown[]) => Promise<unknown>;

/** Most attempts before a job is given up and shown to operators: some 25 tries over about three days. */
export const maxAttempts = 25;

/** Adds all jobs with one statement; they exist exactly when the caller's transaction commits (R32). */
export async function enqueue(execute: Execute, jobs: readonly Job[]): Promise<void> {
  if (jobs.length > 0) await execute(`select ${queueing("?")}`, [queued(jobs)]);
}

/** SQL that queues jobs. The value of the placeholder: what `queued` says. */
export const queueing = (placeholder: string) => `queue_jobs(${placeholder}::jsonb, ${maxAttempts})`;

/** @throws {Error} for a mail, which waits sealed elsewhere. */
export function queued(jobs: readonly Job[]): string {
  if (jobs.some(({ name }) => name === "send-mail"))
    throw new Error("Mails wait sealed, not among the jobs.");
  return JSON.stringify(jobs);
}
