import type { Pool } from "pg";
import { mailJob } from "../../application/jobs.js";
import type { Ids } from "../../application/ports/ids.js";
import type { JobQueue } from "../../application/ports/job-queue.js";
import type { MailQueue } from "../../application/ports/mail.js";
import { enqueue } from "./enqueue.js";

/** Queues jobs in a transaction of their own. */
export function createJobQueue(pool: Pool): JobQueue {
  return { enqueue: (jobs) => enqueue((sql, parameters) => pool.query(numbered(sql), parameters), jobs) };
}

/** Queues mails that no aggregate asks for, such as the verification of an address. */
export function createMailQueue(queue: JobQueue, ids: Ids): MailQueue {
  return {
    enqueue: (message) => queue.enqueue([mailJob(`${message.template}.${ids.next("act")}`, message)]),
  };
}

/** `?` placeholders as PostgreSQL numbers them. */
function numbered(sql: string): string {
  let index = 0;
  return sql.replace(/\?/g, () => `$${++index}`);
}
