-- R34: mails that wait to be sent, sealed because of the links in some of them; the job queue holds no more than the keyed
-- hash of the mailbox. Each is deleted once it is sent.
create table outgoing_mail (
  id text primary key,
  mailbox text not null,
  template text not null,
  key_id text not null,
  ciphertext text not null,
  queued_at timestamptz(3) not null
);
create index outgoing_mail_mailbox_index on outgoing_mail (mailbox, template);
create index outgoing_mail_queued_index on outgoing_mail (queued_at);

-- How many mails of a template a mailbox has had lately, and when it may have the next one.
create table mail_allowance (
  mailbox text not null,
  template text not null,
  sent int not null,
  last_sent_at timestamptz(3) not null,
  free_at timestamptz(3) not null,
  primary key (mailbox, template)
);
create index mail_allowance_sent_index on mail_allowance (last_sent_at);
