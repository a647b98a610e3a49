/** What the link of a mail is for. */
export type MailedLink = "VERIFY_EMAIL" | "RESET_PASSWORD" | "MOVE_ADDRESS";

/** Who opens a page in a browser, known by its session alone. */
export interface Visitors {
  /** The address of whoever is signed in; null for nobody. */
  emailOf(headers: Headers): Promise<string | null>;
  /** Whether a link that was mailed still works for them. Looking uses nothing up. */
  isGood(link: MailedLink, token: string, headers: Headers): Promise<boolean>;
}
