import { describe, expect, it } from "@jest/globals";
import { Developer } from "../../src/domain/developer/developer.js";
import { emptyProfile } from "../../src/domain/developer/profile.js";
import { Partner } from "../../src/domain/partner/partner.js";
import {
  missingRequirements,
  type RegistrationFacts,
  type RegistrationRequirement,
} from "../../src/domain/partner/registration-requirements.js";
import { acme, company, developer, mallory, now, terms } from "../support/domain.js";
import { expectRefused, problemsOf } from "../support/given.js";

const details = {
  legalName: "Acme",
  website: "https://acme.example",
  country: "NL",
  contactEmail: "it@acme.example",
};

describe("R6 company details", () => {
  const founder = developer("dev_1");
  const colleague = developer("dev_2");

  it("may be entered by any member while incomplete", () => {
    const partner = Partner.found("prt_1", founder, now);
    partner.join(colleague, now);
    partner.updateCompanyDetails(partner.member("dev_2"), { legalName: "Acme" }, now);
    partner.updateCompanyDetails(partner.member("dev_2"), details, now);
    expect(partner.state.details).toEqual(details);
  });

  it("may be changed by an ADMIN alone once complete", () => {
    const partner = company(founder, colleague);
    expectRefused(
      () => partner.updateCompanyDetails(partner.member("dev_2"), { country: "BE" }, now),
      "NOT_AN_ADMIN",
    );
    partner.updateCompanyDetails(partner.member("dev_1"), { country: "BE" }, now);
    expect(partner.state.details.country).toBe("BE");
    expect(partner.events.take()).toEqual([{ type: "CompanyDetailsUpdated", partnerId: partner.id }]);
  });

  it("may be emptied again while incomplete", () => {
    const partner = Partner.found("prt_1", founder, now);
    const contactEmail = "it@acme.example";
    partner.updateCompanyDetails(partner.member("dev_1"), { country: "NL", contactEmail }, now);
    partner.updateCompanyDetails(partner.member("dev_1"), { country: null }, now);
    expect(partner.state.details).toMatchObject({ country: null, contactEmail });
  });

  it("stay complete once complete, and report every problem at once", () => {
    const partner = company(founder);
    const by = partner.member("dev_1");
    const changes = { legalName: null, website: "acme.example", country: "Netherlands", contactEmail: "x" };
    const problems = problemsOf(() => partner.updateCompanyDetails(by, changes, now));
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ["INVALID", ["legalName"]],
      ["INVALID", ["website"]],
      ["INVALID", ["country"]],
      ["INVALID", ["contactEmail"]],
    ]);
    expect(partner.state.details.legalName).toBe("Acme Ltd");
  });

  it("are kept without blanks around them, the country in capitals", () => {
    const partner = company(founder);
    const typed = {
      legalName: " Acme ",
      website: " https://acme.example\n",
      country: " nl ",
      contactEmail: "it@acme.example ",
    };
    partner.updateCompanyDetails(partner.member("dev_1"), typed, now);
    expect(partner.state.details).toEqual(details);
  });

  it("of another company do not exist for a stranger", () => {
    expectRefused(() => acme.updateCompanyDetails(mallory, details, now), "NOT_FOUND");
  });

  it("that do not change leave no event", () => {
    const partner = company(founder);
    partner.updateCompanyDetails(partner.member("dev_1"), { country: "NL" }, now);
    expect(partner.events.take()).toEqual([]);
  });
});

describe("R10 registering needs everything, and what is missing is reported all at once", () => {
  it("for a newcomer: profile, terms and company", () => {
    const newcomer = Developer.admit("dev_1", "ada@acme.example", now);
    const partner = Partner.found("prt_1", newcomer, now);
    const missing = ["COMPLETE_PROFILE", "CURRENT_TERMS", "COMPLETE_COMPANY"];
    expect(() => partner.readyMember(newcomer, terms)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: "NOT_READY_TO_REGISTER", detail: { missing } })],
      }),
    );
  });

  it.each<[RegistrationRequirement[], Partial<RegistrationFacts>]>([
    [[], {}],
    [[], { currentTerms: null, termsAcceptance: null }],
    [["VERIFIED_EMAIL"], { isMember: false }],
    [["COMPLETE_PROFILE"], { profile: emptyProfile }],
    [["CURRENT_TERMS"], { termsAcceptance: null }],
    [["COMPLETE_COMPANY"], { company: null }],
    [["COMPLETE_COMPANY"], { company: { ...details, country: null } }],
  ])("%j", (missing, changes) => {
    const { profile, termsAcceptance } = developer("dev_1").state;
    const facts = { isMember: true, profile, termsAcceptance, currentTerms: terms, company: details };
    expect(missingRequirements({ ...facts, ...changes })).toEqual(missing);
  });

  it("again, when new terms are published", () => {
    const founder = developer("dev_1");
    const newTerms = { ...terms, version: "2" };
    expect(() => company(founder).readyMember(founder, newTerms)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ detail: { missing: ["CURRENT_TERMS"] } })],
      }),
    );
  });

  it("and nothing more", () => {
    const founder = developer("dev_1");
    expect(company(founder).readyMember(founder, terms)).toMatchObject({
      isReady: true,
      developerId: "dev_1",
    });
  });

  it("terms can be accepted in their current version only", () => {
    expectRefused(() => developer("dev_1").acceptTerms("0", terms, now), "TERMS_OUTDATED");
  });
});
