import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
});

afterAll(() => story.stop());

/** What an operator finds, which is as much as is counted. */
async function listed(list: string, args: string, node: string): Promise<Json[]> {
  const { nodes, totalCount } = (await olga.data(`{ ${list}(${args}) { totalCount nodes { ${node} } } }`))[
    list
  ];
  expect(totalCount).toBe(nodes.length);
  return nodes;
}

it("R18 the companies by part of a name or domain, and those that are suspended", async () => {
  const eve = await story.readyDeveloper("eve@elsewhere.example");
  await eve.mutate("updateCompanyDetails", { legalName: "Über 50% GmbH" }, "partner { id }");
  const { me } = await eve.data("{ me { partner { id } } }");
  const found = async (filter: string) =>
    (await listed("partners", `filter: { ${filter} }, orderBy: NAME`, "domains")).flatMap(
      ({ domains }) => domains,
    );
  expect(await found("")).toEqual(["bank.example", "elsewhere.example"]);
  expect(await found('search: "ELSEWHERE"')).toEqual(["elsewhere.example"]);
  expect(await found('search: "über 50%"')).toEqual(["elsewhere.example"]);
  expect(await found('search: "nowhere"')).toEqual([]);
  await olga.mutate("suspendPartner", { partnerId: me.partner.id, reason: "A test." }, "partner { id }");
  expect(await found("isSuspended: true")).toEqual(["elsewhere.example"]);
  expect(await found('isSuspended: true, search: "bank"')).toEqual([]);
  await olga.mutate("resumePartner", { partnerId: me.partner.id, reason: "A test." }, "partner { id }");
  expect(await found("isSuspended: true")).toEqual([]);
});

it("R18 the members of any company, and who asks to join it, as its ADMINs see them", async () => {
  const eve = await story.readyDeveloper("eve@consenting.example");
  await eve.mutate("chooseJoiningPolicy", { policy: "CONSENT" }, "partner { id }");
  await story.signUp("mallory@consenting.example");
  const id = (await eve.data("{ me { partner { id } } }")).me.partner.id;
  const lists =
    "members { totalCount nodes { id developer { email } } } joinRequests { totalCount nodes { id developer { email } } }";
  const seen = async (person: Person) =>
    (await person.data(`query ($id: ID!) { node(id: $id) { ... on Partner { ${lists} } } }`, { id })).node;
  const found = await seen(olga);
  expect(found).toEqual(await seen(eve));
  expect(found.members.nodes.map(({ developer }: Json) => developer.email)).toEqual([eve.email]);
  expect(found.joinRequests.nodes).toMatchObject([{ developer: { email: "mallory@consenting.example" } }]);
  const ids = [...found.members.nodes, ...found.joinRequests.nodes].map(({ id }: Json) => id);
  const { nodes } = await olga.data("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
  expect(nodes).toEqual(ids.map((each: string) => ({ id: each })));
});

it("R18 the applications of all companies, by part of a name or description, and by company", async () => {
  const eve = await story.readyDeveloper("eve@applications.example");
  for (const [person, name, description] of [
    [eve, "Ledger", "Shows balances."],
    [olga, "Payroll", "Pays people."],
  ] as const)
    await person.registers({
      name,
      description,
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: [{ slug: "accounts" }],
      environments: [{ slug: "development" }],
    });
  const found = async (filter: string) =>
    (await listed("clientApplications", `first: 100, filter: { ${filter} }`, "name")).map(({ name }) => name);
  expect(await found('search: "BALANCES"')).toEqual(["Ledger"]);
  const { me } = await eve.data("{ me { partner { id } } }");
  expect(await found(`partnerId: "${me.partner.id}"`)).toEqual(["Ledger"]);
  expect(await found(`partnerId: "${me.partner.id}", search: "people"`)).toEqual([]);
  expect(await found("")).toEqual(["Ledger", "Payroll"]);
});
