import { describe, expect, it } from "@jest/globals";
import { nameKeys } from "../../src/domain/name-keys.js";
import { prototypes } from "../../src/infrastructure/confusables.js";

function areSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((name) => nameKeys(name, prototypes));
  return first?.folded === second?.folded || first?.skeleton === second?.skeleton;
}

describe("R11 two names are the same", () => {
  it.each([
    ["case", "Ledger", "LEDGER"],
    ["outer space", "Ledger", " Ledger "],
    ["inner space", "My Ledger", "My  Ledger"],
    ["full case folding", "Straße", "STRASSE"],
    ["the sigma at a word's end", "ΟΔΟΣ", "οδος"],
    ["case alone, where it looks different", "PAYPAI", "paypai"],
    ["composition", "Zoë", "Zoe\u0308"],
    ["width", "Ledger", "Ｌｅｄｇｅｒ"],
    ["ligatures", "Office", "Oﬃce"],
    ["Cyrillic letters", "Scope", "Ѕсоре"],
    ["Cyrillic letters, and case", "SCOPE", "Ѕсоре"],
    ["Greek letters", "Kappa", "Καppa"],
    ["a capital I for a small l", "Paypal", "PaypaI"],
    ["a digit for a letter", "Ledger O", "Ledger 0"],
    ["two letters for one", "Modern", "Modem"],
    ["mathematical letters", "Ledger", "𝐋𝐞𝐝𝐠𝐞𝐫"],
    ["another dash", "e-Banking", "e‐Banking"],
    ["what nobody sees", "می‌خواهم", "میخواهم"],
  ])("ignoring %s", (_, one, other) => {
    expect(areSame(one, other)).toBe(true);
  });

  it.each([
    ["Ledger", "Ledger 2"],
    ["Ledger", "Ledgers"],
    ["Scope", "Ѕсоре 2"],
    ["Журнал", "Журналы"],
    ["Resume", "Résumé"],
  ])("but %s and %s are not", (one, other) => {
    expect(areSame(one, other)).toBe(false);
  });
});
