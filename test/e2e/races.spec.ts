import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { type Person, type Story, startStory } from "../support/story.js";

const rounds = Array.from({ length: 10 }, (_, index) => index + 1);

let story: Story;
beforeAll(async () => {
  story = await startStory();
}, 60_000);
afterAll(() => story.stop());

describe("R5 when two developers of a new domain arrive at the same moment", () => {
  const partner = "partner { id domains members { totalCount edges { node { role developer { email } } } } }";
  const pairs: [Person, Person][] = [];

  beforeAll(async () => {
    const pairOf = (round: number) =>
      Promise.all([story.signUp(`ada@race-${round}.example`), story.signUp(`bob@race-${round}.example`)]);
    pairs.push(...(await Promise.all(rounds.map(pairOf))));
  });

  it.each(rounds)("they share one partner, one as ADMIN and one as MEMBER (round %i)", async (round) => {
    const pair = pairs[round - 1] as [Person, Person];
    const answers = await Promise.all(pair.map((person) => person.data("{ me { role partner { id } } }")));
    expect(new Set(answers.map(({ me }) => me.partner.id)).size).toBe(1);
    expect(answers.map(({ me }) => me.role).sort()).toEqual(["ADMIN", "MEMBER"]);

    const { members, domains } = (await pair[0].data(`{ me { ${partner} } }`)).me.partner;
    expect(domains).toEqual([`race-${round}.example`]);
    expect(members.totalCount).toBe(2);
    expect(members.edges.map(({ node }: Json) => node.role).sort()).toEqual(["ADMIN", "MEMBER"]);
  });

  it("no domain is held twice and no partner is left without members", async () => {
    const { rows } = await story.services.pool.query(
      `select count(*)::int as partners, count(distinct domain)::int as domains
         from partner left join partner_domain on partner_domain.partner_id = partner.id`,
    );
    expect(rows).toEqual([{ partners: rounds.length, domains: rounds.length }]);
  });
});

it("R2 R3 one developer whose first requests arrive together comes into being once", async () => {
  const ada = await story.signUp("ada@many-tabs.example");
  const answers = await Promise.all(Array.from({ length: 8 }, () => ada.data("{ me { id role } }")));
  expect(new Set(answers.map(({ me }) => me.id)).size).toBe(1);
  expect(answers.every(({ me }) => me.role === "ADMIN")).toBe(true);
});

describe("R11 when five registrations of one name arrive at the same moment", () => {
  const colleagues: Person[] = [];

  beforeAll(async () => {
    const names = ["ada", "bob", "cyd", "dan", "eve"];
    const people = await Promise.all(names.map((name) => story.signUp(`${name}@names.example`)));
    for (const person of people) colleagues.push(await person.completes());
  });

  it.each(rounds)("exactly one succeeds and the others are told NAME_TAKEN (round %i)", async (round) => {
    const { catalogue } = story;
    const spellings = ["Ledger", "ledger", "LEDGER", " Ledger ", "leDGer"];
    const payloads = await Promise.all(
      colleagues.map((person, index) =>
        person.tryTo(
          "registerClientApplication",
          {
            name: spellings[index]?.replace(/ledger/i, (name) => `${name} ${round}`),
            description: "Shows balances.",
            type: "SERVICE",
            authentication: "CLIENT_CREDENTIALS",
            productIds: [catalogue.accounts],
            environmentIds: [catalogue.development],
          },
          "clientApplication { id name }",
        ),
      ),
    );
    const registered = payloads.filter(({ clientApplication }) => clientApplication !== null);
    const refused = payloads.filter(({ clientApplication }) => clientApplication === null);
    expect(registered).toHaveLength(1);
    expect(registered[0].userErrors).toEqual([]);
    expect(refused).toHaveLength(4);
    for (const { userErrors } of refused) expect(userErrors).toMatchObject([{ code: "NAME_TAKEN" }]);
  });

  it("each name is there once", async () => {
    const query = "{ me { partner { applications(first: 50) { totalCount edges { node { name } } } } } }";
    const { applications } = (await (colleagues[0] as Person).data(query)).me.partner;
    expect(applications.totalCount).toBe(rounds.length);
    const names = applications.edges.map(({ node }: Json) => node.name.toLowerCase().trim());
    expect(new Set(names).size).toBe(rounds.length);
  });
});
