/** What the link of a mail is for. */
export type MailedLink = "VERIFY_EMAIL" | "RESET_PASSWORD" | "MOVE_ADDRESS";

/** Somebody who is signed in. */
export interface Visitor {
  readonly email: string;
  /** Then its codes show that it is them, and the password alone does not (R36). */
  readonly hasAuthenticatorApp: boolean;
}

/** Who opens a page in a browser, known by its session alone. */
export interface Visitors {
  /** Null for nobody. */
  visitorOf(headers: Headers): Promise<Visitor | null>;
  /**
   * The address of the account that the link of a mail is for, or that it will have; null when the link does not work, or
   * no longer, for whoever opens it. Looking uses nothing up.
   */
  addressBehind(link: MailedLink, token: string, headers: Headers): Promise<string | null>;
}
