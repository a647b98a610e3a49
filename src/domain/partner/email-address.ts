import { refuse } from "../domain-error.js";

/** An e-mail address in parts: the local part as it was written, the domain in lower case and ASCII form. */
export interface EmailAddress {
  readonly local: string;
  readonly domain: string;
}

/** RFC 5321 §4.5.3.1: 64 before the @, 254 in all (a path of 256 without its angle brackets). */
const longest = { local: 64, address: 254 };
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const dotString = new RegExp(`^${atom}(?:\\.${atom})*$`);
/** What a domain is written with, in any script; the joiners are for scripts that need them. */
const domainText = /^[\p{L}\p{M}\p{N}\p{Join_Control}.。-]+$/u;
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** At least two labels, of which the last is no number: `127.1` is an address of the network. */
const hostname = new RegExp(`^(?:${label}\\.)+(?!(?:\\d+|0x[0-9a-f]*)$)${label}$`);

/**
 * The one grammar of e-mail addresses (R2): a dot-string, an @ and a domain name (RFC 5321 §4.1.2), the domain in either
 * form (IDNA as in UTS #46). Quoted local parts, comments and address literals are none, nor is anything that only some
 * mail systems would take. Blanks around it do not count. Throws INVALID.
 */
export function emailAddress(text: string, path: readonly string[] = ["email"]): EmailAddress {
  const found = parsed(text.trim());
  return found ?? refuse("INVALID", "This is no e-mail address such as ada@acme.example.", path);
}

/** The local part without the tag of a sub-address (RFC 5233): `name+tag` is the mailbox `name` (R2). */
export function mailboxName(local: string): string {
  return local.split("+", 1)[0] ?? "";
}

/** Without blanks around it. */
export function isEmailAddress(text: string): boolean {
  return parsed(text) !== null;
}

/** The address as mail is sent to it: as it was written, but for the domain. Throws INVALID. */
export function writtenEmail(text: string, path?: readonly string[]): string {
  const { local, domain } = emailAddress(text, path);
  return `${local}@${domain}`;
}

function parsed(text: string): EmailAddress | null {
  if (text.length > longest.address) return null;
  const [local = "", written = "", ...more] = text.split("@");
  if (more.length > 0 || local.length > longest.local) return null;
  if (!dotString.test(local) || !dotString.test(mailboxName(local))) return null;
  const domain = asciiDomain(written);
  return domain && local.length + 1 + domain.length <= longest.address ? { local, domain } : null;
}

function asciiDomain(written: string): string | null {
  const url = domainText.test(written) ? URL.parse(`http://${written}`) : null;
  return url && hostname.test(url.hostname) ? url.hostname : null;
}
