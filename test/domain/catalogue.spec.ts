import { describe, expect, it } from "@jest/globals";
import { ApiCatalogue } from "../../src/domain/catalogue/api-catalogue.js";
import type { EnvironmentDetails } from "../../src/domain/catalogue/api-environment.js";
import type { ProductDetails } from "../../src/domain/catalogue/api-product.js";
import { embeddedFirst } from "../../src/domain/catalogue/embedding.js";
import { builtIn, checkedKong } from "../../src/domain/catalogue/environment-gateway.js";
import { DomainError } from "../../src/domain/domain-error.js";
import type { Id } from "../../src/domain/id.js";
import { platformConsole } from "../../src/domain/operator.js";
import { later, now, terms } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const by = platformConsole();
const product: ProductDetails = {
  name: "Accounts",
  description: "Balances.",
  apis: [{ name: "Accounts", version: "v1", documentationUrl: null }],
  embedIds: [],
  ratePlans: [],
};
const environment: EnvironmentDetails = {
  name: "Development",
  institution: "Bank",
  tier: "DEVELOPMENT",
  apiBaseUrl: "https://api.example",
  accessPolicy: "AUTOMATIC",
  secretRetrieval: "REPEATABLE",
  verificationWhenUnavailable: "REFUSE",
  endUserSignIn: "INSTITUTION",
  signInProvider: null,
  oauthProfile: "STANDARD",
  keyLifetimes: [],
  whenKeyLeaks: "TELL",
};

function empty(): ApiCatalogue {
  return ApiCatalogue.fromState({ products: [], environments: [], terms: [terms] });
}

function withProducts(...slugs: string[]): ApiCatalogue {
  const catalogue = empty();
  for (const slug of slugs) catalogue.createProduct(by, slug, product, { id: `prd_${slug}`, now });
  catalogue.events.take();
  return catalogue;
}

const placesOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as DomainError).problems.map(({ code, path }) => `${code} ${path.join(".")}`);
  }
  return [];
};

describe("products and all that they embed", () => {
  const embeddings = new Map([
    ["bundle", ["banking", "cards"]],
    ["banking", ["accounts", "cards"]],
    ["circle", ["round", "accounts"]],
    ["round", ["circle"]],
  ]);

  it.each([
    [[], []],
    [
      ["cards", "accounts"],
      ["cards", "accounts"],
    ],
    [["bundle"], ["accounts", "cards", "banking", "bundle"]],
    [
      ["cards", "bundle"],
      ["cards", "accounts", "banking", "bundle"],
    ],
    [
      ["circle", "bundle"],
      ["round", "accounts", "circle", "cards", "banking", "bundle"],
    ],
  ])("%j: each once, after what it embeds: %j", (products, ordered) => {
    expect([...embeddedFirst(products, embeddings)]).toEqual(ordered);
  });

  it("are found at any depth", () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => `p${index}`);
    const deep = new Map(chain.map((product, index) => [product, chain.slice(index + 1, index + 2)]));
    expect([...embeddedFirst(["p0"], deep)]).toEqual(chain.reverse());
  });
});

