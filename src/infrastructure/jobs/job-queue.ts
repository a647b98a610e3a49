import type { Pool } from "pg";
import { mailJob } from "../../application/jobs.js";
import type { Ids } from "../../application/ports/ids.js";
import type { JobQueue } from "../../application/ports/job-queue.js";
import type { MailQueue } from "../../application/ports/mail.js";
import type { OutgoingMails } from "../mail/outgoing-mails.js";
import { enqueue } from "./enqueue.js";

/** Queues jobs in a transaction of their own; mails are kept by `outgoing`. */
export function createJobQueue(pool: Pool, outgoing: Pick<OutgoingMails, "keep">): JobQueue {
  return {
    async enqueue(jobs) {
      await outgoing.keep(jobs.flatMap((job) => (job.name === "send-mail" ? [job.payload] : [])));
      await enqueue(
        (sql, parameters) => pool.query(numbered(sql), parameters),
        jobs.filter(({ name }) => name !== "send-mail"),
      );
    },
  };
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
