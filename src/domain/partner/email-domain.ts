import { emailAddress, mailboxName } from "./email-address.js";

/**
 * The domain of an address in lower case and ASCII form (R2). A sub-domain is another domain. Throws INVALID for what is
 * no address.
 */
export function emailDomain(email: string): string {
  return emailAddress(email).domain;
}

/**
 * The mailbox of an address, as it is compared (R2): in lower case, and without the tag of a sub-address, so that
 * `Name+tag@` is `name@`. Throws INVALID for what is no address.
 */
export function normalizedEmail(email: string): string {
  const { local, domain } = emailAddress(email);
  return `${mailboxName(local).toLowerCase()}@${domain}`;
}
