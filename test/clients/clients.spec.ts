import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { apolloClient } from "./apollo-client.js";
import type { GraphqlClient } from "./graphql-client.js";
import { compileJourney, relayClient } from "./relay-client.js";
import { urqlClient } from "./urql-client.js";

let story: Story;
let artifacts: Record<string, Json>;
let warnings: string[];

beforeAll(async () => {
  [story, artifacts] = await Promise.all([startStory(), compileJourney()]);
});
afterAll(() => story?.stop());
beforeEach(() => {
  warnings = [];
  const collect = (...said: unknown[]) => void warnings.push(said.map(String).join(" "));
  for (const method of ["warn", "error", "info", "log", "debug"] as const)
    jest.spyOn(console, method).mockImplementation(collect);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const service = (name: string) => ({
  name,
  description: "Shows balances.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products: [{ slug: "accounts" }, { slug: "transfers" }],
  environments: [{ slug: "development" }, { slug: "production" }],
});
/** Relay leaves the edge of what is deleted, without its node. */
const namesOf = (data: Json): string[] =>
  data.me.partner.applications.edges.flatMap(({ node }: Json) => (node ? [node.name] : []));

describe.each([
  ["Apollo Client", (person: Person) => apolloClient(person)],
  ["urql with Graphcache", (person: Person) => urqlClient(person)],
  ["Relay", (person: Person) => relayClient(person, artifacts)],
])("%s", (name, open) => {
  const domain = `${name.split(" ", 1)[0]?.toLowerCase()}.example`;
  const applications: Json[] = [];
  let ada: Person;
  let client: GraphqlClient;

  beforeAll(async () => {
    ada = await story.readyDeveloper(`ada@${domain}`);
    client = open(ada);
  });
  afterAll(() => client?.close());
  afterEach(() => expect(warnings).toEqual([]));

  const cachedApplication = async (id: string) =>
    (await client.cached("journeyApplicationQuery", { id }))?.clientApplication;

  it("keeps all that a first page asks for", async () => {
    const data = await client.query("journeyMeQuery");
    expect(data.me).toMatchObject({ email: ada.email, partner: { domains: [domain] } });
    expect(await client.cached("journeyMeQuery")).toEqual(data);
  });

  it("knows, by what a mutation tells, what has changed elsewhere", async () => {
    const emptied = await client.mutate("journeyProfileMutation", { input: { jobTitle: null } });
    expect(emptied.updateProfile.userErrors).toEqual([]);
    const { me } = await client.cached("journeyMeQuery");
    expect(me.missingRequirements).toEqual(["COMPLETE_PROFILE"]);
    expect(me.profile).toMatchObject({ jobTitle: null, isComplete: false });
  });

  it("matches fragments on what is wrong with a form", async () => {
    const refused = await client.mutate("journeyRegisterMutation", { input: service("") });
    expect(refused.registerClientApplication).toMatchObject({
      clientApplication: null,
      userErrors: expect.arrayContaining([
        expect.objectContaining({ __typename: "NotReadyToRegisterError", missing: ["COMPLETE_PROFILE"] }),
        expect.objectContaining({ __typename: "GenericUserError", path: ["name"] }),
      ]),
    });
    await client.mutate("journeyProfileMutation", { input: { jobTitle: "Engineer" } });
  });

  it("keeps what is registered, and joins the pages of a list", async () => {
    for (const each of ["Alpha", "Beta", "Gamma"]) {
      const { registerClientApplication } = await client.mutate("journeyRegisterMutation", {
        input: service(each),
      });
      expect(registerClientApplication.userErrors).toEqual([]);
      const { clientApplication } = registerClientApplication;
      applications.push(clientApplication);
      expect(await cachedApplication(clientApplication.id)).toEqual(clientApplication);
    }
    const first = await client.query("journeyApplicationsQuery", { first: 2 });
    expect(namesOf(first)).toEqual(["Alpha", "Beta"]);
    const { endCursor } = first.me.partner.applications.pageInfo;
    await client.query("journeyApplicationsQuery", { first: 2, after: endCursor });
    const both = await client.cached("journeyApplicationsQuery", { first: 2 });
    expect(namesOf(both)).toEqual(["Alpha", "Beta", "Gamma"]);
    expect(both.me.partner.applications.pageInfo.hasNextPage).toBe(false);
  });

  // Relay joins pages of what has `@connection`, and that wants edges.
  if (name !== "Relay")
    it("joins pages that are read without edges", async () => {
      const page = async (variables: object) =>
        (await client.query("journeyNodesQuery", variables)).me.partner.applications;
      const known = async (variables: object) =>
        (await client.cached("journeyNodesQuery", variables)).me.partner.applications;
      const first = await page({ first: 1 });
      await page({ first: 2, after: first.pageInfo.endCursor });
      const joined = await known({ first: 1 });
      expect(joined.nodes.map((each: Json) => each.name)).toEqual(["Alpha", "Beta", "Gamma"]);
      expect(joined.totalCount).toBe(3);
    });

  it("shows everywhere what is changed", async () => {
    const [{ id, version, grants }] = applications;
    const edited = await client.mutate("journeyEditMutation", {
      input: {
        clientApplicationId: id,
        expectedVersion: version,
        name: "Alpha 2",
        // Fewer than before.
        products: [{ slug: "accounts" }],
      },
    });
    expect(edited.editClientApplication.userErrors).toEqual([]);
    expect((await cachedApplication(id)).products).toMatchObject([{ slug: "accounts" }]);
    const stale = await client.mutate("journeyEditMutation", {
      input: { clientApplicationId: id, expectedVersion: version, name: "Alpha 3" },
    });
    expect(stale.editClientApplication.userErrors).toMatchObject([
      { __typename: "StaleVersionError", currentVersion: version + 1 },
    ]);
    expect(namesOf(await client.cached("journeyApplicationsQuery", { first: 2 }))).toContain("Alpha 2");

    const [{ id: apiKeyId }] = grants[0].apiKeys;
    await eventually(async () => {
      const { clientApplication } = await client.query("journeyApplicationQuery", { id });
      return clientApplication.grants[0].apiKeys.every(({ status }: Json) => status === "ACTIVE");
    });
    const { revealApiKey } = await client.mutate("journeyRevealMutation", { input: { apiKeyId } });
    expect(revealApiKey.value).toEqual(expect.any(String));
    const { rotateApiKey } = await client.mutate("journeyRotateMutation", {
      input: { apiKeyId, overlapHours: 1 },
    });
    const keys = (await cachedApplication(id)).grants[0].apiKeys;
    expect(keys).toEqual(rotateApiKey.grant.apiKeys);
    expect(keys).toContainEqual(expect.objectContaining({ id: rotateApiKey.successor.id }));

    const { inviteDeveloper } = await client.mutate("journeyInviteMutation", {
      input: { email: `eve@${domain}` },
    });
    const { me } = await client.cached("journeyMeQuery");
    expect(me.partner.invitations.nodes).toEqual([
      expect.objectContaining({ id: inviteDeveloper.invitation.id }),
    ]);
  });

  it("asks for the same with other selections without losing what it knows", async () => {
    const [{ id }] = applications;
    await client.query("journeyReasonsByCodeQuery", { id });
    const data = await client.query("journeyReasonsByMessageQuery", { id });
    expect(data.node.viewerCan.ceaseToCoOwn.reason).toMatchObject({ message: expect.any(String) });
    const me = await client.query("journeyMeQuery");
    const nodes = await client.query("journeyNodeListQuery", { ids: [id, me.me.id, "app_unknown"] });
    expect(nodes.nodes).toEqual([
      expect.objectContaining({ name: "Alpha 2" }),
      expect.objectContaining({ id: me.me.id }),
      null,
    ]);
    expect(await client.cached("journeyMeQuery")).toEqual(me);
  });

  it("is told of what happens elsewhere, and forgets what is deleted", async () => {
    const [alpha, beta] = applications;
    const company = client.subscribe("journeyPartnerSubscription");
    const application = client.subscribe("journeyApplicationSubscription", { id: beta.id });
    await eventually(async () => company.received.length > 0 && application.received.length > 0);
    await ada.mutate(
      "deactivateClientApplication",
      { clientApplicationId: beta.id },
      "clientApplication { id }",
    );
    await eventually(async () => (await cachedApplication(beta.id))?.status === "DEACTIVATED");
    await ada.mutate(
      "deleteClientApplication",
      { clientApplicationId: beta.id, confirmName: "Beta" },
      "partner { id }",
    );
    await eventually(async () => {
      const known = await client.cached("journeyApplicationsQuery", { first: 2 });
      return known && !namesOf(known).includes("Beta");
    });
    company.stop();
    application.stop();

    const input = { clientApplicationId: alpha.id, confirmName: "Alpha 2" };
    await client.mutate("journeyDeleteMutation", { input });
    expect(namesOf(await client.cached("journeyApplicationsQuery", { first: 2 }))).toEqual(["Gamma"]);
  });
});

/** What each client says of a cache that is set up wrong, so that silence above means something. */
describe("a warning is heard", () => {
  let ada: Person;
  beforeAll(async () => {
    ada = await story.readyDeveloper("ada@warned.example");
  });
  const asks = async (client: GraphqlClient, ...names: string[]) => {
    for (const name of names) await client.query(name, { id: "app_unknown" });
    client.close();
    return warnings.join("\n");
  };

  it("of Apollo Client without its policies", async () => {
    const heard = await asks(
      apolloClient(ada, {}),
      "journeyReasonsByCodeQuery",
      "journeyReasonsByMessageQuery",
    );
    expect(heard).toContain("Cache data may be lost");
  });

  it("of Graphcache without its configuration", async () => {
    expect(await asks(urqlClient(ada, {}), "journeyReasonsByCodeQuery")).toContain(
      "no key could be generated",
    );
  });

  it("of Relay, about an answer that lacks a field", async () => {
    const robbed = Object.assign(Object.create(ada), {
      raw: async (query: string) => {
        const { data } = await ada.ask(query);
        return Response.json({ data: { ...data, me: { ...data.me, email: undefined } } });
      },
    });
    const heard = await asks(relayClient(robbed, artifacts), "journeyMeQuery");
    expect(heard).toContain("did not contain a value for field");
  });
});
