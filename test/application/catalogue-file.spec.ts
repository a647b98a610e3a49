import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addSampleData } from "../../src/application/catalogue/add-sample-data.js";
import { applyCatalogue } from "../../src/application/catalogue/apply-catalogue.js";
import type {
  CatalogueFile,
  FileEnvironment,
  FileProduct,
} from "../../src/application/catalogue/catalogue-file.js";
import { builtIn } from "../../src/domain/catalogue/environment-gateway.js";
import { readCatalogueFile } from "../../src/infrastructure/catalogue-file.js";
import { createIds } from "../../src/infrastructure/ids.js";
import { sampleData } from "../../src/infrastructure/sample-data.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";
import { now, terms } from "../support/domain.js";
import { emptyStore, inMemoryUnitOfWork } from "../support/in-memory-unit-of-work.js";

type Schema = { [keyword: string]: unknown } & { properties?: Record<string, Schema>; items?: Schema };
type FileApi = FileProduct["apis"][number];

const vault = createSecretVault(parseKeyring(generateKeyring()));
const schema: Schema = JSON.parse(readFileSync("docs/catalogue.schema.json", "utf8"));
const fieldsOf = (part: Schema | undefined) => Object.keys(part?.properties ?? {}).sort();
const productSchema = schema.properties?.products?.items;
const environmentSchema = schema.properties?.environments?.items;

/** Every field of the domain, each with two values: one that is forgotten here does not compile. */
const api: Required<FileApi> = {
  name: "Balances",
  version: "v1",
  documentationUrl: "https://docs.example/1",
};
const otherApi: Required<FileApi> = {
  name: "Loans",
  version: "v2",
  documentationUrl: "https://docs.example/2",
};
const product: Required<FileProduct> = {
  slug: "accounts",
  name: "Accounts",
  description: "Balances.",
  apis: [api],
  embeds: [],
  ratePlans: [{ name: "Usual", limits: [{ requests: 10, seconds: 1 }], isDefault: true }],
  isOpen: true,
};
const otherProduct: Required<FileProduct> = {
  slug: "other",
  name: "Konten",
  description: "Balances and more.",
  apis: [],
  embeds: ["cards"],
  ratePlans: [{ name: "Large", limits: [{ requests: 9, seconds: 2 }], isDefault: false }],
  isOpen: false,
};
const environment: Required<FileEnvironment> = {
  slug: "development",
  name: "Development",
  institution: "3rd Party Bank",
  tier: "DEVELOPMENT",
  apiBaseUrl: "https://development.bank.example",
  accessPolicy: "AUTOMATIC",
  secretRetrieval: "REPEATABLE",
  verificationWhenUnavailable: "REFUSE",
  endUserSignIn: "INSTITUTION",
  signInProvider: null,
  oauthProfile: "STANDARD",
  keyLifetimes: [],
  whenKeyLeaks: "TELL",
  gateway: { kind: "BUILT_IN" },
  isOpen: true,
};
const otherEnvironment: Required<FileEnvironment> = {
  slug: "other",
  name: "Entwicklung",
  institution: "Other Bank",
  tier: "TEST",
  apiBaseUrl: "https://other.bank.example",
  accessPolicy: "APPROVAL",
  secretRetrieval: "ONCE",
  verificationWhenUnavailable: "LAST_KNOWN",
  endUserSignIn: "SAMPLE",
  signInProvider: { issuer: "https://id.other.example", clientId: "portico" },
  oauthProfile: "FAPI_2",
  keyLifetimes: [{ product: "cards", days: 90 }],
  whenKeyLeaks: "REVOKE",
  gateway: { kind: "KONG", adminUrl: "https://kong.example/", token: "kong-token" },
  isOpen: false,
};

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "portico-catalogue-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function platform() {
  const unitOfWork = inMemoryUnitOfWork(emptyStore({ products: [], environments: [], terms: [terms] }));
  const apply = applyCatalogue({ unitOfWork, clock: { now: () => now }, ids: createIds(), vault });
  return {
    state: () => unitOfWork.store().catalogue,
    async put(content: unknown): Promise<string[]> {
      const path = join(directory, "catalogue.json");
      await writeFile(path, JSON.stringify(content));
      return apply(await readCatalogueFile(path), false);
    },
  };
}

