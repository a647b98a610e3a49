import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { applyCatalogue } from "../../src/application/catalogue/apply-catalogue.js";
import type { CatalogueFile, FileProduct } from "../../src/application/catalogue/catalogue-file.js";
import { accounts, development, onceOnly, production, transfers } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
let ada: Actor;
let olga: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
  olga = portico.actor((await portico.joins("olga@bank.example")).developerId, true);
});

const details = { name: "Cards", description: "Cards.", apis: [], embedIds: [], ratePlans: [] };
const place = {
  name: "Acceptance",
  institution: "3rd Party Bank",
  tier: "UAT",
  apiBaseUrl: "https://acceptance.example",
  accessPolicy: "AUTOMATIC",
  secretRetrieval: "REPEATABLE",
  verificationWhenUnavailable: "REFUSE",
  endUserSignIn: "INSTITUTION",
  signInProvider: null,
  oauthProfile: "STANDARD",
  keyLifetimes: [],
  whenKeyLeaks: "TELL",
} as const;
const productNow = (id: string) => portico.store.catalogue.products.find((product) => product.id === id);
const environmentNow = (id: string) => portico.store.catalogue.environments.find((each) => each.id === id);

describe("what operators keep", () => {
  it("R14 a new product and environment can be chosen at once", async () => {
    const { apiProductId } = await portico.commands.createApiProduct(olga, { slug: "cards", ...details });
    const { apiEnvironmentId } = await portico.commands.createApiEnvironment(olga, { slug: "uat", ...place });
    const id = await portico.registers(ada, {
      productIds: [apiProductId],
      environmentIds: [apiEnvironmentId],
    });
    expect(portico.application(id).grants[0]?.keys).toHaveLength(1);
    expect(portico.trail).toEqual(expect.arrayContaining(["API_PRODUCT_CREATED", "API_ENVIRONMENT_CREATED"]));
  });

  it("R14 what is closed takes no new applications, and live keys go on", async () => {
    const id = await portico.registers(ada);
    const key = await portico.reveals(ada, portico.keyIn(id).id);
    await portico.commands.updateApiProduct(olga, { apiProductId: accounts.id, isOpen: false });
    await expect(portico.registers(ada, { name: "Journal" })).rejects.toMatchObject({
      problems: [{ path: ["productIds", "0"] }],
    });
    await portico.works();
    expect(await portico.working([key])).toEqual([key]);
  });

  it("a slug is taken once, and what does not exist is not changed", async () => {
    const { commands } = portico;
    await expect(commands.createApiProduct(olga, { slug: "accounts", ...details })).rejects.toThrow(
      "SLUG_TAKEN",
    );
    await expect(commands.createApiEnvironment(olga, { slug: "development", ...place })).rejects.toThrow(
      "SLUG_TAKEN",
    );
    await expect(commands.updateApiProduct(olga, { apiProductId: "prd_none" })).rejects.toThrow("NOT_FOUND");
    await expect(commands.updateApiEnvironment(olga, { apiEnvironmentId: "env_none" })).rejects.toThrow(
      "NOT_FOUND",
    );
  });

  it("R33 a change of nothing leaves no entry", async () => {
    const { length } = portico.trail;
    await portico.commands.updateApiProduct(olga, { apiProductId: accounts.id, name: "Accounts" });
    await portico.commands.updateApiEnvironment(olga, { apiEnvironmentId: development.id });
    expect(portico.trail).toHaveLength(length);
  });

  it("R19 what an environment says of viewing secrets holds from then on", async () => {
    const id = await portico.registers(ada);
    const { id: keyId } = portico.keyIn(id);
    await portico.reveals(ada, keyId);
    const once = { apiEnvironmentId: development.id, secretRetrieval: "ONCE" } as const;
    await portico.commands.updateApiEnvironment(olga, once);
    await expect(portico.reveals(ada, keyId)).rejects.toThrow("ALREADY_SHOWN");
  });

  it("R17 an environment approves by itself once nobody waits whom its operator may not decide about", async () => {
    const opens = (by: Actor) =>
      portico.commands.updateApiEnvironment(by, {
        apiEnvironmentId: production.id,
        accessPolicy: "AUTOMATIC",
      });
    const ben = await portico.joins("ben@bank.example");
    await portico.registers(ada, { environmentIds: [production.id] });
    await portico.registers(ben, { environmentIds: [production.id] });
    await expect(opens(olga)).rejects.toThrow("OWN_PARTNER");
    const pat = portico.actor((await portico.joins("pat@elsewhere.example")).developerId, true);
    await opens(pat);
    expect(environmentNow(production.id)?.accessPolicy).toBe("AUTOMATIC");
    // What waits meanwhile is decided: a form that sends the policy along decides nothing.
    await opens(olga);
  });

  it("R10 new terms have to be accepted before one registers again", async () => {
    await portico.commands.publishTerms(olga, { version: "2", url: "https://portico.example/terms" });
    await expect(portico.registers(ada)).rejects.toMatchObject({
      problems: [{ code: "NOT_READY_TO_REGISTER", detail: { missing: ["CURRENT_TERMS"] } }],
    });
    await portico.commands.acceptTerms(ada, { version: "2" });
    await portico.registers(ada);
    await expect(portico.commands.publishTerms(olga, { version: "2", url: null })).rejects.toThrow("INVALID");
  });
});

