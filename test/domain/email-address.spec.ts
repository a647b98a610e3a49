import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { GraphQLEmailAddress } from "graphql-scalars";
import { changedCompanyDetails, noCompanyDetails } from "../../src/domain/partner/company-details.js";
import { emailAddress, isEmailAddress, writtenEmail } from "../../src/domain/partner/email-address.js";
import { emailDomain, normalizedEmail } from "../../src/domain/partner/email-domain.js";
import { expectRefused } from "../support/given.js";

const domainOf = (length: number) => `${`${"a".repeat(63)}.`.repeat(4).slice(0, length - 8)}.example`;

describe("R2 one grammar of addresses", () => {
  it.each([
    ["Ada.Byron@ACME.example", "Ada.Byron@acme.example"],
    ["o'neill+x@acme.example", "o'neill+x@acme.example"],
    ["!#$%&*/=?^_`{|}~-@acme.example", "!#$%&*/=?^_`{|}~-@acme.example"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["ada@xn--BCHER-kva.example", "ada@xn--bcher-kva.example"],
    ["ada@例え。テスト", "ada@xn--r8jz45g.xn--zckzah"],
    ["ada@1.2.3.example", "ada@1.2.3.example"],
    [`${"x".repeat(64)}@acme.example`, `${"x".repeat(64)}@acme.example`],
  ])("takes %s", (text, written) => {
    expect(isEmailAddress(text)).toBe(true);
    expect(writtenEmail(text)).toBe(written);
  });

  it.each([
    ["x@evil.example@acme.example", "two domains"],
    ["<script>@acme.example", "markup"],
    ["ada,eve@acme.example", "two mailboxes"],
    ['"a@b"@acme.example', "a quoted local part"],
    ['"ada"@acme.example', "a quoted local part that need not be"],
    ["ada(x)@acme.example", "a comment"],
    ["Ada <ada@acme.example>", "a display name"],
    ["ada@127.1", "a short spelling of a network address"],
    ["ada@127.0.0.1", "a network address"],
    ["ada@0x7f.1", "a hexadecimal one"],
    ["ada@acme.0x7f", "a domain that ends with a number"],
    ["ada@[1.2.3.4]", "an address literal"],
    ["ada@[IPv6:::1]", "another one"],
    ["ada@localhost", "a domain of one label"],
    ["ada@acme.example.", "a domain with its root"],
    ["ada@.acme.example", "an empty label"],
    ["ada@acme..example", "an empty label within"],
    ["ada@-acme.example", "a label that begins with a hyphen"],
    ["ada@acme-.example", "a label that ends with a hyphen"],
    ["ada@a_b.example", "an underscore in the domain"],
    ["ada@acme.example/x", "a path"],
    ["ada@acme.example\\x", "a path of another kind"],
    ["ada@acme.example:25", "a port"],
    ["ada@acme.example?x", "a query"],
    ["ada@%61cme.example", "an escape in the domain"],
    ["ada@ac\u00adme.example", "an unseen character in the domain"],
    ["ada@ac\u200bme.example", "another one"],
    ["ada@ acme.example", "a space within"],
    ["ada\n@acme.example", "a line break"],
    ["ada@acme\n.example", "a line break in the domain"],
    ["ada\u0000@acme.example", "NUL"],
    ["ada@acme.example\r\nBcc: eve@acme.example", "a header"],
    ["jörg@acme.example", "a local part that is not ASCII"],
    [".ada@acme.example", "a dot at the beginning"],
    ["ada.@acme.example", "a dot at the end"],
    ["ada..b@acme.example", "two dots in a row"],
    ["+tag@acme.example", "a tag of no mailbox"],
    ["ada.+tag@acme.example", "a tag of a mailbox that is none"],
    ["@acme.example", "no local part"],
    ["ada@", "no domain"],
    ["acme.example", "no @"],
    ["", "nothing"],
    [`${"x".repeat(65)}@acme.example`, "a local part that is too long"],
    [`ada@${"x".repeat(64)}.example`, "a label that is too long"],
    [`ada@${domainOf(251)}`, "an address that is too long"],
    [`ada@${"ü".repeat(60)}.example`, "a label that is too long in ASCII"],
  ])("refuses %j: %s", (text) => {
    expect(isEmailAddress(text)).toBe(false);
    for (const door of [emailAddress, emailDomain, normalizedEmail])
      expectRefused(() => door(text), "INVALID");
    const details = () => changedCompanyDetails(noCompanyDetails, { contactEmail: text });
    expectRefused(details, "INVALID");
  });

  it("counts 254 characters, and no blanks around them", () => {
    const text = `ada@${domainOf(250)}`;
    expect(text).toHaveLength(254);
    for (const typed of [`  ${text} `, `\t${text}\r\n`, `\u00a0${text}\ufeff`])
      expect(writtenEmail(typed)).toBe(text);
  });

  it("takes nothing that the API could not answer, and gives what it takes again unchanged", () => {
    const pieces = fc.constantFrom(..."aZ9.-_+@<>\"'()[]:%\\/ü。 \n\u00ad", "example", "xn--", "127");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = `a${parts.join("")}@b${parts.join("")}.example`;
        for (const each of [text, `${parts.join("")}@acme.example`, `ada@${parts.join("")}`]) {
          if (!isEmailAddress(each)) continue;
          const written = writtenEmail(each);
          expect(GraphQLEmailAddress.parseValue(written)).toBe(written);
          expect(writtenEmail(written)).toBe(written);
          expect(normalizedEmail(normalizedEmail(each))).toBe(normalizedEmail(each));
        }
      }),
    );
  });
});