describe("a catalogue file", () => {
  it("has the fields that the code knows, and no others", () => {
    expect(fieldsOf(schema)).toEqual(["environments", "products"]);
    expect(fieldsOf(productSchema)).toEqual(Object.keys(product).sort());
    expect(fieldsOf(productSchema?.properties?.apis?.items)).toEqual(Object.keys(api).sort());
    expect(fieldsOf(environmentSchema)).toEqual(Object.keys(environment).sort());
  });

  it.each<[string, object]>([
    ["the file", { products: [], prodcuts: [] }],
    ["a product", { products: [{ ...product, ratePlan: "FREE" }] }],
    ["an API", { products: [{ ...product, apis: [{ ...api, url: "https://docs.example" }] }] }],
    ["an environment", { environments: [{ ...environment, keyLifetimeDays: 30 }] }],
  ])("is refused with a field of %s that nobody knows", async (_, content) => {
    const { put, state } = platform();
    await expect(put(content)).rejects.toThrow("must NOT have additional properties");
    expect(state().products).toEqual([]);
  });

  const wholeFile = (facts: { product?: object; environment?: object }) => ({
    products: [
      { slug: "cards", name: "Cards", description: "Cards.", apis: [] },
      { ...product, ...facts.product },
    ],
    environments: [{ ...environment, ...facts.environment }],
  });

  /** What follows from changing this one field: the catalogue's state differs, or the file is refused. */
  async function effectOf(facts: { product?: object; environment?: object }): Promise<string> {
    const { put, state } = platform();
    await put(wholeFile({}));
    const before = state();
    try {
      await put(wholeFile(facts));
    } catch (error) {
      return (error as Error).message;
    }
    return JSON.stringify(state()) === JSON.stringify(before) ? "nothing" : "changed";
  }

  it.each(fieldsOf(productSchema))("puts a product's %s into the catalogue", async (field) => {
    const value = otherProduct[field as keyof FileProduct];
    expect(await effectOf({ product: { [field]: value } })).toBe("changed");
  });

  it.each(fieldsOf(productSchema?.properties?.apis?.items))("puts an API's %s into it", async (field) => {
    const apis = [{ ...api, [field]: otherApi[field as keyof FileApi] }];
    expect(await effectOf({ product: { apis } })).toBe("changed");
  });

  it.each(fieldsOf(environmentSchema))("puts an environment's %s into it, or refuses it", async (field) => {
    const value = otherEnvironment[field as keyof FileEnvironment];
    const isFixed = ["institution", "tier"].includes(field);
    expect(await effectOf({ environment: { [field]: value } })).toEqual(
      isFixed ? expect.stringContaining(`its ${field} never changes`) : "changed",
    );
  });

  it("R34 seals how a gateway is told, and seals it anew only when that is another", async () => {
    const { put, state } = platform();
    const kong = { kind: "KONG", adminUrl: "https://kong.example/", token: "kong-token" };
    await put(wholeFile({ environment: { gateway: kong } }));
    const [sealed] = state().environments;
    expect(sealed?.gateway).toMatchObject({ kind: "KONG" });
    expect(JSON.stringify(sealed)).not.toMatch(/kong-token|kong\.example/);
    expect(await put(wholeFile({ environment: { gateway: kong } }))).toEqual([]);
    expect(state().environments).toEqual([sealed]);
    expect(await put(wholeFile({ environment: { gateway: { ...kong, token: "another" } } }))).toEqual([
      "~ environment Development: gateway",
    ]);
  });

  it("puts all fields of what is new into the catalogue, too", async () => {
    const { put, state } = platform();
    await put(wholeFile({ product: { isOpen: false, embeds: ["cards"] }, environment: { isOpen: false } }));
    const { products, environments } = state();
    const cards = products.find(({ slug }) => slug === "cards");
    const { embeds: _, ...details } = product;
    expect(products).toContainEqual({
      ...details,
      id: expect.any(String),
      embedIds: [cards?.id],
      ratePlans: product.ratePlans.map((plan) => ({ ...plan, id: expect.any(String) })),
      isOpen: false,
      createdAt: now,
    });
    expect(environments).toEqual([
      { ...environment, gateway: builtIn, id: expect.any(String), isOpen: false, createdAt: now },
    ]);
  });
});

describe("the sample data", () => {
  const begun = () => emptyStore({ products: [], environments: [], terms: [] });
  const ports = { clock: { now: () => now }, ids: createIds(), vault };

  it("is a catalogue file like any other", async () => {
    const { put } = platform();
    expect(await put(sampleData.catalogue)).toEqual([
      "+ product Accounts",
      "+ product Transfers",
      "+ product Digital Banking",
      "+ product Digital Account Opening",
      "+ environment Development",
      "+ environment UAT",
      "+ environment Production",
    ]);
  });

  it("comes in once, with terms, and leaves a trail (R33)", async () => {
    const unitOfWork = inMemoryUnitOfWork(begun());
    const add = addSampleData({ unitOfWork, ...ports });
    await add(sampleData);
    const { catalogue, audit } = unitOfWork.store();
    expect(catalogue.terms).toEqual([{ ...sampleData.terms, publishedAt: now }]);
    const banking = catalogue.products.find(({ slug }) => slug === "digital-banking");
    expect(banking?.embedIds).toHaveLength(2);
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["API_PRODUCT_CREATED", "API_ENVIRONMENT_CREATED", "TERMS_PUBLISHED"]),
    );
    await add({ ...sampleData, catalogue: { environments: [otherEnvironment] } as CatalogueFile });
    expect(unitOfWork.store().catalogue).toEqual(catalogue);
  });

  it("is finished when a start was cut short", async () => {
    const unitOfWork = inMemoryUnitOfWork(begun());
    await applyCatalogue({ unitOfWork, ...ports })(sampleData.catalogue, false);
    await addSampleData({ unitOfWork, ...ports })(sampleData);
    expect(unitOfWork.store().catalogue.products).toHaveLength(4);
    expect(unitOfWork.store().catalogue.terms).toHaveLength(1);
  });
});
