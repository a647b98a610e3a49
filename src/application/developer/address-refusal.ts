import { DomainError, type Problem } from "../../domain/domain-error.js";
import { companyDomain } from "../../domain/partner/company-domain.js";

/** Why nobody may register with an address (R2, R4), so that they are told before they get a mail; null when they may. */
export function addressRefusal(isPublicDomain: (domain: string) => boolean) {
  return (email: string): Problem | null => {
    try {
      companyDomain(email, isPublicDomain);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error.problems[0] ?? null;
    }
  };
}
