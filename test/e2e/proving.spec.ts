import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

const texts = new Map<string, string[]>();
const lookUps: string[] = [];
let story: Story;
let ada: Person;
let olga: Person;

beforeAll(async () => {
  story = await startStory({
    settings: { OPERATOR_EMAILS: "olga@bank.example" },
    texts: async (name) => {
      lookUps.push(name);
      return texts.get(name) ?? [];
    },
  });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@proving.example");
  await ada.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.production),
  });
});

afterAll(() => story.stop());

const selection = "partner { domains domainsProven } recordName recordValue";
const prove = (domain: string) => ada.mutate("proveDomain", { domain }, selection);

/** What operators see of the applicant. */
async function applicant() {
  const query = "{ accessRequests { edges { node { partner { domains domainsProven } } } } }";
  return (await olga.data(query)).accessRequests.edges[0].node.partner;
}

it("R38 a company proves its own domain and a further one, and operators see it with its requests", async () => {
  expect(await applicant()).toEqual({ domains: ["proving.example"], domainsProven: [] });
  for (const domain of ["proving.example", "further.example"]) {
    const begun = await prove(domain);
    expect(begun).toMatchObject({
      partner: { domainsProven: domain === "further.example" ? ["proving.example"] : [] },
      recordName: `_portico-challenge.${domain}`,
      recordValue: expect.stringMatching(/^portico-domain=[\w-]{32}$/),
    });
    texts.set(begun.recordName, ["v=spf1 -all", begun.recordValue]);
    const proven = await prove(domain);
    expect(proven.partner.domainsProven).toContain(domain);
  }
  const both = ["further.example", "proving.example"];
  expect(await applicant()).toEqual({ domains: both, domainsProven: both });
  const bob = await story.signUp("bob@further.example");
  expect((await bob.data("{ me { partner { domainsProven } } }")).me.partner).toEqual({
    domainsProven: both,
  });
  const { me } = await ada.data("{ me { partner { activity(first: 10) { edges { node { summary } } } } } }");
  const summaries = me.partner.activity.edges.map(({ node }: { node: { summary: string } }) => node.summary);
  expect(summaries).toContain("proved the domain further.example, which is the company's from now on");
});

it("R38 a record that is not there proves nothing, and the answer says which it is", async () => {
  const { recordName, recordValue } = await prove("missing.example");
  const { partner, userErrors } = await ada.tryTo("proveDomain", { domain: "missing.example" }, selection);
  expect(partner).toBeNull();
  expect(userErrors).toMatchObject([{ code: "DOMAIN_NOT_PROVEN", path: ["domain"] }]);
  expect(userErrors[0].message).toContain(`${recordName} with the text ${recordValue}`);
  expect((await applicant()).domainsProven).not.toContain("missing.example");
});

it("R38 what is to be published is told to ADMINs, and to nobody else, until the domain is proven", async () => {
  const query = "{ me { partner { domainProofs { domain recordName recordValue expiresAt lookedUpAt } } } }";
  const open = async (by: Person) => (await by.data(query)).me.partner.domainProofs;
  const { recordName, recordValue } = await prove("open.example");
  const proof = (await open(ada)).find(({ domain }: Json) => domain === "open.example");
  expect(proof).toMatchObject({ recordName, recordValue, lookedUpAt: null });
  const days = (Date.parse(proof.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);
  const eve = await story.signUp("eve@proving.example");
  expect(await open(eve)).toEqual([]);
  await ada.tryTo("proveDomain", { domain: "open.example" }, selection);
  const looked = (await open(ada)).find(({ domain }: Json) => domain === "open.example");
  expect(looked.lookedUpAt).not.toBeNull();
  texts.set(recordName, [recordValue]);
  await story.services.pool.query("update domain_proof set looked_up_at = null");
  await prove("open.example");
  expect((await open(ada)).map(({ domain }: Json) => domain)).not.toContain("open.example");
});

it("R38 the same request with the same Idempotency-Key is carried out once", async () => {
  const { recordName, recordValue } = await prove("repeated.example");
  texts.set(recordName, [recordValue]);
  const query = `mutation ($input: ProveDomainInput!) { proveDomain(input: $input) { ${selection} userErrors { code } } }`;
  const send = async () => {
    const input = { domain: "repeated.example" };
    const response = await ada.raw(query, { input }, { "idempotency-key": "proof-of-repeated" });
    return (await response.json()) as { data: { proveDomain: object } };
  };
  const first = await send();
  expect(first.data.proveDomain).toMatchObject({ userErrors: [], recordName });
  expect((await send()).data).toEqual(first.data);
  expect(lookUps.filter((name) => name === recordName)).toHaveLength(1);
});
