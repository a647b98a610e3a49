import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let mallory: Person;
let own: Json;
let foreign: Json;

const good = () => ({
  name: "Ledger",
  description: "Shows balances.",
  type: "WEB",
  authentication: "AUTHORIZATION_CODE",
  siteUrl: "https://ledger.example",
  redirectUrls: ["https://ledger.example/callback"],
  products: byId(story.catalogue.accounts),
  environments: byId(story.catalogue.development),
});

beforeAll(async () => {
  story = await startStory();
  [ada, mallory] = await Promise.all([
    story.readyDeveloper("ada@bad-input.example"),
    story.readyDeveloper("mallory@elsewhere.example"),
  ]);
  own = await ada.registers({ ...good(), name: "Mine" });
  foreign = await mallory.registers({ ...good(), name: "Hers" });
  await eventually(
    async () => (await story.services.pool.query("select from graphile_worker.jobs")).rows.length === 0,
  );
  await story.pauseWorker();
});

afterAll(() => story.stop());

const hostile: Record<string, unknown> = {
  nothing: "",
  blank: "   ",
  "too much": "x".repeat(5_000),
  "a number": 42,
  "a list": ["x"],
  "an object": { a: 1 },
  "a boolean": true,
  HTML: "<script>alert(1)</script>",
  NUL: "Led\u0000ger",
  "a lone surrogate": "Led\ud800ger",
  "a direction override": "Led\u202eger",
  "a line break": "Led\nger\u0007",
};

/** For fields that may stay empty. */
const { nothing: _, blank: __, ...hostileIfAny } = hostile;

/** Fields in which emoji make no sense either. */
const named = { ...hostile, emoji: "Ledger 🚀" };

const idsThatAreNotMine = () => ({
  nothing: "",
  nonsense: "nonsense",
  "an unknown id": story.services.ids.next("app"),
  NUL: "app_\u0000",
  SQL: "' or true --",
  "a number": 42,
  much: "key_".repeat(2_000),
  "another company's application": foreign.id,
  "another company's key": foreign.grants[0].apiKeys[0].id,
  "another company's grant": foreign.grants[0].id,
});

