import { describe, expect, it } from "@jest/globals";
import { InMemoryPortico } from "../support/in-memory-portico.js";

async function started() {
  const portico = new InMemoryPortico();
  const ada = await portico.joins("ada@acme.example");
  const eve = await portico.joins("eve@other.example");
  const prove = (domain: string, by = ada) => portico.commands.proveDomain(by, { domain });
  const publish = async (domain: string, by = ada) => {
    const { record } = await prove(domain, by);
    portico.txtRecords.set(record.name, ["v=spf1 -all", record.value]);
  };
  const domainsOf = ({ partnerId } = ada) => portico.store.partners.get(partnerId ?? "")?.domains;
  const minutes = (count: number) => {
    portico.now = new Date(portico.now.getTime() + count * 60_000);
  };
  return { portico, ada, eve, prove, publish, domainsOf, minutes };
}

describe("R38 an ADMIN proves a domain", () => {
  it("by the record that the first call gives and the next finds", async () => {
    const { portico, prove, publish, domainsOf } = await started();
    await publish("Acme.Test");
    expect(portico.lookUps).toEqual([]);
    await prove("acme.test");
    expect(portico.lookUps).toEqual(["_portico-challenge.acme.test"]);
    expect(domainsOf()).toEqual(["acme.example", "acme.test"]);
    expect(portico.trail.slice(-2)).toEqual(["DOMAIN_PROOF_BEGUN", "DOMAIN_PROVEN"]);
  });

  it("and whoever signs up there is of the same company", async () => {
    const { portico, ada, prove, publish } = await started();
    await publish("acme.test");
    await prove("acme.test");
    expect((await portico.signsIn("bob@acme.test")).partnerId).toBe(ada.partnerId);
  });

  it("and nothing is looked up once it is proven", async () => {
    const { portico, prove, publish, minutes } = await started();
    await publish("acme.test");
    const { record } = await prove("acme.test");
    minutes(5);
    expect((await prove("acme.test")).record).toEqual(record);
    expect(portico.lookUps).toHaveLength(1);
  });

  it("and is told which record is missing; DNS is asked once a minute, however often they ask", async () => {
    const { portico, prove, domainsOf, minutes } = await started();
    const { record } = await prove("acme.test");
    await expect(prove("acme.test")).rejects.toThrow("DOMAIN_NOT_PROVEN");
    const again = await Promise.allSettled(Array.from({ length: 5 }, () => prove("acme.test")));
    expect(again.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
    await expect(prove("acme.test")).rejects.toThrow("LIMIT_REACHED");
    expect(portico.lookUps).toHaveLength(1);
    minutes(1);
    portico.txtRecords.set(record.name, [record.value]);
    await prove("acme.test");
    expect(domainsOf()).toContain("acme.test");
  });

  it("R5 and learns whether another company has it only once it is proven", async () => {
    const { prove, publish, domainsOf, eve, minutes } = await started();
    const free = await prove("free.example");
    const taken = await prove("other.example");
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    await expect(prove("free.example")).rejects.toThrow("DOMAIN_NOT_PROVEN");
    await expect(prove("other.example")).rejects.toThrow("DOMAIN_NOT_PROVEN");
    minutes(1);
    await publish("third.example", eve);
    await prove("third.example", eve);
    await publish("third.example");
    await expect(prove("third.example")).rejects.toThrow("DOMAIN_TAKEN");
    expect(domainsOf()).toEqual(["acme.example"]);
    expect(domainsOf(eve)).toEqual(["other.example", "third.example"]);
  });

  it("R4 but none that is anybody's", async () => {
    const { portico, prove } = await started();
    await expect(prove("gmail.com")).rejects.toThrow("NOT_A_COMPANY_DOMAIN");
    expect(portico.lookUps).toEqual([]);
  });
});