describe("a product", () => {
  it("is created open, with checked details", () => {
    const catalogue = empty();
    catalogue.createProduct(by, "accounts", { ...product, name: " Accounts " }, { id: "prd_1", now });
    expect(catalogue.state.products).toEqual([
      { id: "prd_1", slug: "accounts", ...product, isOpen: true, createdAt: now },
    ]);
    expect(catalogue.events.take()).toEqual([{ type: "ApiProductCreated", productId: "prd_1" }]);
  });

  it.each(["", "a", "A", "a_b", "a--b", "-a", "a-", "x".repeat(41), "ü1"])(
    "has a proper slug, not %j",
    (slug) => {
      expectRefused(() => empty().createProduct(by, slug, product, { id: "prd_1", now }), "INVALID");
    },
  );

  it("has a slug of its own, of 2 to 40 characters", () => {
    const catalogue = withProducts("ab", "x".repeat(40), "digital-banking-2");
    expectRefused(() => catalogue.createProduct(by, "ab", product, { id: "prd_2", now }), "SLUG_TAKEN");
  });

  it("has 100 APIs and embeds 50 others at most", () => {
    const slugs = Array.from({ length: 51 }, (_, index) => `p${index + 10}`);
    const catalogue = withProducts("outer", ...slugs);
    const apis = slugs.flatMap((name) => [
      { name, version: "v1", documentationUrl: "https://docs.example" },
      { name, version: "v2", documentationUrl: null },
    ]);
    const embedIds = slugs.map((slug) => `prd_${slug}` as const);
    const most = { apis: apis.slice(0, 100), embedIds: embedIds.slice(0, 50) };
    catalogue.updateProduct(by, "prd_outer", most);
    expect(catalogue.state.products[0]).toMatchObject(most);
    const places = placesOf(() => catalogue.updateProduct(by, "prd_outer", { apis, embedIds }));
    expect(places).toEqual(["INVALID apis", "INVALID embedIds"]);
  });

  it("tells of all problems at once, each with its place", () => {
    const bad = {
      name: "x",
      description: "",
      apis: [
        { name: "", version: "", documentationUrl: "ftp://x" },
        { name: "A", version: "v1", documentationUrl: null },
        { name: "A", version: "v1", documentationUrl: null },
        { name: "A", version: "v2", documentationUrl: null },
      ],
      embedIds: [],
      ratePlans: [],
    };
    expect(placesOf(() => empty().createProduct(by, "bad", bad, { id: "prd_1", now })).sort()).toEqual([
      "INVALID apis.0.documentationUrl",
      "INVALID apis.0.name",
      "INVALID apis.0.version",
      "INVALID apis.2",
      "INVALID description",
      "INVALID name",
    ]);
    const many = {
      ...product,
      apis: Array.from({ length: 101 }, (_, index) => ({ ...bad.apis[1], version: `v${index}` })),
    };
    expect(
      placesOf(() => empty().createProduct(by, "many", many as ProductDetails, { id: "prd_1", now })),
    ).toEqual(["INVALID apis"]);
    const embeds = {
      ...product,
      embedIds: Array.from({ length: 51 }, (_, index) => `prd_${index}` as const),
    };
    expect(placesOf(() => empty().createProduct(by, "many", embeds, { id: "prd_1", now }))).toEqual([
      "INVALID embedIds",
    ]);
  });

  it("embeds others that exist, each once, and never itself in any depth", () => {
    const catalogue = withProducts("aa", "bb", "cc");
    const embed = (slug: string, ...embedIds: Id<"prd">[]) =>
      catalogue.updateProduct(by, `prd_${slug}`, { embedIds });
    embed("aa", "prd_bb");
    embed("bb", "prd_cc");
    expect(placesOf(() => embed("cc", "prd_aa"))).toEqual(["INVALID embedIds.0"]);
    expect(placesOf(() => embed("cc", "prd_bb"))).toEqual(["INVALID embedIds.0"]);
    expect(placesOf(() => embed("cc", "prd_cc"))).toEqual(["INVALID embedIds.0"]);
    expect(placesOf(() => embed("aa", "prd_none", "prd_cc", "prd_cc"))).toEqual([
      "NOT_FOUND embedIds.0",
      "INVALID embedIds.2",
    ]);
    embed("aa", "prd_bb", "prd_cc");
    const itself: ProductDetails = { ...product, embedIds: ["prd_dd"] };
    expect(placesOf(() => catalogue.createProduct(by, "dd", itself, { id: "prd_dd", now }))).toEqual([
      "INVALID embedIds.0",
    ]);
  });

  it("changes what is given and nothing else, and leaves no trace without a change", () => {
    const catalogue = withProducts("aa", "bb");
    const before = catalogue.state;
    catalogue.updateProduct(by, "prd_aa", { name: "Accounts", isOpen: true });
    expect(catalogue.state).toBe(before);
    catalogue.updateProduct(by, "prd_aa", { name: "Other", description: undefined, isOpen: false });
    expect(catalogue.state.products).toEqual([
      { ...before.products[0], name: "Other", isOpen: false },
      before.products[1],
    ]);
    expect(catalogue.events.take()).toEqual([
      { type: "ApiProductUpdated", productId: "prd_aa", fields: ["name", "isOpen"] },
    ]);
    expectRefused(() => catalogue.updateProduct(by, "prd_none", {}), "NOT_FOUND");
    expectRefused(() => catalogue.updateProduct(by, "prd_aa", { name: "" }), "INVALID");
  });
});

