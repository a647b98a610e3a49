import { defineEntity, p } from "@mikro-orm/postgresql";

/** A mail that waits to be sent, sealed; the mailbox is a keyed hash. */
export const OutgoingMailRow = defineEntity({
  name: "OutgoingMailRow",
  tableName: "outgoing_mail",
  indexes: [{ name: "outgoing_mail_mailbox_index", properties: ["mailbox", "template"] }],
  properties: {
    id: p.text().primary(),
    mailbox: p.text(),
    template: p.text(),
    keyId: p.text(),
    ciphertext: p.text(),
    queuedAt: p.datetime().columnType("timestamptz(3)").index("outgoing_mail_queued_index"),
  },
});

/** How many mails of a template a mailbox has had lately. */
export const MailAllowanceRow = defineEntity({
  name: "MailAllowanceRow",
  tableName: "mail_allowance",
  properties: {
    mailbox: p.text().primary(),
    template: p.text().primary(),
    sent: p.integer(),
    lastSentAt: p.datetime().columnType("timestamptz(3)").index("mail_allowance_sent_index"),
    freeAt: p.datetime().columnType("timestamptz(3)"),
  },
});
