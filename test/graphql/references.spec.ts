import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isInputObjectType, printType } from "graphql";
import { buildPorticoSchema } from "../../src/graphql/schema.js";
import { Client, type Json } from "../support/client.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@references.example" } });
  olga = await story.readyDeveloper("olga@references.example");
  await story.pauseWorker();
});

afterAll(() => story.stop());

let count = 0;
const application = (products: object[], environments: object[]) => ({
  name: `By reference ${count++}`,
  description: "Names what it uses.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products,
  environments,
});
const chosen = "clientApplication { products { slug } grants { environment { slug } } }";
const register = (products: object[], environments: object[]) =>
  olga.tryTo("registerClientApplication", application(products, environments), chosen);
const problems = ({ userErrors }: Json) =>
  userErrors.map(({ code, path }: Json) => `${code} ${path.join(".")}`);

describe("a product or environment is found by its slug", () => {
  it("by whoever asks", async () => {
    const query = `{ apiProduct(slug: "accounts") { id name } apiEnvironment(slug: "uat") { id name tier } }`;
    expect(await new Client(story.url).data(query)).toEqual({
      apiProduct: { id: story.catalogue.accounts, name: "Accounts" },
      apiEnvironment: { id: story.catalogue.uat, name: "UAT", tier: "UAT" },
    });
  });

  it("blanks around it do not count, as it was typed", async () => {
    const query = `{ apiProduct(slug: " accounts\u00a0") { slug } apiEnvironment(slug: "\tuat ") { slug } }`;
    expect(await olga.data(query)).toEqual({
      apiProduct: { slug: "accounts" },
      apiEnvironment: { slug: "uat" },
    });
    const { userErrors } = await register([{ slug: " transfers " }], [{ slug: "uat\n" }]);
    expect(userErrors).toEqual([]);
  });

  it.each(["", " ", "unknown", "ACCOUNTS", "ac counts", "%"])(
    "and is null where none has it: %j",
    async (slug) => {
      const query =
        "query ($slug: String!) { apiProduct(slug: $slug) { id } apiEnvironment(slug: $slug) { id } }";
      expect(await olga.data(query, { slug })).toEqual({ apiProduct: null, apiEnvironment: null });
    },
  );
});