/** Refused with a sentence, and nothing has changed. */
async function expectRefusal(mutation: string, input: object, entity: string): Promise<void> {
  const before = await changeable();
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${entity} { __typename } userErrors { code message path } } }`;
  const response = await ada.raw(query, { input });
  const { data, errors } = (await response.json()) as Json;
  expect(response.status).toBeLessThan(500);
  if (errors) {
    expect(errors[0].extensions.code).toBe("BAD_USER_INPUT");
    expect(errors[0].message.length).toBeGreaterThan(10);
  } else {
    expect(data[mutation][entity]).toBeNull();
    expect(data[mutation].userErrors.length).toBeGreaterThan(0);
    for (const { message } of data[mutation].userErrors) expect(message).toMatch(/\.$/);
  }
  expect(await changeable()).toBe(before);
}

/** All that a command could change: everything but the sessions' own bookkeeping. */
function changeable(): Promise<string> {
  return dumpDatabase(story.services.pool, ["auth"]);
}

describe("registerClientApplication refuses", () => {
  const fields: [string, Record<string, unknown>][] = [
    ["name", named],
    ["description", hostile],
    ["type", hostile],
    ["authentication", hostile],
    ["siteUrl", hostileIfAny],
    ["redirectUrls", hostile],
    ["products", hostile],
    ["environments", hostile],
  ];
  const cases = fields.flatMap(([field, values]) =>
    Object.keys(values).map((what) => [field, what, values[what]] as const),
  );

  const isText = (field: string, what: string) =>
    field === "description" && ["a line break", "HTML"].includes(what);

  it.each(cases.filter(([field, what]) => !isText(field, what)))("%s: %s", async (field, _, value) => {
    await expectRefusal("registerClientApplication", { ...good(), [field]: value }, "clientApplication");
  });

  it.each(["name", "description", "type", "authentication", "products", "environments"])(
    "%s missing",
    async (field) => {
      const { [field as "name"]: _, ...rest } = good();
      await expectRefusal("registerClientApplication", rest, "clientApplication");
      await expectRefusal("registerClientApplication", { ...good(), [field]: null }, "clientApplication");
    },
  );

  it("ids of another kind", async () => {
    const { accounts, development } = story.catalogue;
    await expectRefusal(
      "registerClientApplication",
      { ...good(), products: byId(development) },
      "clientApplication",
    );
    await expectRefusal(
      "registerClientApplication",
      { ...good(), environments: byId(accounts) },
      "clientApplication",
    );
  });

  it("a field that does not exist", async () => {
    await expectRefusal("registerClientApplication", { ...good(), ownerId: own.id }, "clientApplication");
  });

  it("names of any script are welcome", async () => {
    for (const name of ["دفتر الأستاذ", "ספר חשבונות", "会計ソフト"]) {
      const payload = await ada.tryTo(
        "registerClientApplication",
        { ...good(), name },
        "clientApplication { name }",
      );
      expect(payload.clientApplication).toEqual({ name });
    }
  });
});

describe("updateProfile, acceptTerms and updateCompanyDetails refuse", () => {
  const cases: [string, string, string, Record<string, unknown>][] = [
    ["updateProfile", "developer", "givenName", named],
    ["updateProfile", "developer", "familyName", named],
    ["updateProfile", "developer", "jobTitle", named],
    ["updateProfile", "developer", "phone", hostileIfAny],
    ["acceptTerms", "developer", "version", hostile],
    ["updateCompanyDetails", "partner", "legalName", named],
    ["updateCompanyDetails", "partner", "website", hostile],
    ["updateCompanyDetails", "partner", "country", hostile],
    ["updateCompanyDetails", "partner", "contactEmail", hostile],
  ];
  it.each(cases)("%s: %s: %s", async (mutation, entity, field, values) => {
    for (const value of Object.values(values)) await expectRefusal(mutation, { [field]: value }, entity);
  });
});

describe("revealing refuses ids that are not mine", () => {
  it("keys", async () => {
    for (const apiKeyId of [...Object.values(idsThatAreNotMine()), own.id, own.grants[0].id]) {
      await expectRefusal("revealApiKey", { apiKeyId }, "apiKey");
    }
  });

  it("grants", async () => {
    for (const grantId of [...Object.values(idsThatAreNotMine()), own.id, own.grants[0].apiKeys[0].id]) {
      await expectRefusal("revealClientSecret", { grantId }, "grant");
    }
  });

  it("R18 with the same answer for unknown ids and for another company's, byte for byte", async () => {
    const query =
      "mutation ($input: RevealApiKeyInput!) { revealApiKey(input: $input) { value userErrors { code message path } } }";
    const answerTo = async (apiKeyId: string) => (await ada.raw(query, { input: { apiKeyId } })).text();
    const unknown = await answerTo(story.services.ids.next("key"));
    expect(await answerTo(foreign.grants[0].apiKeys[0].id)).toBe(unknown);
    expect(await answerTo("nonsense")).toBe(unknown);
    expect(unknown).toContain("NOT_FOUND");
  });
});

describe("queries answer null for ids that are not mine", () => {
  it.each(["clientApplication", "node"])("%s", async (field) => {
    const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
    const answers = await Promise.all(
      Object.entries(idsThatAreNotMine()).map(async ([what, id]) => [
        what,
        await (await ada.raw(query, { id })).text(),
      ]),
    );
    for (const [what, answer] of answers) {
      if (what === "NUL") expect(answer).toContain("BAD_USER_INPUT");
      else
        expect([what, answer?.replace(/,"extensions":.*/, "}")]).toEqual([
          what,
          `{"data":{"${field}":null}}`,
        ]);
    }
  });

  it("search and cursors", async () => {
    const query =
      "query ($search: String, $after: String, $first: Int) { apiProducts(filter: { search: $search }, after: $after, first: $first) { nodes { id } } }";
    for (const variables of [
      { search: "\u0000" },
      { after: "nonsense" },
      { after: "" },
      { first: 0 },
      { first: 101 },
      { first: -1 },
      { first: "x" },
    ]) {
      const { errors } = await ada.ask(query, variables);
      expect([variables, errors?.[0]?.extensions.code]).toEqual([variables, "BAD_USER_INPUT"]);
    }
    const found = async (search: string) => (await ada.data(query, { search })).apiProducts.nodes;
    expect(await found("%")).toEqual([]);
    expect(await found(" accounts\n")).toEqual(await found("accounts"));
    expect(await found(" ")).toEqual(await found(""));
  });
});
