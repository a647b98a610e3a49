import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType, isRequiredArgument } from "graphql";
import { startWebProcess } from "../../src/composition-root/index.js";
import { buildPorticoSchema } from "../../src/graphql/schema.js";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let plain: { port: number; stop(): Promise<void> };
let token: string;
let colleagues: string;
let applications: Json[];

beforeAll(async () => {
  // Asks for what only operators see, too.
  story = await startStory({ settings: { OPERATOR_EMAILS: "ada@acme.example" } });
  const { services } = story;
  plain = await startWebProcess({
    ...services,
    config: { ...services.config, port: 0, queryExecution: "plain" },
  });
  const ada = await story.readyDeveloper("ada@acme.example");
  const bob = await story.readyDeveloper("bob@acme.example");
  const { me: colleague } = await bob.data("{ me { id } }");
  applications = [
    await registers(ada, "First"),
    await registers(ada, "Second"),
    await registers(bob, "Third"),
  ];
  await ada.mutate(
    "addCoOwner",
    { clientApplicationId: applications[0]?.id, developerId: colleague.id },
    "clientApplication { id }",
  );
  await ada.mutate("revokeApiKey", { apiKeyId: applications[1]?.grants[0].apiKeys[0].id }, "apiKey { id }");
  await ada.mutate(
    "deactivateClientApplication",
    { clientApplicationId: applications[1]?.id },
    "clientApplication { id }",
  );
  [token, colleagues] = await Promise.all([tokenOf(ada), tokenOf(bob)]);
  await story.pauseWorker();
  await story.services.pool.query(
    `insert into provisioning_failure (application_id, environment_id, since, last_failed_at, last_error)
     select application_id, environment_id, now(), now(), 'It refuses.' from access_grant on conflict do nothing`,
  );
});

afterAll(async () => {
  await plain?.stop();
  await story?.stop();
});

