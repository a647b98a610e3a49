import type { PartnerView } from "../../../application/queries/views.js";
import { suspensionFrom } from "../../persistence/repositories/partner-rows.js";

/** What views of a partner `p` are made of, beside its domains. */
export const partnerColumns = [
  "p.id",
  "p.legalName",
  "p.website",
  "p.country",
  "p.contactEmail",
  "p.joiningPolicy",
  "p.proposedJoiningPolicy",
  "p.suspendedAt",
  "p.suspensionReason",
] as const;

/** SQL: the partner's domains. */
export function domainsOf(partner: string): string {
  return `array (select domain from partner_domain where partner_domain.partner_id = ${partner}.id order by domain)`;
}

/** SQL: those of the partner's domains that it has proven. */
export function domainsProvenOf(partner: string): string {
  return `array (
    select domain from domain_proof
     where domain_proof.partner_id = ${partner}.id and domain_proof.proven_at is not null
       and exists (
         select from partner_domain
          where partner_domain.partner_id = ${partner}.id and partner_domain.domain = domain_proof.domain)
     order by domain)`;
}

export type PartnerRow = Omit<PartnerView, "details" | "suspension"> &
  PartnerView["details"] & { readonly suspendedAt: Date | null; readonly suspensionReason: string | null };

export function partnerView(row: PartnerRow): PartnerView {
  const { legalName, website, country, contactEmail, suspendedAt, suspensionReason, ...rest } = row;
  return {
    ...rest,
    details: { legalName, website, country, contactEmail },
    suspension: suspensionFrom({ suspendedAt, suspensionReason }),
  };
}
