import { expect, it } from "@jest/globals";
import { readPhoneNumber } from "../../src/infrastructure/phone-numbers.js";

it.each<[string, string | null, string]>([
  ["+31201234567", null, "+31201234567"],
  ["+31 (0)20 123 45 67", null, "+31201234567"],
  ["+31-20-123.45.67", "DE", "+31201234567"],
  ["+１２０２５５５０１２３", null, "+12025550123"],
  ["020 123 4567", "NL", "+31201234567"],
  ["0031 20 1234567", "NL", "+31201234567"],
  ["06 1234 5678", "IT", "+390612345678"],
  ["(202) 555-0123", "US", "+12025550123"],
])("%j in %s is %s", (text, country, number) => {
  expect(readPhoneNumber(text, country)).toBe(number);
});

it.each<[string, string | null, string]>([
  ["020 123 4567", null, "of no country"],
  ["020 123 4567", "AQ", "of a country without a numbering plan"],
  ["12345", "NL", "too short"],
  ["+31 20 123 4567 89", null, "too long"],
  ["+15555555555", null, "of no area"],
  ["+999123456", null, "of no country code"],
  ["+31201234567 ext. 12", null, "with an extension"],
  ["+31 20 1234567, +31 20 7654321", null, "two of them"],
  ["call +31201234567", null, "within a sentence"],
  ["tel:+31201234567", null, "a link"],
  ["112", "NL", "an emergency number"],
  ["", "NL", "nothing"],
])("%j in %s is none: %s", (text, country) => {
  expect(readPhoneNumber(text, country)).toBeNull();
});
