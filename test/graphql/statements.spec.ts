import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let first: Json;
const counted: Record<string, { few?: number; many?: number }> = {};

const key = "id status preview issuedAt product { name apis { name } embeds { name } } environment { name }";
const grant = `id status environment { name } apiKeys { ${key} } clientCredentials { clientId secretPreview }`;
const application = `id name status products { name } grants { ${grant} } owner { email displayName } coOwners { email } viewerIsOwner`;
const usage = 'usage(from: "2026-11-01T00:00:00Z", to: "2026-11-01T02:00:00Z", step: HOUR) { at allowed }';
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
  "the keys, and what they belong to": {
    query:
      "{ me { partner { applications(first: 100) { edges { node { grants { apiKeys { grant { application { partner { domains } } } } } } } } } } }",
  },
  "how much everything is used": {
    query: `{ me { partner { applications(first: 100) { nodes { ${usage} grants { ${usage} apiKeys { ${usage} } } } } } } }`,
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
  "the invitations": {
    query:
      "{ me { partner { invitations(first: 100) { totalCount edges { node { email status invitedBy { displayName } } } } } } }",
  },
  "all companies": {
    query:
      "{ partners(first: 100) { totalCount edges { node { domains domainsProven details { legalName } suspension { at } } } } }",
  },
  "the applications of all companies": {
    query: `{ clientApplications(first: 100) { totalCount edges { node { name owner { email } partner { domains } grants { ${grant} } } } } }`,
  },
  "the access requests": {
    query: `{ accessRequests(first: 100) { totalCount edges { node { grant { ${grant} } application { name owner { email } } partner { domains othersWithLegalName { domains } } } } } }`,
  },
  "what fails": {
    query:
      "{ provisioningFailures(first: 100) { totalCount edges { node { lastError nextTryAt grant { status } application { name } partner { domains } } } } }",
  },
};

async function registerApplications(from: number, to: number): Promise<void> {
  const { catalogue } = story;
  for (let index = from; index < to; index += 1) {
    const registered = await ada.registers({
      name: `Application ${index}`,
      description: "Counts statements.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(catalogue.accounts, catalogue["digital-banking"]),
      environments: byId(catalogue.development, catalogue.uat, catalogue.production),
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
  story = await startStory({ settings: { OPERATOR_EMAILS: "ada@statements.example" } });
  ada = await story.readyDeveloper("ada@statements.example");
  const bob = await story.signUp("bob@statements.example");
  await bob.data("{ me { id } }");
  await story.pauseWorker();
  await registerApplications(0, 5);
  await inviteAndFail(0, 2);
  await count("few");
  await registerApplications(5, 20);
  await inviteAndFail(2, 12);
  await Promise.all(Array.from({ length: 5 }, (_, index) => addMember(`member${index}@statements.example`)));
  await count("many");
});

/** Invites colleagues, and has every gateway fail. */
async function inviteAndFail(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await ada.mutate("inviteDeveloper", { email: `invited${index}@statements.example` }, "invitation { id }");
  }
  await story.services.pool.query(
    `insert into provisioning_failure (application_id, environment_id, since, last_failed_at, last_error)
     select application_id, environment_id, now(), now(), 'It refuses.' from access_grant on conflict do nothing`,
  );
}

async function addMember(email: string): Promise<void> {
  const { pool, ids } = story.services;
  const id = ids.next("dev");
  await pool.query("insert into developer (id, email, created_at) values ($1, $2, now())", [id, email]);
  const values = "select $1, partner_id, 'MEMBER', now() from member limit 1";
  await pool.query(`insert into member (developer_id, partner_id, role, joined_at) ${values}`, [id]);
}

afterAll(() => story.stop());

describe("the number of SQL statements never grows with the rows", () => {
  it.each(Object.keys(queries))("%s: the same for 5 and for 20 applications", (name) => {
    expect(counted[name]?.few).toBeGreaterThan(0);
    expect(counted[name]?.many).toBe(counted[name]?.few);
  });

  it("and is as small as this", () => {
    const few = Object.fromEntries(Object.entries(counted).map(([name, { few }]) => [name, few]));
    expect(few).toMatchInlineSnapshot(`
{
  "a node": 3,
  "all companies": 3,
  "how much everything is used": 6,
  "one application": 6,
  "the access requests": 7,
  "the applications of all companies": 6,
  "the applications' audit trails": 4,
  "the applications, with all that is in them": 5,
  "the company's trail": 5,
  "the environments": 3,
  "the invitations": 3,
  "the keys, and what they belong to": 3,
  "the members": 5,
  "the products": 4,
  "the terms": 3,
  "what deleting would end": 5,
  "what fails": 4,
  "who am I": 3,
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
      products: byId(...productIds),
      environments: byId(...environmentIds),
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
          products: byId(story.catalogue.transfers),
          environments: byId(story.catalogue.uat),
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
        products: byId(...productIds),
        environments: byId(...environmentIds),
      });
      return statementsDuring(() => ada.mutate(mutation, ...act(application)));
    };
    const [uat, production, development] = [catalogue.uat, catalogue.production, catalogue.development];
    const few = await sent("Few", [catalogue.accounts, catalogue.transfers], [uat, development]);
    const all = [catalogue.accounts, catalogue.transfers, catalogue["digital-banking"]];
    const many = await sent("Many", all, [uat, development, production]);
    expect(many.length).toBe(few.length);
  });

  it("nor those of removeMember, with the applications that the successor takes over", async () => {
    const { catalogue } = story;
    const { me } = await ada.data("{ me { id } }");
    const removed = async (name: string, applications: number) => {
      // It brings the mail to sign up with, and must not be counted.
      await story.resumeWorker();
      const member = await story.signUp(`${name}@statements.example`);
      await member.completes();
      for (let index = 0; index < applications; index += 1) {
        const { id } = await member.registers({
          name: `${name} ${index}`,
          description: "Counts statements.",
          type: "SERVICE",
          authentication: "CLIENT_CREDENTIALS",
          products: byId(catalogue.accounts),
          environments: byId(catalogue.uat),
        });
        const share = { clientApplicationId: id, developerId: me.id };
        await member.mutate("addCoOwner", share, "clientApplication { id }");
      }
      const { me: leaver } = await member.data("{ me { id } }");
      await story.pauseWorker();
      const input = { developerId: leaver.id, successorId: me.id };
      return statementsDuring(() => ada.mutate("removeMember", input, "partner { id }"));
    };
    const few = await removed("few", 2);
    const many = await removed("many", 7);
    expect(many.length).toBe(few.length);
  });
});
