import { describe, expect, it } from "@jest/globals";
import { provableDomain, txtRecordOf } from "../../src/domain/partner/domain-proof.js";
import { ada, bob, company, later, mallory, now } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const further = { domain: "acme.test", challenge: "c1" };
const own = { domain: "acme.example", challenge: "c2" };
const seconds = (count: number) => new Date(now.getTime() + count * 1000);
const days = (count: number) => seconds(count * 24 * 3_600);
const published = { texts: ["v=spf1 -all", " portico-domain=c1 "], isTaken: false };

/** Ada is its ADMIN, Bob a member; the proof of a further domain has begun. */
function begun() {
  const partner = company(ada, bob);
  const by = partner.member(ada.id);
  const proof = partner.beginDomainProof(by, further, now);
  return { partner, by, proof };
}

describe("R4 a domain that can be proven", () => {
  it("is in lower case and ASCII form", () => {
    expect(provableDomain(" Bücher.Example ", () => false)).toBe("xn--bcher-kva.example");
  });

  it.each([
    "",
    "acme",
    "a b.example",
    "x@acme.example",
    "acme.example/x",
    "127.0.0.1",
    "_dmarc.acme.example",
  ])("is not %p", (text) => expectRefused(() => provableDomain(text, () => false), "INVALID"));

  it("is nobody's who is everybody", () => {
    expectRefused(
      () => provableDomain("gmail.com", (domain) => domain === "gmail.com"),
      "NOT_A_COMPANY_DOMAIN",
    );
  });
});

describe("R38 the proof of a domain", () => {
  it("begins with a record to publish, which stays the same", () => {
    const { partner, by, proof } = begun();
    const record = { name: "_portico-challenge.acme.test", value: "portico-domain=c1" };
    expect(txtRecordOf(proof)).toEqual(record);
    expect(partner.events.take()).toContainEqual({
      type: "DomainProofBegun",
      partnerId: partner.id,
      domain: "acme.test",
    });
    expect(partner.beginDomainProof(by, { ...further, challenge: "other" }, later)).toEqual(proof);
    expect(partner.events.take()).toEqual([]);
    expect(partner.state.domains).toEqual(["acme.example"]);
  });

  it("is an ADMIN's, of that company alone", () => {
    const { partner } = begun();
    for (const [by, code] of [
      [partner.member(bob.id), "NOT_AN_ADMIN"],
      [mallory, "NOT_FOUND"],
    ] as const) {
      expectRefused(() => partner.beginDomainProof(by, own, now), code);
      expectRefused(() => partner.lookUpDomain(by, "acme.test", now), code);
      expectRefused(() => partner.proveDomain(by, "acme.test", published, now), code);
    }
  });

  it("makes a further domain the company's", () => {
    const { partner, by } = begun();
    partner.events.take();
    partner.proveDomain(by, "acme.test", published, later);
    expect(partner.state).toMatchObject({
      domains: ["acme.example", "acme.test"],
      domainProofs: [{ domain: "acme.test", provenAt: later }],
      updatedAt: later,
    });
    expect(partner.events.take()).toEqual([
      { type: "DomainProven", partnerId: partner.id, domain: "acme.test", isNew: true },
    ]);
  });

  it("of a domain that it has adds none", () => {
    const { partner, by } = begun();
    partner.beginDomainProof(by, own, now);
    partner.events.take();
    partner.proveDomain(by, "acme.example", { texts: ["portico-domain=c2"], isTaken: false }, later);
    expect(partner.state.domains).toEqual(["acme.example"]);
    expect(partner.events.take()).toMatchObject([{ type: "DomainProven", isNew: false }]);
  });

  it("is there once: again changes nothing, and there is nothing to look up", () => {
    const { partner, by } = begun();
    const proof = partner.proveDomain(by, "acme.test", published, later);
    const { state } = partner;
    partner.events.take();
    expect(partner.lookUpDomain(by, "acme.test", days(100))).toBeNull();
    expect(partner.beginDomainProof(by, further, days(100))).toBe(proof);
    expect(partner.proveDomain(by, "acme.test", { texts: [], isTaken: true }, days(100))).toBe(proof);
    expect(partner.state).toBe(state);
    expect(partner.events.take()).toEqual([]);
  });

  it.each([[[]], [["portico-domain=c2"]], [["c1"]], [["portico-domain=c1 or so"]]])(
    "is none with the texts %j",
    (texts) => {
      const { partner, by } = begun();
      // Whether it is taken is not told either.
      for (const isTaken of [false, true]) {
        expectRefused(
          () => partner.proveDomain(by, "acme.test", { texts, isTaken }, now),
          "DOMAIN_NOT_PROVEN",
        );
      }
      expect(partner.state.domains).toEqual(["acme.example"]);
    },
  );

  it("R5 takes no domain from another company", () => {
    const { partner, by } = begun();
    const evidence = { ...published, isTaken: true };
    expectRefused(() => partner.proveDomain(by, "acme.test", evidence, now), "DOMAIN_TAKEN");
    expect(partner.state.domains).toEqual(["acme.example"]);
  });

  it("cannot be had without a record that was given", () => {
    const { partner, by } = begun();
    expectRefused(() => partner.proveDomain(by, "other.test", published, now), "NOT_FOUND");
  });

  it("looks for the record once a minute", () => {
    const { partner, by } = begun();
    expect(partner.lookUpDomain(by, "other.test", now)).toBeNull();
    expect(partner.lookUpDomain(by, "acme.test", now)).toMatchObject({ lookedUpAt: now });
    expectRefused(() => partner.lookUpDomain(by, "acme.test", seconds(59)), "LIMIT_REACHED");
    expect(partner.lookUpDomain(by, "acme.test", seconds(60))).toMatchObject({ lookedUpAt: seconds(60) });
  });

  it("is good for seven days, and for ten domains at a time", () => {
    const { partner, by } = begun();
    partner.proveDomain(by, "acme.test", published, now);
    const begin = (index: number, at: Date) =>
      partner.beginDomainProof(by, { domain: `${index}.test`, challenge: `c${index}` }, at);
    for (let index = 0; index < 10; index += 1) begin(index, now);
    expectRefused(() => begin(10, days(6)), "LIMIT_REACHED");
    expect(partner.lookUpDomain(by, "0.test", days(7))).toBeNull();
    begin(10, days(7));
    expect(partner.state.domainProofs.map(({ domain }) => domain)).toEqual(["acme.test", "10.test"]);
  });
});
