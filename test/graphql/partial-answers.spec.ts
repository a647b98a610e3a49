import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Client } from "../support/client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@partial-answers.example");
});
afterAll(() => story.stop());

it("a mutation that fails hides no other that was carried out", async () => {
  const created = await ada.mutate(
    "createAccessToken",
    { name: "Script", scopes: ["WRITE"], expiresInDays: 1 },
    "value",
  );
  const script = Object.assign(new Client(story.url), { token: created.value });
  const { data, errors } = await script.ask(`mutation {
    first: updateProfile(input: { jobTitle: "Architect" }) { userErrors { code } }
    second: createAccessToken(input: { name: "Another", scopes: [READ], expiresInDays: 1 }) { value }
    third: updateProfile(input: { jobTitle: "Engineer" }) { userErrors { code } }
  }`);
  expect(data).toEqual({ first: { userErrors: [] }, second: null, third: { userErrors: [] } });
  expect(errors).toMatchObject([{ path: ["second"], extensions: { code: "FORBIDDEN" } }]);
});

it("a query that fails takes no other with it", async () => {
  const { data, errors } = await ada.ask(
    "{ me { email } accessRequests { totalCount } provisioningFailures { totalCount } }",
  );
  expect(data).toEqual({ me: { email: ada.email }, accessRequests: null, provisioningFailures: null });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
});
