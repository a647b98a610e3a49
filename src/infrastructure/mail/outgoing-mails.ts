import type { Pool } from "pg";
import type { JobPayload, OutgoingMail } from "../../application/jobs.js";
import { type Had, mailLimits, wayOut, withOneMore } from "../../application/notices/mail-limits.js";
import type { Clock } from "../../application/ports/clock.js";
import { Hopeless } from "../../application/ports/hopeless.js";
import type { Mailer, MailMessage } from "../../application/ports/mail.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import { maxAttempts } from "../jobs/enqueue.js";

export interface OutgoingMails {
  /** Keeps mails sealed, and queues their sending, with one statement; one that is kept already is kept once. */
  keep(mails: readonly OutgoingMail[]): Promise<void>;
  /** Sends what waits of one template for one mailbox, within its limit; the rest is queued again. */
  send(mailer: Mailer, waiting: JobPayload<"send-mails">): Promise<void>;
  /** Deletes what was given up, and forgets mailboxes that have had nothing for long. */
  forgetOld(): Promise<void>;
}

export interface OutgoingMailsParts {
  readonly pool: Pick<Pool, "query">;
  readonly vault: Pick<SecretVault, "seal" | "open" | "lookupHashes">;
  readonly clock: Clock;
  /** `off`: every mail goes out by itself at once. */
  readonly limits: "on" | "off";
}

type Waiting = OutgoingMail;

const messagesOf = (message: OutgoingMail["message"]): readonly MailMessage[] =>
  message.template === "collected" ? message.messages : [message];

/**
 * Mails on their way. The job queue holds the keyed hash of a mailbox and the name of a template, and no more: links and
 * addresses are sealed until the mail is sent (R34). Sub-addresses share the limits of their mailbox (R2).
 */
export function createOutgoingMails({ pool, vault, clock, limits }: OutgoingMailsParts): OutgoingMails {
  async function waitingFor({ mailbox, template }: JobPayload<"send-mails">): Promise<Waiting[]> {
    const { rows } = await pool.query<{ id: string; keyId: string; ciphertext: string }>(
      `select id, key_id as "keyId", ciphertext from outgoing_mail
        where mailbox = $1 and template = $2 order by queued_at, id`,
      [mailbox, template],
    );
    return rows.map(({ id, ...sealed }) => ({ id, message: JSON.parse(vault.open(sealed, id)) }));
  }

  async function hadBy({ mailbox, template }: JobPayload<"send-mails">): Promise<Had | null> {
    const { rows } = await pool.query<Had>(
      `select sent, last_sent_at as "lastSentAt" from mail_allowance where mailbox = $1 and template = $2`,
      [mailbox, template],
    );
    return rows[0] ?? null;
  }

  /** The mails are gone, and count as one. */
  async function noteSent(
    { mailbox, template }: JobPayload<"send-mails">,
    ids: readonly string[],
    { sent, lastSentAt, freeAt }: ReturnType<typeof withOneMore>,
  ): Promise<void> {
    await pool.query(
      `with gone as (delete from outgoing_mail where id = any ($6))
       insert into mail_allowance (mailbox, template, sent, last_sent_at, free_at) values ($1, $2, $3, $4, $5)
       on conflict (mailbox, template) do update
         set sent = excluded.sent, last_sent_at = excluded.last_sent_at, free_at = excluded.free_at`,
      [mailbox, template, sent, lastSentAt, freeAt, ids],
    );
  }

  async function sendAsOne(
    mailer: Mailer,
    waiting: JobPayload<"send-mails">,
    mails: readonly Waiting[],
    had: Had | null,
  ): Promise<void> {
    const limit = mailLimits[waiting.template];
    const { id, message } = mails.at(-1) as Waiting;
    const messages = mails.flatMap((each) => messagesOf(each.message));
    const isOne = limit.several === "NEWEST" || mails.length === 1;
    await mailer.send(isOne ? message : { template: "collected", to: message.to, messages }, id);
    const ids = mails.map((each) => each.id);
    await noteSent(waiting, ids, withOneMore(limit, had, clock.now()));
  }

  /**
   * One that fails does not keep back those behind it; then the whole is tried again, without those that were sent, unless
   * all that is left was refused for good.
   */
  async function sendEach(
    mailer: Mailer,
    waiting: JobPayload<"send-mails">,
    mails: readonly Waiting[],
    before: Had | null,
  ): Promise<void> {
    let had = before;
    const failures: unknown[] = [];
    for (const { id, message } of mails) {
      try {
        await mailer.send(message, id);
        const next = withOneMore(mailLimits[waiting.template], had, clock.now());
        await noteSent(waiting, [id], next);
        had = next;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures.find((error) => !(error instanceof Hopeless)) ?? failures[0];
  }

  async function sendLater({ mailbox, template }: JobPayload<"send-mails">, at: Date): Promise<void> {
    await pool.query(
      `select ${sendJob("$3::timestamptz")} from (values ($1::text, $2::text)) as waiting (mailbox, template)`,
      [mailbox, template, at],
    );
  }

  return {
    async keep(mails) {
      if (mails.length === 0) return;
      const rows = mails.map(({ id, message }) => ({
        id,
        mailbox: vault.lookupHashes(normalizedEmail(message.to))[0],
        template: messagesOf(message)[0]?.template,
        ...vault.seal(JSON.stringify(message), id),
      }));
      await pool.query(
        `with kept as (
           insert into outgoing_mail (id, mailbox, template, key_id, ciphertext, queued_at)
           select id, mailbox, template, "keyId", ciphertext, $2
             from jsonb_to_recordset($1::jsonb)
               as mail (id text, mailbox text, template text, "keyId" text, ciphertext text)
           on conflict (id) do nothing
           returning mailbox, template)
         select ${sendJob(limits === "on" ? "coalesce(free_at, now())" : "now()")}
           from (select distinct mailbox, template from kept) as waiting
           left join mail_allowance using (mailbox, template)
          order by mailbox, template`,
        [JSON.stringify(rows), clock.now()],
      );
    },

    async send(mailer, waiting) {
      const mails = await waitingFor(waiting);
      if (mails.length === 0) return;
      const had = await hadBy(waiting);
      const limit = mailLimits[waiting.template];
      const way = limits === "off" ? "EACH" : wayOut(limit, had, mails.length, clock.now());
      if (way === "EACH") await sendEach(mailer, waiting, mails, had);
      else if (way === "AS_ONE") await sendAsOne(mailer, waiting, mails, had);
      else await sendLater(waiting, way.notBefore);
    },

    async forgetOld() {
      await pool.query(
        `with given_up as (delete from outgoing_mail where queued_at < now() - interval '7 days')
         delete from mail_allowance where last_sent_at < now() - interval '3 days'`,
      );
    },
  };
}

/** Mails of one template to one mailbox are sent one after the other; priority and attempts are those of all mails. */
function sendJob(runAt: string): string {
  const key = "'mails:' || template || ':' || mailbox";
  const payload = "json_build_object('mailbox', mailbox, 'template', template)";
  return `queue_job('send-mails', ${payload}, ${key}, ${key}, 10, ${runAt}, ${maxAttempts})`;
}
