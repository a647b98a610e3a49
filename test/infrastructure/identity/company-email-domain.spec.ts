import { describe, expect, it } from "@jest/globals";
import { createCompanyDomains } from "../../../src/infrastructure/identity/company-email-domain.js";

const domains = createCompanyDomains();

describe("R4 public and disposable mail domains are told from company domains", () => {
  it.each([
    ["gmail.com", "a large provider"],
    ["web.de", "a national one"],
    ["GMail.com", "whatever its case"],
    ["mailinator.com", "a disposable one"],
    ["someone.33mail.com", "a sub-domain of a service that hands them out"],
    ["xn--mll-hoa.email", "one that the list names in Unicode"],
    ["tuta.com", "one that only our own list knows"],
    ["duck.com", "a forwarding one"],
  ])("%s is public: %s", (domain) => {
    expect(domains.isPublic(domain)).toBe(true);
  });

  it.each(["acme-bank.example", "jpmorgan.com", "deutsche-bank.de", "ing.com", "stripe.com", "temenos.com"])(
    "%s is a company's",
    (domain) => {
      expect(domains.isPublic(domain)).toBe(false);
    },
  );

  it.each(["mail.gmail.com", "notgmail.com", "com", ""])(
    "%s is not on the lists: domains are compared whole (R2)",
    (domain) => {
      expect(domains.isPublic(domain)).toBe(false);
    },
  );
});
