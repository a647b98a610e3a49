import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let eve: Person;
let olga: Person;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@genuine.example");
  eve = await story.readyDeveloper("eve@impostor.example");
  await isCalled(olga, "The Bank");
  await isCalled(ada, "Paypal Straße Ltd");
  await isCalled(eve, "Someone Else");
  await eve.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.production),
  });
});

afterAll(() => story.stop());

const isCalled = (person: Person, legalName: string) =>
  person.mutate("updateCompanyDetails", { legalName }, "partner { id }");

const selection = "othersWithLegalName { domains }";

async function others(): Promise<string[]> {
  const query = `{ accessRequests { edges { node { partner { domains ${selection} } } } } }`;
  const [{ node }] = (await olga.data(query)).accessRequests.edges;
  expect(node.partner.domains).toEqual(["impostor.example"]);
  return node.partner.othersWithLegalName.flatMap(({ domains }: Json) => domains);
}

it.each([
  ["the same but for case", "PAYPAL STRASSE LTD"],
  ["that looks the same", "PaypaI Straße Ltd"],
])("R6 operators see in an access request that another company has a legal name %s", async (_, legalName) => {
  await isCalled(eve, legalName);
  expect(await others()).toEqual(["genuine.example"]);
  await isCalled(eve, "Someone Else");
  expect(await others()).toEqual([]);
});

it("R6 the members learn of no other company", async () => {
  await isCalled(eve, "Paypal Straße Ltd");
  for (const person of [ada, eve]) {
    expect((await person.data(`{ me { partner { ${selection} } } }`)).me.partner.othersWithLegalName).toEqual(
      [],
    );
  }
});

it("R6 names that were entered before they were compared are compared once the database is up to date", async () => {
  const { pool, migrate } = story.services;
  await pool.query("update partner set legal_name_key = null, legal_name_skeleton = null");
  expect(await others()).toEqual([]);
  await migrate();
  expect(await others()).toEqual(["genuine.example"]);
});

it("R6 operators see at most ten companies, read at once for all that are asked for", async () => {
  const { pool, ids } = story.services;
  const twins = Array.from({ length: 15 }, () => ids.next("prt"));
  await pool.query(
    `insert into partner (id, legal_name, legal_name_key, legal_name_skeleton, joining_policy, created_at, updated_at)
     select id, 'Twin', 'twin', 'twin', 'OPEN', now(), now() from unnest($1::text[]) as id`,
    [twins],
  );
  await pool.query(
    "insert into partner_domain (domain, partner_id) select id, id from unnest($1::text[]) as id",
    [twins],
  );
  const ask = async (count: number) => {
    const fields = twins
      .slice(0, count)
      .map((id, index) => `p${index}: node(id: "${id}") { ... on Partner { othersWithLegalName { id } } }`);
    let data: Json;
    const statements = await statementsDuring(async () => {
      data = await olga.data(`{ ${fields.join(" ")} }`);
    });
    return { data, statements: statements.length };
  };
  const few = await ask(2);
  expect(Object.values<Json>(few.data).map((node) => node.othersWithLegalName.length)).toEqual([10, 10]);
  expect((await ask(8)).statements).toBe(few.statements);
});
