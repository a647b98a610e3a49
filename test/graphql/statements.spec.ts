import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let first: Json;
const counted: Record<string, { few?: number; many?: number }> = {};

const key = "id status preview issuedAt product { name apis { name } embeds { name } } environment { name }";
const grant = `id status environment { name } apiKeys { ${key} } clientCredentials { clientId secretPreview }`;
const application = `id name status products { name } grants { ${grant} } owner { email displayName } coOwners { email } viewerIsOwner`;
const activity = "activity(first: 50) { totalCount edges { node { action summary actor { email } } } }";

const queries: Record<string, { query: string; variables?: () => object }> = {
  "who am I": {
    query:
      "{ me { email role missingRequirements termsAcceptance { isCurrent } partner { domains details { isComplete } } } }",
  },
  "the applications, with all that is in them": {
    query: `{ me { partner { applications(first: 100, orderBy: CREATED_NEWEST) { totalCount edges { node { ${application} } } } } } }`,
  },
  "the applications' audit trails": {
    query: `{ me { partner { applications(first: 100) { edges { node { name ${activity} } } } } } }`,
  },
  "the company's trail": {
    query:
      "{ me { partner { activity(first: 50) { totalCount edges { node { summary clientApplication { name } } } } } } }",
  },
  "what deleting would end": {
    query:
      "{ me { partner { applications(first: 100) { edges { node { deletionImpact { liveKeys environments coOwners } } } } } } }",
  },
  "one application": {
    query: `query ($id: ID!) { clientApplication(id: $id) { ${application} ${activity} } }`,
    variables: () => ({ id: first.id }),
  },
  "a node": {
    query: "query ($id: ID!) { node(id: $id) { id } }",
    variables: () => ({ id: first.grants[0].apiKeys[0].id }),
  },
  "the members": {
    query:
      "{ me { partner { members(first: 100) { totalCount edges { node { role developer { email role missingRequirements } } } } } } }",
  },
  "the products": {
    query:
      "{ apiProducts(first: 100) { totalCount edges { node { name apis { name } embeds { name apis { name } } } } } }",
  },
  "the environments": { query: "{ apiEnvironments(first: 100) { totalCount edges { node { name } } } }" },
  "the terms": { query: "{ currentTerms { version } }" },
};

async function registerApplications(from: number, to: number): Promise<void> {
  const { catalogue } = story;
  for (let index = from; index < to; index += 1) {
    const registered = await ada.registers({
      name: `Application ${index}`,
      description: "Counts statements.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      productIds: [catalogue.accounts, catalogue["digital-banking"]],
      environmentIds: [catalogue.development, catalogue.uat, catalogue.production],
    });
    first ??= registered;
  }
}

async function count(size: "few" | "many"): Promise<void> {
  for (const [name, { query, variables }] of Object.entries(queries)) {
    const statements = await statementsDuring(() => ada.data(query, variables?.()));
    counted[name] = { ...counted[name], [size]: statements.length };
  }
}

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@statements.example");
  const bob = await story.signUp("bob@statements.example");
  await bob.data("{ me { id } }");
  await story.pauseWorker();
  await registerApplications(0, 5);
  await count("few");
  await registerApplications(5, 50);
  await Promise.all(Array.from({ length: 5 }, (_, index) => addMember(`member${index}@statements.example`)));
  await count("many");
}, 90_000);

async function addMember(email: string): Promise<void> {
  const { pool, ids } = story.services;
  const id = ids.next("dev");
  await pool.query("insert into developer (id, email, created_at) values ($1, $2, now())", [id, email]);
  const values = "select $1, partner_id, 'MEMBER', now() from member limit 1";
  await pool.query(`insert into member (developer_id, partner_id, role, joined_at) ${values}`, [id]);
}

afterAll(() => story.stop());

describe("the number of SQL statements never grows with the rows", () => {
  it.each(Object.keys(queries))("%s: the same for 5 and for 50 applications", (name) => {
    expect(counted[name]?.few).toBeGreaterThan(0);
    expect(counted[name]?.many).toBe(counted[name]?.few);
  });

  it("and is as small as this", () => {
    const few = Object.fromEntries(Object.entries(counted).map(([name, { few }]) => [name, few]));
    expect(few).toMatchInlineSnapshot(`
{
  "a node": 3,
  "one application": 13,
  "the applications' audit trails": 7,
  "the applications, with all that is in them": 14,
  "the company's trail": 7,
  "the environments": 4,
  "the members": 8,
  "the products": 6,
  "the terms": 3,
  "what deleting would end": 7,
  "who am I": 5,
}
`);
  });

  it("nor do those of a command", async () => {
    const { catalogue } = story;
    const input = (name: string, productIds: unknown[], environmentIds: unknown[]) => ({
      name,
      description: "Counts statements.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      productIds,
      environmentIds,
    });
    const small = await statementsDuring(() =>
      ada.registers(input("Small", [catalogue.accounts], [catalogue.uat])),
    );
    const all = [
      catalogue.accounts,
      catalogue.transfers,
      catalogue["digital-banking"],
      catalogue["digital-account-opening"],
    ];
    const everywhere = [catalogue.development, catalogue.uat, catalogue.production];
    const large = await statementsDuring(() => ada.registers(input("Large", all, everywhere)));
    expect(large.length).toBe(small.length);
  });

  it.each<[string, (application: Json) => [input: object, selection: string]]>([
    [
      "editClientApplication",
      ({ id }) => [
        {
          clientApplicationId: id,
          expectedVersion: 1,
          productIds: [story.catalogue.transfers],
          environmentIds: [story.catalogue.uat],
        },
        "clientApplication { id }",
      ],
    ],
    ["revokeGrantCredentials", ({ grants }) => [{ grantId: grants[0].id }, "grant { id }"]],
    ["deactivateClientApplication", ({ id }) => [{ clientApplicationId: id }, "clientApplication { id }"]],
    [
      "deleteClientApplication",
      ({ id, name }) => [{ clientApplicationId: id, confirmName: name }, "deletedClientApplicationId"],
    ],
  ])("nor those of %s, with the keys that it ends", async (mutation, act) => {
    const { catalogue } = story;
    const sent = async (name: string, productIds: unknown[], environmentIds: unknown[]) => {
      const application = await ada.registers({
        name: `${name} ${mutation}`,
        description: "Counts statements.",
        type: "SERVICE",
        authentication: "CLIENT_CREDENTIALS",
        productIds,
        environmentIds,
      });
      return statementsDuring(() => ada.mutate(mutation, ...act(application)));
    };
    const [uat, production, development] = [catalogue.uat, catalogue.production, catalogue.development];
    const few = await sent("Few", [catalogue.accounts, catalogue.transfers], [uat, development]);
    const all = [catalogue.accounts, catalogue.transfers, catalogue["digital-banking"]];
    const many = await sent("Many", all, [uat, development, production]);
    expect(many.length).toBe(few.length);
  });
});
