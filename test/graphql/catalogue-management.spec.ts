import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let olga: Person;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  ada = await story.readyDeveloper("ada@catalogue.example");
  olga = await story.readyDeveloper("olga@bank.example");
});

afterAll(() => story.stop());

const createProduct = async (slug: string, embedIds: string[] = []): Promise<string> => {
  const apis = [{ name: `API of ${slug}`, version: "v1" }];
  const input = { slug, name: slug, description: "Is embedded.", apis, embeds: byId(...embedIds) };
  return (await olga.mutate("createApiProduct", input, "apiProduct { id }")).apiProduct.id;
};

const application = (fields: object) => ({
  name: "Ledger",
  description: "Shows balances.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products: byId(story.catalogue.accounts),
  environments: byId(story.catalogue.development),
  ...fields,
});

describe("embedding", () => {
  it("stays without circles when two operators close one at the same moment (10 times)", async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [await createProduct(`one-${round}`), await createProduct(`other-${round}`)];
      const embed = (id: string, embedded: string) =>
        olga.tryTo("updateApiProduct", { apiProduct: { id }, embeds: byId(embedded) }, "apiProduct { id }");
      const payloads = await Promise.all([embed(one, other), embed(other, one)]);
      const codes = payloads.flatMap(({ userErrors }) => userErrors.map(({ code }: Json) => code));
      expect(codes).toEqual(["INVALID"]);
    }
  });

  it("gives the APIs of all that is embedded, with as many statements at any depth", async () => {
    // The worker sends statements of its own.
    await story.pauseWorker();
    let id = await createProduct("depth-1");
    const read = async (productId: string) => {
      const query = "query ($id: ID!) { node(id: $id) { ... on ApiProduct { apis { name } } } }";
      let found: Json;
      const statements = await statementsDuring(async () => {
        found = (await olga.data(query, { id: productId })).node;
      });
      return { statements: statements.length, apis: found.apis.length };
    };
    const shallow = await read(id);
    for (let depth = 2; depth <= 12; depth += 1) id = await createProduct(`depth-${depth}`, [id]);
    expect(await read(id)).toEqual({ statements: shallow.statements, apis: 12 });
    await story.resumeWorker();
  });
});

describe("what is closed", () => {
  it("R14 takes no new applications, and leaves live keys alone", async () => {
    const registered = await ada.registers(application({}));
    const status = async () => {
      const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
      const { clientApplication } = await ada.data(query, { id: registered.id });
      return clientApplication.grants[0].apiKeys[0].status;
    };
    await eventually(async () => (await status()) === "ACTIVE");
    const { accounts, uat, development } = story.catalogue;
    await olga.mutate(
      "updateApiProduct",
      { apiProduct: { slug: "accounts" }, isOpen: false },
      "apiProduct { isOpen }",
    );
    await olga.mutate(
      "updateApiEnvironment",
      { apiEnvironment: { slug: "uat" }, isOpen: false },
      "apiEnvironment { isOpen }",
    );
    const payload = await ada.tryTo(
      "registerClientApplication",
      application({ name: "Late", environments: byId(uat) }),
      "clientApplication { id }",
    );
    expect(payload.userErrors.map(({ code, path }: Json) => [code, ...path])).toEqual([
      ["NOT_OPEN", "products", "0"],
      ["NOT_OPEN", "environments", "0"],
    ]);
    expect(await status()).toBe("ACTIVE");
    // What it has already it keeps, when it is edited.
    const edit = {
      clientApplicationId: registered.id,
      expectedVersion: 1,
      environments: byId(development),
      products: byId(accounts),
      name: "Books",
    };
    await ada.mutate("editClientApplication", edit, "clientApplication { id }");
    await olga.mutate(
      "updateApiProduct",
      { apiProduct: { slug: "accounts" }, isOpen: true },
      "apiProduct { isOpen }",
    );
  });
});

describe("R17 an environment that comes to need no approval", () => {
  const policy = (accessPolicy: string) =>
    olga.mutate(
      "updateApiEnvironment",
      { apiEnvironment: { slug: "production" }, accessPolicy },
      "apiEnvironment { accessPolicy }",
    );
  const statuses = async (id: string): Promise<string[]> => {
    const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
    const { clientApplication } = await ada.data(query, { id });
    return clientApplication.grants.flatMap(({ apiKeys }: Json) => apiKeys.map((key: Json) => key.status));
  };
  const live = (id: string) =>
    eventually(async () => (await statuses(id)).every((each) => each === "ACTIVE"));
  const waiting = (name: string) =>
    ada.registers(
      application({
        name,
        products: byId(story.catalogue.transfers),
        environments: byId(story.catalogue.production),
      }),
    );

  it("decides what waits, however much that is, and tells the owners; what was rejected waits to be asked again", async () => {
    const [first, second, refused] = [await waiting("One"), await waiting("Two"), await waiting("Three")];
    const accessRequestId = refused.grants[0].requests[0].id;
    await olga.mutate("rejectAccess", { accessRequestId, reason: "Not yet." }, "accessRequest { id }");
    expect(await statuses(first.id)).toEqual(["AWAITING_APPROVAL"]);

    await policy("AUTOMATIC");
    await live(first.id);
    await live(second.id);
    expect(await statuses(refused.id)).toEqual(["REJECTED"]);
    await ada.mutate("requestAccessAgain", { accessRequestId, note: "Now?" }, "accessRequest { id }");
    await live(refused.id);

    const query = `query ($id: ID!) { clientApplication(id: $id) {
      activity { edges { node { action summary actor { id } } } }
      grants { requests { status decidedAt } } } }`;
    const { clientApplication } = await ada.data(query, { id: first.id });
    const summary = "approved the access of One to Production, which needs no approval any more";
    const told = clientApplication.activity.edges.map(({ node }: Json) => node);
    expect(told).toContainEqual({
      action: "ACCESS_APPROVED",
      summary,
      actor: null,
    });
    await eventually(async () =>
      (await story.services.mailbox.list(100, ada.email)).some(({ text }) =>
        text.includes(`Portico ${summary}.`),
      ),
    );
    await policy("APPROVAL");
    expect(await statuses((await waiting("Four")).id)).toEqual(["AWAITING_APPROVAL"]);
    expect(await statuses(first.id)).toEqual(["ACTIVE"]);
  });
});

