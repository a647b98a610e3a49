import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

const most = 3;
let story: Story;
let people: Person[];

beforeAll(async () => {
  story = await startStory({
    settings: {
      APPLICATIONS_PER_PARTNER: String(most),
      ACCESS_TOKENS_PER_DEVELOPER: String(most),
      ACCESS_TOKENS_PER_PARTNER: String(most),
      OPEN_INVITATIONS_PER_PARTNER: String(most),
    },
  });
  people = [];
  for (const name of ["ada", "bob", "cleo"]) people.push(await story.readyDeveloper(`${name}@quota.example`));
});

afterAll(() => story.stop());

const person = (index: number): Person => {
  const found = people[index % people.length];
  if (!found) throw new Error("There is nobody.");
  return found;
};

const attempts = Array.from({ length: 9 }, (_, index) => index);
const codesOf = (answers: Json[]) => answers.map(({ userErrors }) => userErrors[0]?.code ?? "DONE").sort();
const expected = [...Array(most).fill("DONE"), ...Array(attempts.length - most).fill("LIMIT_REACHED")];

it("as many applications as a company may have are registered, however many colleagues try at once", async () => {
  const input = (index: number) => ({
    name: `Application ${index}`,
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  const answers = await Promise.all(
    attempts.map((index) =>
      person(index).tryTo("registerClientApplication", input(index), "clientApplication { id }"),
    ),
  );
  expect(codesOf(answers)).toEqual(expected);
});

it("as many access tokens as a developer may have are created, however many are asked for at once", async () => {
  const answers = await Promise.all(
    attempts.map((index) =>
      person(0).tryTo(
        "createAccessToken",
        { name: `${index}`, scopes: ["READ"], expiresInDays: 1 },
        "accessToken { id }",
      ),
    ),
  );
  expect(codesOf(answers)).toEqual(expected);
});

it("as many access tokens as a company may have are created, however many are asked for at once", async () => {
  const { id: ownerId } = (await person(0).data("{ me { id } }")).me;
  const { rows } = await story.services.pool.query(
    "update client_application set owner_id = $1, co_owner_ids = '{}' returning id",
    [ownerId],
  );
  const input = {
    owner: "COMPANY",
    scopes: ["READ"],
    expiresInDays: 1,
    clientApplicationIds: rows.map(({ id }) => id),
  };
  const answers = await Promise.all(
    attempts.map((index) =>
      person(0).tryTo("createAccessToken", { ...input, name: `${index}` }, "accessToken { id }"),
    ),
  );
  expect(codesOf(answers)).toEqual(expected);
});

it("as many invitations as a company may have are open, however many colleagues invite at once", async () => {
  const answers = await Promise.all(
    attempts.map((index) =>
      person(index).tryTo("inviteDeveloper", { email: `guest${index}@quota.example` }, "invitation { id }"),
    ),
  );
  expect(codesOf(answers)).toEqual(expected);
});
