import { Problems } from "../domain-error.js";
import { nameText } from "../text.js";
import { webAddress } from "../web-address.js";
import { countryCode } from "./country-code.js";
import { writtenEmail } from "./email-address.js";

export interface CompanyDetails {
  readonly legalName: string | null;
  readonly website: string | null;
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly country: string | null;
  readonly contactEmail: string | null;
}

/** What is left out stays as it is. */
export type CompanyDetailsChanges = {
  readonly [Field in keyof CompanyDetails]?: CompanyDetails[Field] | undefined;
};

export const noCompanyDetails: CompanyDetails = {
  legalName: null,
  website: null,
  country: null,
  contactEmail: null,
};

/** R6: legal name, website, country and contact e-mail are all there. */
export function isCompanyComplete(details: CompanyDetails): boolean {
  return Object.values(details).every((value) => value !== null);
}

/** The details after the changes. Complete details stay complete. Throws INVALID for every unacceptable field. */
export function changedCompanyDetails(
  details: CompanyDetails,
  changes: CompanyDetailsChanges,
): CompanyDetails {
  const problems = new Problems();
  const next: Record<keyof CompanyDetails, string | null> = { ...details };
  for (const field of Object.keys(details) as (keyof CompanyDetails)[]) {
    const value = changes[field];
    if (value === undefined) continue;
    if (value === null && isCompanyComplete(details)) {
      problems.add("INVALID", "Company details cannot be emptied once they are complete.", [field]);
    } else {
      next[field] = value === null ? null : (problems.check(() => checked[field](value)) ?? null);
    }
  }
  problems.throwIfAny();
  return next;
}

const checked: Record<keyof CompanyDetails, (value: string) => string> = {
  legalName: (value) => nameText(value, { label: "The legal name", min: 2, max: 200, path: ["legalName"] }),
  website: (value) => webAddress(value, "The website", ["website"]),
  country: (value) => countryCode(value, ["country"]),
  contactEmail: (value) => writtenEmail(value, ["contactEmail"]),
};
