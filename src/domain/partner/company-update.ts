import { refuse } from "../domain-error.js";
import { type CompanyDetailsChanges, changedCompanyDetails, isCompanyComplete } from "./company-details.js";
import type { MemberRole } from "./members.js";
import { type Change, changed, type PartnerState } from "./state.js";

/** R6: by any member while incomplete, by an ADMIN once complete. Throws NOT_AN_ADMIN, INVALID. */
export function companyUpdated(
  partner: PartnerState,
  role: MemberRole,
  changes: CompanyDetailsChanges,
  now: Date,
): Change | null {
  if (isCompanyComplete(partner.details) && role !== "ADMIN") {
    const message = "The company details are complete; only an ADMIN of your company may change them.";
    refuse("NOT_AN_ADMIN", message);
  }
  const details = changedCompanyDetails(partner.details, changes);
  if (JSON.stringify(details) === JSON.stringify(partner.details)) return null;
  const event = { type: "CompanyDetailsUpdated", partnerId: partner.id } as const;
  return changed({ ...partner, details, updatedAt: now }, event);
}
