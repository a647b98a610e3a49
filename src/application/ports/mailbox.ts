/** A mail that was kept instead of sent. */
export interface KeptMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** Reads the mails that are kept where no SMTP server is configured. */
export interface Mailbox {
  /** The newest first, at most `limit`; only those to `recipient` (whatever its case) when it is given. */
  list(limit: number, recipient?: string): Promise<KeptMail[]>;
  get(id: string): Promise<KeptMail | null>;
}
