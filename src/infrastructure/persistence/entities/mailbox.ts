import { defineEntity, p } from "@mikro-orm/postgresql";

/** Mails of a Portico without SMTP, shown at /dev/mailbox. */
export const MailboxMessageRow = defineEntity({
  name: "MailboxMessageRow",
  tableName: "mailbox_message",
  properties: {
    id: p.text().primary(),
    recipient: p.text(),
    subject: p.text(),
    html: p.text(),
    text: p.text(),
    sentAt: p.datetime().columnType("timestamptz(3)").index("mailbox_message_sent_index"),
  },
});
