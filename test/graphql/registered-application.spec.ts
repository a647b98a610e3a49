import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { system } from "../../src/application/actor.js";
import { registeredApplication } from "../../src/application/queries/registered-application.js";
import { createReadModel } from "../../src/infrastructure/reads/read-model.js";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let number = 0;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@registered.example");
  await story.pauseWorker();
});

afterAll(() => story.stop());

const everything =
  "grants { id status requests { id status note } requestedAt decidedAt clientCredentials { clientId } apiKeys { id status preview networks lastUsedAt } }";

function register(selection: string): Promise<Json> {
  const { catalogue } = story;
  number += 1;
  const input = {
    name: `Registered ${number}`,
    description: "Is answered from what is known.",
    type: "WEB",
    authentication: "AUTHORIZATION_CODE",
    siteUrl: "https://registered.example",
    redirectUrls: ["https://registered.example/callback"],
    products: byId(catalogue.accounts, catalogue.transfers),
    environments: byId(catalogue.uat, catalogue.development, catalogue.production),
  };
  return ada.mutate("registerClientApplication", input, `clientApplication { id version name ${selection} }`);
}

const afterCommit = (statements: readonly string[]) => statements.slice(statements.indexOf("commit") + 1);

it("what is known of an application that was registered is what is read of it", async () => {
  const { id } = (await register("")).clientApplication;
  const { unitOfWork, orm } = story.services;
  const state = await unitOfWork.run(
    system,
    async ({ applications }) => (await applications.lock(id))?.state,
  );
  if (!state) throw new Error("It is gone.");
  const viewer = { developerId: state.ownerId, partnerId: state.partnerId, isOperator: false };
  const sets = { owners: false, products: false, environments: false, partners: false, count: false };
  const along = { ...sets, grants: true, keys: true, unread: [] };
  const read = await createReadModel(orm).clientApplications.gathering?.applications(viewer, [id], along);

  const { application, grants, keys } = registeredApplication(state);
  expect(read?.found).toEqual([application]);
  expect(read?.along.grants).toEqual(grants);
  expect(
    grants.flatMap((grant) => grant.requests.map(({ decision }) => decision?.verdict ?? null)).sort(),
  ).toEqual(["APPROVED", "APPROVED", null]);
  expect(read?.along.keys).toEqual(keys);
  expect(keys).toHaveLength(6);
});

it("a registration is answered without reading what was written, where nothing else is asked", async () => {
  let answered: Json;
  const statements = await statementsDuring(async () => {
    answered = (await register(everything)).clientApplication;
  });
  expect(afterCommit(statements)).toEqual([]);
  const read = await ada.data(
    `query ($id: ID!) { clientApplication(id: $id) { id version name ${everything} } }`,
    { id: answered.id },
  );
  expect(answered).toEqual(read.clientApplication);
});

it("and with one statement that reads all, where more is asked", async () => {
  const more = `owner { id } products { slug } partner { id } ${everything.replace("{ id", "{ id environment { slug }")}`;
  const statements = await statementsDuring(() => register(more));
  expect(afterCommit(statements)).toHaveLength(1);
});