describe("a catalogue file", () => {
  const apply = (file: CatalogueFile, isDryRun = false) => applyCatalogue(portico.ports)(file, isDryRun);
  const product = (slug: string, changes: Partial<FileProduct> = {}): FileProduct => ({
    slug,
    name: slug,
    description: slug,
    apis: [],
    ...changes,
  });

  it("makes the catalogue agree with it; twice is once", async () => {
    const file = { products: [product("cards")], environments: [{ slug: "uat", ...place }] };
    expect(await apply(file)).toEqual(["+ product cards", "+ environment Acceptance"]);
    const { catalogue } = portico.store;
    expect(await apply(file)).toEqual([]);
    expect(portico.store.catalogue).toEqual(catalogue);
  });

  it("as a dry run says the same and changes nothing", async () => {
    const { catalogue, audit } = portico.store;
    expect(await apply({ products: [product("cards")] }, true)).toEqual(["+ product cards"]);
    expect(portico.store).toMatchObject({ catalogue, audit });
  });

  it("takes products in any order, and turns an embedding round", async () => {
    await apply({ products: [product("outer", { embeds: ["inner"] }), product("inner")] });
    expect(await apply({ products: [product("inner", { embeds: ["outer"] }), product("outer")] })).toEqual([
      "~ product outer: embedIds",
      "~ product inner: embedIds",
    ]);
  });

  it("is refused as a whole, with a sentence for each reason", async () => {
    const { catalogue } = portico.store;
    const circle = [product("one", { embeds: ["other"] }), product("other", { embeds: ["one"] })];
    const refused: [CatalogueFile, RegExp][] = [
      [{ products: circle }, /^Product \w+: embedIds: 0/],
      [{ products: [product("cards"), product("maps", { embeds: ["none-such"] })] }, /embeds none-such/],
      [{ products: [product("cards"), product("cards")] }, /^Product cards is in the file 2 times\.$/],
      [{ products: [product("cards", { name: "" })] }, /^Product cards: name: /],
      [{ environments: [{ ...place, slug: "uat", apiBaseUrl: "acme" }] }, /^Environment uat: apiBaseUrl: /],
      [
        { environments: [{ ...place, slug: "development", tier: "TEST" }] },
        /its tier never changes; it is DEVELOPMENT/,
      ],
    ];
    for (const [file, sentence] of refused) await expect(apply(file)).rejects.toThrow(sentence);
    expect(portico.store.catalogue).toEqual(catalogue);
  });

  it("takes nothing from keys that work", async () => {
    const apis = [{ name: "Balances", version: "v1", documentationUrl: null }];
    await portico.commands.updateApiProduct(olga, { apiProductId: transfers.id, apis });
    const embedIds = [transfers.id];
    await portico.commands.updateApiProduct(olga, { apiProductId: accounts.id, apis, embedIds });
    const before = portico.store.catalogue;
    const moved = { ...place, slug: "development", name: "Dev", tier: "DEVELOPMENT" } as const;
    const file = { products: [product("accounts"), product("transfers")], environments: [moved] };
    expect(await apply(file, true)).toHaveLength(3);

    await portico.registers(ada, { productIds: [accounts.id] });
    await expect(apply(file)).rejects.toMatchObject({
      reasons: [
        "Product accounts: live keys would lose the API Balances v1.",
        "Product accounts: live keys would lose the product transfers.",
        "Product transfers: live keys would lose the API Balances v1.",
        "Environment development: live keys would move to another address; https://api.example must stay.",
      ],
    });
    expect(portico.store.catalogue).toEqual(before);
    // Where none are live, there is nothing to be taken.
    expect(
      await apply({ environments: [{ ...moved, slug: onceOnly.slug, name: onceOnly.name }] }),
    ).toHaveLength(1);
    expect([productNow(accounts.id)?.apis, environmentNow(onceOnly.id)?.apiBaseUrl]).toEqual([
      apis,
      place.apiBaseUrl,
    ]);
  });
});
