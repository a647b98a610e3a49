import type { PartnerView } from "../../application/queries/views.js";
import { isCompanyComplete } from "../../domain/partner/company-details.js";
import { partId } from "../ids.js";
import type { CompanyDetails, PartnerSuspension } from "./types.js";

export function companyDetailsOf({ id, details }: PartnerView): CompanyDetails {
  return { id: partId("com", id), ...details, isComplete: isCompanyComplete(details) };
}

export function suspensionOf({ id, suspension }: PartnerView): PartnerSuspension | null {
  return suspension && { id: partId("sus", id), ...suspension };
}
