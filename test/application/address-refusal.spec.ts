import { describe, expect, it } from "@jest/globals";
import { addressRefusal } from "../../src/application/developer/address-refusal.js";

describe("R4 before anybody signs up", () => {
  const refusal = addressRefusal((domain) => domain === "mail.example");

  it.each([
    ["ada@mail.example", "NOT_A_COMPANY_DOMAIN"],
    ["jörg@acme.example", "INVALID"],
    ["ada@localhost", "INVALID"],
    ["ada@acme.example", undefined],
  ])("%s is told %s", (email, code) => {
    expect(refusal(email)?.code).toBe(code);
  });

  it("a list that cannot be read is no refusal of the address", () => {
    const broken = addressRefusal(() => {
      throw new Error("no list");
    });
    expect(() => broken("ada@acme.example")).toThrow("no list");
  });
});
