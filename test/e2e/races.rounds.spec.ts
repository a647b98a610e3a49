import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Json } from "../support/client.js";
import { inTurns } from "../support/race-rounds.js";
import { Racer } from "../support/race-story.js";
import { byId } from "../support/references.js";
import { rounds, roundsTimeout } from "../support/rounds.js";
import { type Person, type Story, startStory } from "../support/story.js";

jest.setTimeout(roundsTimeout);

const numbers = Array.from({ length: rounds }, (_, index) => index + 1);

let story: Story;
beforeAll(async () => {
  story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
});
afterAll(() => story.stop());

describe("R5 when two developers of a new domain arrive at the same moment", () => {
  const partner = "partner { id domains members { totalCount edges { node { role developer { email } } } } }";
  const pairs: [Person, Person][] = [];

  beforeAll(async () => {
    const pairOf = (round: number) =>
      Promise.all([story.signUp(`ada@race-${round}.example`), story.signUp(`bob@race-${round}.example`)]);
    pairs.push(...(await inTurns(numbers, 10, pairOf)));
  });

  it.each(numbers)("they share one partner, one as ADMIN and one as MEMBER (round %i)", async (round) => {
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
    expect(rows).toEqual([{ partners: rounds, domains: rounds }]);
  });
});

it("R2 R3 one developer whose first requests arrive together comes into being once", async () => {
  const ada = await story.signUp("ada@many-tabs.example");
  const answers = await Promise.all(Array.from({ length: 8 }, () => ada.data("{ me { id role } }")));
  expect(new Set(answers.map(({ me }) => me.id)).size).toBe(1);
  expect(answers.every(({ me }) => me.role === "ADMIN")).toBe(true);
});

describe("R11 when five registrations of one name arrive at the same moment", () => {
  const colleagues: Racer[] = [];

  beforeAll(async () => {
    const names = ["ada", "bob", "cyd", "dan", "eve"];
    const people = await Promise.all(names.map((name) => story.signUp(`${name}@names.example`)));
    for (const person of people) colleagues.push(Racer.of(await person.completes()));
  });

  it.each(numbers)("exactly one succeeds and the others are told NAME_TAKEN (round %i)", async (round) => {
    const { catalogue } = story;
    const spellings = ["Ledger", "ledger", "LEDGER", " Ledger ", "leDGer"];
    const payloads = await Promise.all(
      colleagues.map((person, index) =>
        person.in(round).tryTo(
          "registerClientApplication",
          {
            name: spellings[index]?.replace(/ledger/i, (name) => `${name} ${round}`),
            description: "Shows balances.",
            type: "SERVICE",
            authentication: "CLIENT_CREDENTIALS",
            products: byId(catalogue.accounts),
            environments: byId(catalogue.development),
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
    const { me } = await (colleagues[0] as Person).data("{ me { partner { applications { totalCount } } } }");
    expect(me.partner.applications.totalCount).toBe(rounds);
    const { rows } = await story.services.pool.query(
      "select distinct lower(trim(name)) from client_application",
    );
    expect(rows).toHaveLength(rounds);
  });
});
