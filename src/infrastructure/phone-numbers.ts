import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/core";
import plans from "libphonenumber-js/max/metadata";
import type { ReadPhoneNumber } from "../domain/developer/phone-number.js";

/** By the numbering plans of Google's libphonenumber; an extension is no part of E.164. */
export const readPhoneNumber: ReadPhoneNumber = (text, country) => {
  const options = { extract: false, ...(hasPlan(country) && { defaultCountry: country }) };
  const found = parsePhoneNumberFromString(text, options, plans);
  return found?.isValid() && !found.ext ? found.number : null;
};

function hasPlan(country: string | null): country is CountryCode {
  return country !== null && Object.hasOwn(plans.countries, country);
}
