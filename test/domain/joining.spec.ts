import { describe, expect, it } from "@jest/globals";
import { Developer } from "../../src/domain/developer/developer.js";
import { companyDomain } from "../../src/domain/partner/company-domain.js";
import { emailDomain, normalizedEmail } from "../../src/domain/partner/email-domain.js";
import { Partner } from "../../src/domain/partner/partner.js";
import { now } from "../support/domain.js";
import { expectRefused, problemsOf } from "../support/given.js";

const founder = Developer.admit("dev_1", "ada@acme.example", now);
const colleague = Developer.admit("dev_2", "bob@acme.example", now);

describe("R2 a developer belongs to the one partner that holds the domain of their address", () => {
  it.each([
    ["Ada@ACME.Example", "acme.example"],
    ["ada@bücher.example", "xn--bcher-kva.example"],
    ["ada@BÜCHER.example", "xn--bcher-kva.example"],
    ["ada@mail.acme.example", "mail.acme.example"],
    ["ada@acme.example ", "acme.example"],
  ])("compares %s in lower case and ASCII form", (email, domain) => {
    expect(emailDomain(email)).toBe(domain);
  });

  it("compares whole addresses ignoring case", () => {
    expect(normalizedEmail("  Ada.B@ACME.example ")).toBe("ada.b@acme.example");
    expect(normalizedEmail("ada@BÜCHER.example")).toBe("ada@xn--bcher-kva.example");
  });

  it("takes every sub-address for its mailbox", () => {
    for (const email of ["ada+portico@acme.example", "Ada+@acme.example", "ada+a+b@acme.example"]) {
      expect(normalizedEmail(email)).toBe("ada@acme.example");
    }
  });

  it("takes a sub-domain for another domain", () => {
    const partner = Partner.found("prt_1", founder, now);
    const stranger = Developer.admit("dev_3", "eve@mail.acme.example", now);
    expectRefused(() => partner.join(stranger, now), "NOT_A_MEMBER");
  });
});

describe("R4 an address that anybody can get is no company's", () => {
  const isPublic = (domain: string) => domain === "mail.example";

  it("and is refused, however it is written", () => {
    for (const email of ["ada@mail.example", " Ada@MAIL.Example "]) {
      expect(problemsOf(() => companyDomain(email, isPublic))).toEqual([
        {
          code: "NOT_A_COMPANY_DOMAIN",
          message:
            "mail.example is open to anybody, so it is no company's; please use your company's e-mail address.",
          path: ["email"],
        },
      ]);
    }
  });

  it("while any other founds or joins the partner of its domain", () => {
    expect(companyDomain("Ada@bücher.example", isPublic)).toBe("xn--bcher-kva.example");
    expect(companyDomain("ada@eu.mail.example", isPublic)).toBe("eu.mail.example");
  });

  it("and one that no mail system would take is neither", () => {
    expectRefused(() => companyDomain("ada", isPublic), "INVALID");
    expectRefused(() => companyDomain("@acme.example", isPublic), "INVALID");
  });
});

describe("R3 the first developer of a domain founds the partner", () => {
  it("as its ADMIN", () => {
    const partner = Partner.found("prt_1", founder, now);
    expect(partner.state.domains).toEqual(["acme.example"]);
    expect(partner.member("dev_1").role).toBe("ADMIN");
    expect(partner.events.take().map(({ type }) => type)).toEqual(["PartnerFounded"]);
  });

  it("and later ones join as MEMBER, once", () => {
    const partner = Partner.found("prt_1", founder, now);
    partner.events.take();
    partner.join(colleague, now);
    partner.join(colleague, now);
    expect(partner.member("dev_2").role).toBe("MEMBER");
    expect(partner.state.members).toHaveLength(2);
    expect(partner.events.take().map(({ type }) => type)).toEqual(["MemberJoined"]);
  });
});
