import { describe, expect, it } from "@jest/globals";
import { GraphQLCountryCode } from "graphql-scalars";
import { countryCode, countryCodes } from "../../src/domain/partner/country-code.js";
import { expectRefused, problemsOf } from "../support/given.js";

const path = ["country"];

describe("R6 a country", () => {
  it("is one of the 249 codes of ISO 3166-1, which the API can answer", () => {
    expect(countryCodes.size).toBe(249);
    for (const code of countryCodes)
      expect(GraphQLCountryCode.parseValue(countryCode(code, path))).toBe(code);
  });

  it.each(["nl", " NL", "nL\n", "\u00a0NL "])("is kept in capitals, without blanks around it: %j", (text) => {
    expect(countryCode(text, path)).toBe("NL");
  });

  it.each(["", "  ", "N", "NLD", "N L", "ZZ", "XK", "UK", "EU", "\ufb01", "ΝL", "nl-NL"])(
    "is refused: %j",
    (text) => {
      expectRefused(() => countryCode(text, path), "INVALID");
    },
  );

  it.each([
    ["Netherlands", "NL for Netherlands"],
    [" germany ", "DE for Germany"],
    ["Holland", "NL for the Netherlands"],
    ["uk", "GB for United Kingdom"],
  ])("by its name is refused with what to write instead: %s", (text, example) => {
    const message = `Write the country as its two-letter code (ISO 3166-1), such as ${example}.`;
    expect(problemsOf(() => countryCode(text, path))).toEqual([{ code: "INVALID", message, path }]);
  });
});
