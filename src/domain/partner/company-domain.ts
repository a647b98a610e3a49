import { refuse } from "../domain-error.js";
import { emailDomain, normalizedEmail } from "./email-domain.js";

/**
 * The domain of an address, when a company can be known by it (R2, R4). `isPublic` knows the public mail providers,
 * disposable domains and public suffixes. Throws INVALID, NOT_A_COMPANY_DOMAIN.
 */
export function companyDomain(email: string, isPublic: (domain: string) => boolean): string {
  const domain = emailDomain(normalizedEmail(email));
  if (isPublic(domain)) {
    const message = `${domain} is open to anybody, so it is no company's; please use your company's e-mail address.`;
    refuse("NOT_A_COMPANY_DOMAIN", message, ["email"]);
  }
  return domain;
}
