import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isInterfaceType, isObjectType } from "graphql";
import { buildPorticoSchema } from "../../src/graphql/schema.js";
import type { Json } from "../support/client.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@nodes.example");
});

afterAll(() => story.stop());

describe("an id", () => {
  it("leads to what has it by `node`, but for what the viewer may do with that, and for the answer to a question", async () => {
    const schema = await buildPorticoSchema();
    const node = schema.getType("Node");
    const identified = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && "id" in type.getFields(),
    );
    const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
    const others = identified.map(({ name }) => name).filter((name) => !nodes.includes(name));
    expect(others.filter((name) => !/Permissions?$|^InputCheck$/.test(name))).toEqual([]);
    expect(nodes.length).toBeGreaterThan(20);
  });

  it.each([
    [
      "Api",
      "apiProducts(first: 1) { edges { node { apis { id } } } }",
      ({ apiProducts }: Json) => apiProducts.edges[0].node.apis[0],
    ],
    ["Terms", "currentTerms { id }", ({ currentTerms }: Json) => currentTerms],
    ["RateLimit", "rateLimit { id }", ({ rateLimit }: Json) => rateLimit],
  ])("of %s leads to it", async (type, query, of) => {
    const { id } = of(await ada.data(`{ ${query} }`));
    const { node } = await ada.data("query ($id: ID!) { node(id: $id) { __typename id } }", { id });
    expect(node).toEqual({ __typename: type, id });
  });

  it("of somebody's budget leads others nowhere", async () => {
    const bob = await story.signUp("bob@nodes.example");
    const { rateLimit } = await ada.data("{ rateLimit { id } }");
    const { node } = await bob.data("query ($id: ID!) { node(id: $id) { id } }", rateLimit);
    expect(node).toBeNull();
  });

  it("is the same for the same API in two products, and another for each API", async () => {
    const { apiProducts } = await ada.data("{ apiProducts { edges { node { apis { id name version } } } } }");
    const apis = apiProducts.edges.flatMap(({ node }: Json) => node.apis);
    const ids = new Map<string, string>();
    for (const { id, name, version } of apis) {
      const known = ids.get(`${name} ${version}`) ?? id;
      expect(id).toBe(known);
      ids.set(`${name} ${version}`, id);
    }
    expect(apis.length).toBeGreaterThan(ids.size);
    expect(new Set(ids.values()).size).toBe(ids.size);
  });
});

describe("nodes", () => {
  const nodes = async (ids: string[]) => ada.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });

  it("come in the order of their ids, null in the place of what is not there, as often as they are asked for", async () => {
    const { me } = await ada.data("{ me { id profile { id } partner { id } } }");
    const ids = [me.partner.id, "nonsense", me.id, me.profile.id, me.id, me.id.replace("dev", "cli")];
    const { data } = await nodes(ids);
    const expected = [me.partner, null, { id: me.id }, { id: me.profile.id }, { id: me.id }, null];
    expect(data.nodes.map((node: Json) => node && { id: node.id })).toEqual(
      expected.map((node) => node && { id: node.id }),
    );
  });

  it("of every kind are read by as many statements as there are kinds", async () => {
    const registration = (name: string) => ({
      name,
      description: "Is fetched by its id.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: [{ slug: "accounts" }],
      environments: [{ slug: "development" }],
    });
    const applications = [];
    for (const name of ["One", "Two", "Three"]) applications.push(await ada.registers(registration(name)));
    const ids = applications.flatMap(({ id, grants: [grant] }) => [
      id,
      grant.id,
      grant.id.replace("grt", "fai"),
      grant.apiKeys[0].id,
    ]);
    const query =
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ApiKey { status product { name } } ... on AccessGrant { decision: status } } }";
    await story.pauseWorker();
    const few = await statementsDuring(() => ada.data(query, { ids: ids.slice(0, 4) }));
    const many = await statementsDuring(() => ada.data(query, { ids }));
    expect(many.length).toBe(few.length);
  });

  it("are at most 100 at a time", async () => {
    expect((await nodes(Array(100).fill("nonsense"))).data.nodes).toHaveLength(100);
    const { errors: [error] = [] } = await nodes(Array(101).fill("nonsense"));
    expect(error?.extensions.code).toMatch(/^(OPERATION_TOO_EXPENSIVE|BAD_USER_INPUT)$/);
  });
});