describe("an environment", () => {
  it("is created open, with checked details and a slug of its own", () => {
    const catalogue = empty();
    catalogue.createEnvironment(by, "development", environment, { id: "env_1", now });
    expect(catalogue.state.environments).toEqual([
      { id: "env_1", slug: "development", ...environment, isOpen: true, gateway: builtIn, createdAt: now },
    ]);
    expect(catalogue.events.take()).toMatchObject([
      { type: "ApiEnvironmentCreated", environmentId: "env_1" },
    ]);
    expectRefused(
      () => catalogue.createEnvironment(by, "development", environment, { id: "env_2", now }),
      "SLUG_TAKEN",
    );
    const bad = { ...environment, name: "x", institution: "", apiBaseUrl: "nowhere" };
    expect(placesOf(() => catalogue.createEnvironment(by, "bad", bad, { id: "env_3", now }))).toEqual([
      "INVALID name",
      "INVALID institution",
      "INVALID apiBaseUrl",
    ]);
  });

  it("changes what is given and nothing else", () => {
    const catalogue = empty();
    catalogue.createEnvironment(by, "development", environment, { id: "env_1", now });
    catalogue.createEnvironment(by, "other", environment, { id: "env_2", now });
    catalogue.events.take();
    const before = catalogue.state;
    catalogue.updateEnvironment(by, "env_1", { name: "Development" });
    expect(catalogue.state).toBe(before);
    catalogue.updateEnvironment(by, "env_1", { accessPolicy: "APPROVAL", isOpen: false });
    expect(catalogue.state.environments).toEqual([
      { ...before.environments[0], accessPolicy: "APPROVAL", isOpen: false },
      before.environments[1],
    ]);
    expect(catalogue.events.take()).toMatchObject([{ fields: ["accessPolicy", "isOpen"] }]);
    expectRefused(() => catalogue.updateEnvironment(by, "env_none", {}), "NOT_FOUND");
    expectRefused(() => catalogue.updateEnvironment(by, "env_1", { apiBaseUrl: "x" }), "INVALID");
  });
});

describe("R10 terms", () => {
  it("are current as soon as they are published, each version once", () => {
    const catalogue = empty();
    catalogue.publishTerms(by, { version: " 2 ", url: "https://x.example" }, later);
    expect(catalogue.state.terms).toEqual([
      terms,
      { version: "2", url: "https://x.example", publishedAt: later },
    ]);
    expect(catalogue.events.take()).toEqual([{ type: "TermsPublished", version: "2" }]);
    for (const version of ["1", "2", "", "x".repeat(21)]) {
      expectRefused(() => catalogue.publishTerms(by, { version, url: null }, later), "INVALID");
    }
    expectRefused(() => catalogue.publishTerms(by, { version: "3", url: "x" }, later), "INVALID");
    catalogue.publishTerms(by, { version: "3", url: null }, later);
  });
});

describe("the gateway of an environment", () => {
  it("is chosen by operators, and changes nothing when it is the one of before", () => {
    const catalogue = empty();
    catalogue.createEnvironment(by, "development", environment, { id: "env_1", now });
    catalogue.events.take();
    const kong = { kind: "KONG", settings: { ciphertext: "sealed", keyId: "k1" } } as const;
    catalogue.chooseGateway(by, "env_1", kong);
    expect(catalogue.state.environments[0]?.gateway).toEqual(kong);
    expect(catalogue.events.take()).toEqual([
      { type: "EnvironmentGatewayChosen", environmentId: "env_1", kind: "KONG" },
    ]);
    catalogue.chooseGateway(by, "env_1", kong);
    expect(catalogue.events.take()).toEqual([]);
    catalogue.chooseGateway(by, "env_1", builtIn);
    expect(catalogue.events.take()).toMatchObject([{ kind: "BUILT_IN" }]);
    expectRefused(() => catalogue.chooseGateway(by, "env_none", kong), "NOT_FOUND");
  });

  it("is told at an address without query and fragment, with a token that a header can carry", () => {
    const token = " secret ";
    expect(checkedKong({ adminUrl: "https://kong.example:8444/admin//", token })).toEqual({
      adminUrl: "https://kong.example:8444/admin",
      token: "secret",
    });
    expect(checkedKong({ adminUrl: "http://10.0.0.1:8001", token: " " })).toMatchObject({ token: null });
    expect(placesOf(() => checkedKong({ adminUrl: "https://kong.example?x", token: "a b" }))).toEqual([
      "INVALID kong.adminUrl",
      "INVALID kong.token",
    ]);
    expect(placesOf(() => checkedKong({ adminUrl: "kong:8001", token: "ü" }))).toEqual([
      "INVALID kong.adminUrl",
      "INVALID kong.token",
    ]);
  });
});
