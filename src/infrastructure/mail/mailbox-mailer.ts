import type { Pool } from "pg";
import type { Mailer } from "../../application/ports/mail.js";
import type { KeptMail, Mailbox } from "../../application/ports/mailbox.js";
import type { Brand } from "../../html/brand.js";
import { renderMail } from "./templates.js";

const columns = `id, recipient, subject, html, text, sent_at as "sentAt"`;

/** PostgreSQL's `text` cannot hold NUL, so nothing is stored under such a value. */
const storable = (value: string) => !value.includes("\0");

/**
 * Keeps mails in the table `mailbox_message` instead of sending them: what is used without `SMTP_URL`. A mail sent
 * again with the same id is kept once, as it was first.
 */
export function createMailboxMailer(pool: Pick<Pool, "query">, brand?: Brand): Mailer & Mailbox {
  return {
    async send(message, id) {
      const { to, subject, html, text } = renderMail(message, brand);
      await pool.query(
        `insert into mailbox_message (id, recipient, subject, html, text, sent_at)
         values ($1, $2, $3, $4, $5, now()) on conflict (id) do nothing`,
        [id, to, subject, html, text],
      );
    },

    async list(limit, recipient) {
      if (recipient !== undefined && !storable(recipient)) return [];
      const { rows } = await pool.query<KeptMail>(
        `select ${columns} from mailbox_message
         where $2::text is null or lower(recipient) = lower($2)
         order by sent_at desc, id desc limit $1`,
        [limit, recipient ?? null],
      );
      return rows;
    },

    async get(id) {
      if (!storable(id)) return null;
      const { rows } = await pool.query<KeptMail>(`select ${columns} from mailbox_message where id = $1`, [
        id,
      ]);
      return rows[0] ?? null;
    },
  };
}