describe("an input names products and environments", () => {
  it("by id or slug, as it likes", async () => {
    const { accounts, development } = story.catalogue;
    const { clientApplication, userErrors } = await register(
      [{ slug: "transfers" }, { id: accounts }],
      [{ id: development }, { slug: "uat" }],
    );
    expect(userErrors).toEqual([]);
    expect(clientApplication.products).toEqual([{ slug: "transfers" }, { slug: "accounts" }]);
    const slugs = clientApplication.grants.map(({ environment }: Json) => environment.slug);
    expect(slugs.sort()).toEqual(["development", "uat"]);
  });

  it("and is told of each that does not exist, at its place", async () => {
    const { accounts, development } = story.catalogue;
    const refused = await register(
      [{ slug: "accounts" }, { slug: "nonsense" }, { id: development }, { slug: accounts }, { slug: "" }],
      [{ slug: "accounts" }, { id: "" }, { slug: "uat" }],
    );
    expect(problems(refused)).toEqual([
      "NOT_FOUND products.1",
      "NOT_FOUND products.2",
      "NOT_FOUND products.3",
      "NOT_FOUND products.4",
      "NOT_FOUND environments.0",
      "NOT_FOUND environments.1",
    ]);
  });

  it("and is told of one that is there twice, once by each", async () => {
    const { accounts } = story.catalogue;
    const refused = await register([{ id: accounts }, { slug: "accounts" }], [{ slug: "uat" }]);
    expect(problems(refused)).toEqual(["INVALID products.1"]);
  });

  it("and is told of a list that is empty", async () => {
    expect(problems(await register([], []))).toEqual(["INVALID products", "INVALID environments"]);
  });

  it("also to edit an application, by which what is left out is removed (R24)", async () => {
    const { clientApplication } = await olga.mutate(
      "registerClientApplication",
      application([{ slug: "accounts" }], [{ slug: "uat" }]),
      "clientApplication { id }",
    );
    const edit = { clientApplicationId: clientApplication.id, expectedVersion: 1 };
    const refused = await olga.tryTo("editClientApplication", { ...edit, products: [{ slug: "x" }] }, chosen);
    expect(problems(refused)).toEqual(["NOT_FOUND products.0"]);
    const edited = await olga.mutate(
      "editClientApplication",
      { ...edit, products: [{ slug: "transfers" }], environments: [{ slug: "development" }] },
      chosen,
    );
    expect(edited.clientApplication).toEqual({
      products: [{ slug: "transfers" }],
      grants: [{ environment: { slug: "development" } }],
    });
  });

  it("also where operators run the catalogue", async () => {
    const product = { slug: "bundle", name: "Bundle", description: "Embeds.", apis: [] };
    const embeds = (slugs: string[]) => slugs.map((slug) => ({ slug }));
    const create = { ...product, embeds: embeds(["accounts", "nowhere"]) };
    const refused = await olga.tryTo("createApiProduct", create, "apiProduct { id }");
    expect(problems(refused)).toEqual(["NOT_FOUND embeds.1"]);
    const shown = "apiProduct { name embeds { slug } }";
    const created = await olga.mutate(
      "createApiProduct",
      { ...product, embeds: embeds(["accounts"]) },
      shown,
    );
    expect(created.apiProduct.embeds).toEqual([{ slug: "accounts" }]);
    const change = { apiProduct: { slug: "bundle" }, embeds: embeds(["transfers"]) };
    const { apiProduct } = await olga.mutate("updateApiProduct", change, shown);
    expect(apiProduct.embeds).toEqual([{ slug: "transfers" }]);
    const updates = [
      await olga.tryTo("updateApiProduct", { apiProduct: { slug: "uat" }, name: "Not one" }, shown),
      await olga.tryTo(
        "updateApiEnvironment",
        { apiEnvironment: { slug: "accounts" }, name: "Not one" },
        "apiEnvironment { name }",
      ),
    ];
    expect(updates.flatMap(problems)).toEqual(["NOT_FOUND apiProduct", "NOT_FOUND apiEnvironment"]);
  });

  it("also to filter applications", async () => {
    const query = `query ($filter: ClientApplicationFilter) {
      me { partner { applications(filter: $filter, first: 100) { edges { node { name } } } } } }`;
    const found = async (filter: object) =>
      (await olga.data(query, { filter })).me.partner.applications.edges;
    const { accounts, development } = story.catalogue;
    const bySlug = await found({ product: { slug: "accounts" }, environment: { slug: "development" } });
    expect(bySlug).toHaveLength(1);
    expect(await found({ product: { id: accounts }, environment: { id: development } })).toEqual(bySlug);
    expect(await found({ product: { slug: "nonsense" } })).toEqual([]);
    expect(await found({ environment: { slug: development } })).toEqual([]);
  });

  it("with one more statement for slugs, however many there are", async () => {
    const of = (slugs: string[]) =>
      register(
        slugs.map((slug) => ({ slug })),
        [{ slug: "uat" }],
      );
    const one = await statementsDuring(() => of(["accounts"]));
    const four = await statementsDuring(() =>
      of(["accounts", "transfers", "digital-banking", "digital-account-opening"]),
    );
    expect(four.length).toBe(one.length);
  });
});

describe("a reference", () => {
  it("says in the schema that it is exactly one of its fields", async () => {
    const types = Object.values((await buildPorticoSchema()).getTypeMap()).filter(({ name }) =>
      name.endsWith("Reference"),
    );
    expect(types.map(({ name }) => name).sort()).toEqual(["ApiEnvironmentReference", "ApiProductReference"]);
    for (const type of types)
      expect([isInputObjectType(type), printType(type)]).toEqual([true, expect.stringContaining("@oneOf")]);
  });

  it.each([
    ["nothing", {}],
    ["both", { id: "prd_x", slug: "accounts" }],
    ["one that is null", { slug: null }],
    ["both, one of them null", { id: null, slug: "accounts" }],
    ["a text", "accounts"],
  ])("to %s is refused with BAD_USER_INPUT, in variables and in the document", async (_, reference) => {
    const inline = JSON.stringify(reference).replace(/"(\w+)":/g, "$1: ");
    const filtered = (value: string) => `{ applications(filter: { product: ${value} }) { totalCount } }`;
    const answers = [
      await olga.ask(`query ($product: ApiProductReference!) { me { partner ${filtered("$product")} } }`, {
        product: reference,
      }),
      await olga.ask(`{ me { partner ${filtered(inline)} } }`),
    ];
    for (const { errors } of answers)
      expect(errors?.map(({ extensions }: Json) => extensions.code)).toEqual(
        errors?.map(() => expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/)),
      );
    for (const { errors } of answers) expect(errors?.length).toBeGreaterThan(0);
  });
});
