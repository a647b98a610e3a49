import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import type { ExecutionResult } from "graphql";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";

const duration = 5_000;
const rounds = 24;

jest.setTimeout(300_000);

const keys = "apiKeys { status product { name } environment { name } viewerCan { rotate { isAllowed } } }";
const requests = `{ accessRequests(first: 50) { edges { node {
  application { name owner { email } } partner { domains } grant { status environment { name } ${keys} } } } } }`;
const applications = `{ me { partner { applications(first: 50) { edges { node {
  name deletionImpact { liveKeys } grants { status environment { name } ${keys} } } } } } } }`;

const changes = `subscription { partnerChanged { ... on ClientApplicationUpdated { clientApplication {
  name deletionImpact { liveKeys } grants { status viewerCan { rotateClientSecret { isAllowed } } ${keys} } } } } }`;

let story: Story;
let ada: Person;
let olga: Person;

beforeAll(async () => {
  story = await startStory({
    settings: {
      OPERATOR_EMAILS: "olga@operators.example",
      TRUSTED_PROXIES: "127.0.0.1",
      // What is gathered by one statement is of one moment anyhow.
      QUERY_EXECUTION: "plain",
    },
  });
  ada = await story.readyDeveloper("ada@torn.example");
  olga = await story.signUp("olga@operators.example");
});
afterAll(() => story.stop());

it("what is deleted while it is read is there or is not there, and no failure", async () => {
  let isOver = false;
  const failures: Json[] = [];
  const ask = async (person: Person, address: string, query: string, variables = {}): Promise<Json> => {
    const { data, errors = [] } = await person.ask(query, variables, { "x-forwarded-for": address });
    failures.push(...errors);
    return data;
  };
  /** Registers and deletes, each application from an address of its own. */
  const churn = async (lane: number) => {
    for (let index = 0; !isOver; index += 1) {
      const address = `10.${lane}.${Math.floor(index / 200)}.${index % 200}`;
      const input = {
        name: `Short-lived ${lane} ${index}`,
        description: "Comes and goes.",
        type: "SERVICE",
        authentication: "CLIENT_CREDENTIALS",
        products: byId(story.catalogue.accounts),
        environments: byId(story.catalogue.development, story.catalogue.production),
      };
      const { registerClientApplication } = await ask(
        ada,
        address,
        "mutation ($input: RegisterClientApplicationInput!) { registerClientApplication(input: $input) { userErrors { code } clientApplication { id } } }",
        { input },
      );
      await ask(
        ada,
        address,
        "mutation ($input: DeleteClientApplicationInput!) { deleteClientApplication(input: $input) { userErrors { code } } }",
        {
          input: {
            clientApplicationId: registerClientApplication.clientApplication.id,
            confirmName: input.name,
          },
        },
      );
    }
  };
  const read = async (person: Person, query: string) => {
    for (let index = 0; !isOver; index += 1) await ask(person, `10.9.${index % 200}.9`, query);
  };
  const watching = subscribe(ada, changes);
  // Until some were torn, and read again in a snapshot.
  let torn = 0;
  for (let round = 0; torn === 0 && round < rounds; round += 1) {
    isOver = false;
    const statements = await statementsDuring(async () => {
      const lanes = [2 * round + 1, 2 * round + 2];
      const work = [...lanes.map(churn), read(olga, requests), read(olga, requests), read(ada, applications)];
      await sleep(duration);
      isOver = true;
      await Promise.all(work);
    });
    torn = statements.filter((sql) => /repeatable read/i.test(sql)).length;
  }
  await watching.stop();
  const events = watching.received as ExecutionResult[];
  expect(events.length).toBeGreaterThan(1);
  failures.push(...events.flatMap(({ errors = [] }) => errors));
  expect(failures).toEqual([]);
  expect(torn).toBeGreaterThan(0);
});