describe("a compiled query answers as a plain one", () => {
  const application = "id name status owner { displayName } grants { status apiKeys { id status preview } }";
  const operations: Record<string, { query: string; variables?: () => object }> = {
    "the page of all applications": {
      query: `{ me { partner { details { legalName } applications(first: 2) { totalCount edges { cursor node { ${application} } } pageInfo { hasNextPage endCursor } } } } }`,
    },
    "one with everything": {
      query: `query ($id: ID!) { clientApplication(id: $id) { ${application} description products { name apis { name } } coOwners { email } activity(first: 5) { totalCount edges { node { summary actor { email } } } } deletionImpact { liveKeys environments coOwners } } }`,
      variables: () => ({ id: applications[0]?.id }),
    },
    "one that does not exist": {
      query: `query ($id: ID!) { clientApplication(id: $id) { ${application} } }`,
      variables: () => ({ id: "app_01h455vb4pex5vsknk084sn02q" }),
    },
    fragments: {
      query: `query { me { ...Who partner { applications { edges { node { ...Row } } } } } } fragment Who on Developer { id displayName } fragment Row on ClientApplication { name ...Owned grants { ... on AccessGrant { status environment { name } } } } fragment Owned on ClientApplication { viewerIsOwner owner { ...Who } }`,
    },
    aliases: {
      query: `{ me { partner { all: applications(first: 3) { edges { node { called: name } } } one: applications(first: 1) { totalCount edges { node { grants { apiKeys { product { name } } } } } } } } }`,
    },
    "the same field twice": {
      query: `{ me { partner { applications(first: 3) { edges { node { name } } } applications(first: 3) { edges { node { owner { email } } } totalCount } } } }`,
    },
    "what is skipped": {
      query: `query ($no: Boolean!, $yes: Boolean!) { me { partner { applications { totalCount @skip(if: $yes) edges { node { name @include(if: $no) grants @include(if: $yes) { id } owner @skip(if: $yes) { id } } } } } } }`,
      variables: () => ({ no: false, yes: true }),
    },
    "another order, from another page on": {
      query: `{ me { partner { applications(first: 2, orderBy: CREATED_NEWEST) { edges { node { name createdAt } } pageInfo { endCursor hasPreviousPage } } } } }`,
    },
    "the last ones, by what is left out or null": {
      query: `query ($first: Int, $last: Int, $order: ClientApplicationOrder, $filter: ClientApplicationFilter) { me { partner { applications(first: $first, last: $last, orderBy: $order, filter: $filter) { totalCount nodes { name owner { displayName } grants { apiKeys { status } } } pageInfo { startCursor hasNextPage hasPreviousPage } } } } }`,
      variables: () => ({ first: null, last: 2, filter: { environment: { slug: "development" }, key: {} } }),
    },
    "a reference to nothing and to two things": {
      query: `query ($filter: ClientApplicationFilter) { me { partner { applications(filter: $filter) { totalCount } } } }`,
      variables: () => ({ filter: { environment: {}, product: { id: "x", slug: "y" } } }),
    },
    "a filter": {
      query: `query ($type: ApplicationType) { me { partner { applications(filter: { type: $type, ownedByMe: true }) { totalCount edges { node { name } } } } } }`,
      variables: () => ({ type: "SERVICE" }),
    },
    interfaces: {
      query: `query ($id: ID!) { node(id: $id) { __typename id ... on ClientApplication { name grants { status } } ... on Developer { email } } }`,
      variables: () => ({ id: applications[0]?.id }),
    },
    "errors in the middle": {
      query: `{ me { id partner { few: applications(first: 1000) { totalCount } domains } } currentTerms { version } }`,
    },
    "a cursor of something else": {
      query: `{ me { partner { applications(after: "nothing") { totalCount } } } }`,
    },
    "a permission that is missing": {
      query: "{ accessRequests { totalCount } apiProducts(first: 1) { totalCount } }",
    },
    "access requests": {
      query: `query ($first: Int) { accessRequests(first: $first, filter: { status: AWAITING_APPROVAL }) { totalCount edges { cursor node { id status note products { name } partner { details { legalName } domains } application { ${application} products { name } partner { domainsProven } } grant { requestedAt status environment { name } apiKeys { status preview } clientCredentials { clientId } } } } pageInfo { hasNextPage endCursor } } }`,
      variables: () => ({ first: 2 }),
    },
    "access requests, and nothing of their applications": {
      query: "{ accessRequests { totalCount nodes { id requestedAt changedSinceDecision } } }",
    },
    "what fails": {
      query: `{ provisioningFailures(first: 4) { totalCount nodes { lastError grant { status requests { decidedAt } } application { ${application} } partner { domains } } } }`,
    },
    "the applications of all companies": {
      query: `{ clientApplications(first: 2, orderBy: CREATED_NEWEST) { totalCount nodes { ${application} partner { domains } coOwners { email } } pageInfo { endCursor } } }`,
    },
    "several operations": { query: `query A { me { id } } query B { me { email } }`, variables: () => ({}) },
  };

  it.each(Object.keys(operations))("%s", async (name) => {
    const { query, variables } = operations[name] ?? { query: "" };
    const asked = {
      query,
      variables: variables?.(),
      ...(name === "several operations" && { operationName: "B" }),
    };
    for (const who of [token, colleagues]) {
      const expected = await ask(plain.port, who, asked);
      for (let time = 0; time < 4; time += 1) expect(await ask(story, who, asked)).toEqual(expected);
    }
  });

  const inPartner = (path: string) =>
    `me { partner { applications(first: 3) { edges { node { ${path} } } } } }`;
  const alone = (path: string) => `clientApplication(id: $id) { ${path} }`;

  it.each<[what: string, type: string, query: (path: string) => string]>([
    ["an application", "ClientApplication", (path) => `query ($id: ID!) { ${alone(path)} }`],
    [
      "applications of a page",
      "ClientApplication",
      (path) => `query ($id: ID!) { ${inPartner(path)} ${alone(path)} }`,
    ],
    ["access requests", "AccessRequest", (path) => `{ accessRequests(first: 4) { nodes { ${path} } } }`],
  ])("whichever field of %s is asked for alone", async (_, type, query) => {
    const schema = await buildPorticoSchema();
    const paths = pathsFrom(schema.getType(type) as GraphQLObjectType);
    expect(paths.length).toBeGreaterThan(60);
    const variables = type === "ClientApplication" ? { id: applications[0]?.id } : {};
    for (const path of paths) {
      const asked = { query: query(path), variables };
      const [compiled, expected] = [await ask(story, token, asked), await ask(plain.port, token, asked)];
      expect({ path, ...compiled }).toEqual({ path, ...expected });
      expect(expected.errors).toBeUndefined();
    }
  });
});

async function registers(person: Person, name: string): Promise<Json> {
  const { catalogue } = story;
  return person.registers({
    name,
    description: "Answers in two ways.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(catalogue.accounts, catalogue["digital-banking"]),
    environments: byId(catalogue.development, catalogue.production),
  });
}

async function tokenOf(person: Person): Promise<string> {
  const made = await person.mutate(
    "createAccessToken",
    { name: "both ways", scopes: ["READ"], expiresInDays: 1 },
    "value",
  );
  return made.value;
}

async function ask(of: Story | number, bearer: string, body: object): Promise<Json> {
  const url = typeof of === "number" ? `http://localhost:${of}` : of.url;
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
    body: JSON.stringify(body),
  });
  const { extensions: _, ...answer } = (await response.json()) as Json;
  return { status: response.status, ...answer };
}

/** One selection for each leaf of each type, by the shortest way to it. */
function pathsFrom(root: GraphQLObjectType): string[] {
  const paths: string[] = [];
  const reached = new Set([root.name]);
  let ways = [{ type: root, within: (path: string) => path }];
  while (ways.length > 0) {
    ways = ways.flatMap(({ type, within }) =>
      Object.values(type.getFields()).flatMap((field) => {
        const named = getNamedType(field.type);
        if (field.args.some(isRequiredArgument)) return [];
        if (isLeafType(named)) paths.push(within(field.name));
        if (!isObjectType(named) || reached.has(named.name)) return [];
        reached.add(named.name);
        return [{ type: named, within: (path: string) => within(`${field.name} { ${path} }`) }];
      }),
    );
  }
  return paths;
}
