import type { Terms } from "../catalogue/terms.js";
import { type TermsAcceptance } from "../developer/developer.js";
import { isProfileComplete, type Profile } from "../developer/profile.js";
import { refuse } from "../domain-error.js";
import { type CompanyDetails, isCompanyComplete } from "./company-details.js";

export type RegistrationRequirement =
  | "VERIFIED_EMAIL"
  | "COMPLETE_PROFILE"
  | "CURRENT_TERMS"
  | "COMPLETE_COMPANY";

export interface RegistrationFacts {
  /** R1: a developer without a partner has no verified address yet, or is no longer a member. */
  readonly isMember: boolean;
  readonly profile: Profile;
  readonly termsAcceptance: TermsAcceptance | null;
  /** Null while none are published: then there is nothing to accept. */
  readonly currentTerms: Terms | null;
  readonly company: CompanyDetails | null;
}

/** R10: all that still keeps a developer from registering an application, at once; empty when nothing does. */
export function missingRequirements(facts: RegistrationFacts): RegistrationRequirement[] {
  const checks: [RegistrationRequirement, boolean][] = [
    ["VERIFIED_EMAIL", facts.isMember],
    ["COMPLETE_PROFILE", isProfileComplete(facts.profile)],
    ["CURRENT_TERMS", accepts(facts)],
    ["COMPLETE_COMPANY", facts.company !== null && isCompanyComplete(facts.company)],
  ];
  return checks.filter(([, met]) => !met).map(([requirement]) => requirement);
}

/** R10. Throws NOT_READY_TO_REGISTER with everything that is missing. */
export function assertReady(facts: RegistrationFacts): void {
  const missing = missingRequirements(facts);
  if (missing.length === 0) return;
  const message = `Before registering an application you still need: ${missing.join(", ")}.`;
  refuse("NOT_READY_TO_REGISTER", message, [], { missing });
}

function accepts({ currentTerms, termsAcceptance }: RegistrationFacts): boolean {
  return currentTerms === null || termsAcceptance?.version === currentTerms.version;
}