describe("R39 lifetimes of keys", () => {
  const update = (...keyLifetimes: object[]) =>
    olga.tryTo(
      "updateApiEnvironment",
      { apiEnvironment: { slug: "development" }, keyLifetimes },
      "apiEnvironment { keyLifetimes { days product { slug } } }",
    );

  it("are an environment's, by product, and give new keys their end", async () => {
    const given = await update(
      { apiProduct: { slug: "accounts" }, days: 90 },
      { apiProduct: { id: story.catalogue.transfers }, days: 365 },
    );
    const keyLifetimes = [
      { days: 90, product: { slug: "accounts" } },
      { days: 365, product: { slug: "transfers" } },
    ];
    expect(given).toEqual({ apiEnvironment: { keyLifetimes }, userErrors: [] });
    const { id } = await ada.registers(
      application({ name: "Ends", environments: byId(story.catalogue.development) }),
    );
    const query = `query ($id: ID!) { clientApplication(id: $id) {
      grants { environment { keyLifetimes { days } } apiKeys { issuedAt expiresAt product { slug } } } } }`;
    const [grant] = await eventually(async () => {
      const { grants } = (await ada.data(query, { id })).clientApplication;
      return grants[0].apiKeys.every(({ issuedAt }: Json) => issuedAt) && grants;
    });
    expect(grant.environment.keyLifetimes).toEqual([{ days: 90 }, { days: 365 }]);
    for (const { issuedAt, expiresAt, product } of grant.apiKeys) {
      const days = keyLifetimes.find((each) => each.product.slug === product.slug)?.days ?? Number.NaN;
      expect(new Date(expiresAt).getTime() - new Date(issuedAt).getTime()).toBe(days * 86_400_000);
    }
  });

  it("are refused each at its place, and left as they are by what does not name them", async () => {
    const refused = await update(
      { apiProduct: { slug: "nobody" }, days: 90 },
      { apiProduct: { slug: "accounts" }, days: 0 },
    );
    expect(refused.userErrors.map(({ code, path }: Json) => [code, ...path])).toEqual([
      ["NOT_FOUND", "keyLifetimes", "0", "apiProduct"],
      ["INVALID", "keyLifetimes", "1", "days"],
    ]);
    const left = await olga.mutate(
      "updateApiEnvironment",
      { apiEnvironment: { slug: "development" }, name: "Development" },
      "apiEnvironment { keyLifetimes { days } }",
    );
    expect(left.apiEnvironment).toMatchObject({ keyLifetimes: [{ days: 90 }, { days: 365 }] });
    await update();
  });
});

describe("R10 new terms", () => {
  it("make every acceptance outdated; registering and adding environments wait, what runs goes on", async () => {
    const registered = await ada.registers(application({ name: "Running" }));
    await olga.mutate("publishTerms", { version: "2", url: "https://terms.example/2" }, "terms { version }");
    const { me, currentTerms } = await ada.data(
      "{ me { missingRequirements termsAcceptance { version isCurrent } } currentTerms { version } }",
    );
    expect(currentTerms).toEqual({ version: "2" });
    expect(me).toEqual({
      missingRequirements: ["CURRENT_TERMS"],
      termsAcceptance: { version: "1", isCurrent: false },
    });
    const { development, production } = story.catalogue;
    const codes = async (mutation: string, input: object) =>
      (await ada.tryTo(mutation, input, "clientApplication { id }")).userErrors.map(({ code }: Json) => code);
    const of = { clientApplicationId: registered.id, expectedVersion: 1 };
    expect(await codes("registerClientApplication", application({ name: "Waits" }))).toEqual([
      "NOT_READY_TO_REGISTER",
    ]);
    expect(
      await codes("editClientApplication", { ...of, environments: byId(development, production) }),
    ).toEqual(["NOT_READY_TO_REGISTER"]);
    expect(await codes("editClientApplication", { ...of, description: "Still edited." })).toEqual([]);
    await ada.mutate("acceptTerms", { version: "2" }, "developer { id }");
    const again = { ...of, expectedVersion: 2, environments: byId(development, production) };
    expect(await codes("editClientApplication", again)).toEqual([]);
  });

  it("are published once a version, and while there are none there is nothing to accept", async () => {
    const again = await olga.tryTo("publishTerms", { version: "2" }, "terms { version }");
    expect(again).toMatchObject({ terms: null, userErrors: [{ code: "INVALID", path: ["version"] }] });
    await story.services.pool.query("delete from terms");
    expect((await ada.data("{ me { missingRequirements } }")).me.missingRequirements).toEqual([]);
    expect(await ada.data("{ currentTerms { version } }")).toEqual({ currentTerms: null });
  });
});
