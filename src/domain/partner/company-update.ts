import { type CompanyDetailsChanges, changedCompanyDetails } from "./company-details.js";
import { type Change, changed, type PartnerState } from "./state.js";

/** R6. Throws INVALID. */
export function companyUpdated(
  partner: PartnerState,
  changes: CompanyDetailsChanges,
  now: Date,
): Change | null {
  const details = changedCompanyDetails(partner.details, changes);
  if (JSON.stringify(details) === JSON.stringify(partner.details)) return null;
  const event = { type: "CompanyDetailsUpdated", partnerId: partner.id } as const;
  return changed({ ...partner, details, updatedAt: now }, event);
}
