import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let eve: Person;

const registers = (person: Person, name: string, redirectUrls: string[] = []): Promise<Json> =>
  person.tryTo(
    "registerClientApplication",
    {
      name,
      description: "Shows balances.",
      type: redirectUrls.length > 0 ? "WEB" : "SERVICE",
      authentication: redirectUrls.length > 0 ? "AUTHORIZATION_CODE" : "CLIENT_CREDENTIALS",
      redirectUrls,
      products: byId(story.catalogue.accounts),
      environments: byId(story.catalogue.production),
    },
    "clientApplication { id name redirectUrls }",
  );

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@typed.example");
  eve = await story.readyDeveloper("eve@elsewhere.example");
});

afterAll(() => story.stop());

const checked = "isAcceptable stored reasons { code message path }";

describe("R13 checkRedirectUrl", () => {
  const check = async (url: string, type = "WEB"): Promise<Json> =>
    (
      await ada.data(
        `query ($url: String!, $type: ApplicationType!) { checkRedirectUrl(url: $url, type: $type) { ${checked} } }`,
        { url, type },
      )
    ).checkRedirectUrl;

  it("tells what would be kept, which is what is kept", async () => {
    const url = " HTTPS://App.Example:443/a/../callback ";
    const { stored, ...others } = await check(url);
    expect(others).toEqual({ isAcceptable: true, reasons: [] });
    const { clientApplication } = await registers(ada, "Keeps a redirect URL", [url]);
    expect(clientApplication.redirectUrls).toEqual([stored]);
  });

  it.each([
    ["WEB", "http://app.example/"],
    ["WEB", "com.example.app:/callback"],
    ["WEB", "https://app.example/#fragment"],
    ["WEB", "https://*.app.example/"],
    ["MOBILE", "javascript:alert(1)"],
    ["DESKTOP", "not a url"],
    ["SERVICE", ""],
  ])("tells for %s what is wrong with %j, as the mutation does", async (type, url) => {
    const { isAcceptable, stored, reasons } = await check(url, type);
    expect([isAcceptable, stored]).toEqual([false, null]);
    expect(reasons).toMatchObject([{ code: "INVALID_REDIRECT_URL", path: ["url"] }]);
    if (type !== "WEB") return;
    const { userErrors } = await registers(ada, "Has a bad redirect URL", [url]);
    const because = (message: string) => message.slice(message.indexOf(": "));
    expect(because(userErrors[0].message)).toBe(because(reasons[0].message));
  });

  it("goes by the type", async () => {
    const url = "com.example.app:/callback";
    expect((await check(url, "MOBILE")).isAcceptable).toBe(true);
    expect((await check(url, "SERVICE")).isAcceptable).toBe(false);
  });
});

describe("R11 isApplicationNameFree", () => {
  const check = async (person: Person, name: string, exceptId?: string): Promise<Json> =>
    (
      await person.data(
        `query ($name: String!, $exceptId: ID) { isApplicationNameFree(name: $name, exceptId: $exceptId) { ${checked} } }`,
        { name, exceptId },
      )
    ).isApplicationNameFree;

  it("tells the name as it would be kept while it is free, and says so as the mutation does once it is not", async () => {
    expect(await check(ada, "  Ledger  ")).toEqual({ isAcceptable: true, stored: "Ledger", reasons: [] });
    const { clientApplication } = await registers(ada, "Ledger");
    for (const name of ["Ledger", " LEDGER ", "Ledgеr"]) {
      const { isAcceptable, stored, reasons } = await check(ada, name);
      expect([isAcceptable, stored]).toEqual([false, null]);
      const { userErrors } = await registers(ada, name);
      expect(reasons).toEqual(userErrors);
      expect(reasons[0].code).toBe("NAME_TAKEN");
    }
    expect((await check(ada, "ledger", clientApplication.id)).isAcceptable).toBe(true);
    const deletion = { clientApplicationId: clientApplication.id, confirmName: "Ledger" };
    await ada.mutate("deleteClientApplication", deletion, "deletedClientApplicationId");
    expect((await check(ada, "Ledger")).isAcceptable).toBe(true);
  });

  it("tells what is no name at all", async () => {
    for (const name of ["", "ab", "x".repeat(81), "<b>Ledger</b>"]) {
      expect(await check(ada, name)).toMatchObject({ isAcceptable: false, reasons: [{ code: "INVALID" }] });
    }
  });

  it("R18 tells nothing of other companies, whatever is left out for whichever application", async () => {
    const { clientApplication } = await registers(ada, "Secret plan");
    const free = { isAcceptable: true, stored: "Secret plan", reasons: [] };
    expect(await check(eve, "Secret plan")).toEqual(free);
    expect(await check(eve, "Secret plan", clientApplication.id)).toEqual(free);
    expect((await check(ada, "Secret plan", "nonsense")).isAcceptable).toBe(false);
  });
});

it("a check is one thing in a client's cache for the same question, and another for any other", async () => {
  const { a, b, c, d, e } = await ada.data(`{
    a: checkRedirectUrl(url: "https://a.example/", type: WEB) { id }
    b: checkRedirectUrl(url: "https://a.example/", type: WEB) { id }
    c: checkRedirectUrl(url: "https://a.example/", type: MOBILE) { id }
    d: isApplicationNameFree(name: "Any") { id }
    e: isApplicationNameFree(name: "Any other") { id }
  }`);
  expect(b).toEqual(a);
  expect(new Set([a, c, d, e].map(({ id }: Json) => id)).size).toBe(4);
});

it("rateLimit tells what is left and when there is more", async () => {
  const { rateLimit } = await ada.data("{ rateLimit { limit remaining resetAt cost } }");
  expect(rateLimit).toEqual({
    limit: expect.any(Number),
    remaining: expect.any(Number),
    resetAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    cost: 5,
  });
});
