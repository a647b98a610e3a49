import { refuse } from "../domain-error.js";

/**
 * The domain of an address in lower case and ASCII form (R2; IDNA as in UTS #46). A sub-domain is another domain.
 * Throws INVALID when there is none.
 */
export function emailDomain(email: string): string {
  const domain = email.slice(email.lastIndexOf("@") + 1).trim();
  const ascii = email.includes("@") && /^[^\s/?#:@[\]%]+$/u.test(domain) ? hostname(domain) : "";
  if (!ascii.includes(".") || ascii.endsWith(".")) {
    refuse("INVALID", "The e-mail address has no domain.", ["email"]);
  }
  return ascii;
}

/**
 * The address as it is compared: local part in lower case, domain in ASCII form. Throws INVALID for a local part with
 * other than printable ASCII characters (RFC 5321 §4.1.2), or longer than 64.
 */
export function normalizedEmail(email: string): string {
  const local = email.slice(0, email.lastIndexOf("@")).trim();
  if (!/^[\x21-\x7e]{1,64}$/.test(local)) {
    refuse("INVALID", "The part of the e-mail address before the @ must be 1 to 64 ASCII characters.", [
      "email",
    ]);
  }
  return `${local.toLowerCase()}@${emailDomain(email)}`;
}

function hostname(domain: string): string {
  const url = `http://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}
