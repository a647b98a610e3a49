import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";

let story: Story;
let owner: Person;
let colleague: Person;
let stranger: Person;
let application: Json;

const details = `
  id name viewerIsOwner activity { totalCount edges { node { id } } }
  grants { clientCredentials { clientId } apiKeys { status preview } }`;
const query = `query ($id: ID!) { clientApplication(id: $id) { ${details} } }`;
const subscription =
  "subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { name viewerIsOwner } } }";

beforeAll(async () => {
  story = await startStory();
  [owner, colleague, stranger] = await Promise.all([
    story.signUp("owner@masking.example"),
    story.signUp("colleague@masking.example"),
    story.readyDeveloper("stranger@elsewhere.example"),
  ]);
  await owner.completes();
  await colleague.data("{ me { id } }");
  application = await owner.registers({
    name: "Secret",
    description: "Is seen by few.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  await eventually(async () => {
    const { clientApplication } = await owner.data(query, { id: application.id });
    return clientApplication.grants[0].apiKeys[0].status === "ACTIVE";
  });
});

afterAll(() => story.stop());

describe("R18 who sees what", () => {
  it("the owner sees credentials and the audit trail", async () => {
    const { clientApplication } = await owner.data(query, { id: application.id });
    expect(clientApplication).toMatchObject({
      viewerIsOwner: true,
      grants: [{ apiKeys: [{ status: "ACTIVE" }] }],
    });
    expect(clientApplication.grants[0].clientCredentials.clientId).toMatch(/^cli_/);
    expect(clientApplication.grants[0].apiKeys[0].preview).toContain("ptc_key_development_");
    expect(clientApplication.activity.totalCount).toBeGreaterThan(0);
  });

  it("a colleague sees the application without any of them", async () => {
    const { clientApplication } = await colleague.data(query, { id: application.id });
    expect(clientApplication).toEqual({
      id: application.id,
      name: "Secret",
      viewerIsOwner: false,
      activity: { totalCount: 0, edges: [] },
      grants: [{ clientCredentials: null, apiKeys: [{ status: "ACTIVE", preview: null }] }],
    });
    const payload = await colleague.tryTo(
      "revealApiKey",
      { apiKeyId: application.grants[0].apiKeys[0].id },
      "value",
    );
    expect(payload).toMatchObject({ value: null, userErrors: [{ code: "NOT_AN_OWNER" }] });
    const secret = await colleague.tryTo(
      "revealClientSecret",
      { grantId: application.grants[0].id },
      "value",
    );
    expect(secret).toMatchObject({ value: null, userErrors: [{ code: "NOT_AN_OWNER" }] });
  });

  it("for another company's developer none of it exists: the same answer as for unknown ids, byte for byte", async () => {
    const me = (await owner.data("{ me { id partner { id } } }")).me;
    const ids = [
      application.id,
      application.grants[0].id,
      application.grants[0].apiKeys[0].id,
      me.id,
      me.partner.id,
    ];
    for (const id of ids) {
      const unknown = story.services.ids.next(id.slice(0, 3));
      for (const field of ["node", "clientApplication"]) {
        const ask = `query ($id: ID!) { ${field}(id: $id) { id } }`;
        const answer = await (await stranger.raw(ask, { id })).text();
        expect(answer).toBe(await (await stranger.raw(ask, { id: unknown })).text());
        expect(JSON.parse(answer).data).toEqual({ [field]: null });
      }
    }
    const reveal = (id: string) => stranger.tryTo("revealClientSecret", { grantId: id }, "value");
    expect(await reveal(application.grants[0].id)).toEqual(await reveal(story.services.ids.next("grt")));
  });

  it("a colleague sees no credential on any other way to it", async () => {
    const [{ id: grantId, apiKeys }] = application.grants;
    const node =
      "query ($id: ID!) { node(id: $id) { ... on AccessGrant { clientCredentials { clientId } apiKeys { preview } } ... on ApiKey { preview } } }";
    expect((await colleague.data(node, { id: grantId })).node).toEqual({
      clientCredentials: null,
      apiKeys: [{ preview: null }],
    });
    expect((await colleague.data(node, { id: apiKeys[0].id })).node).toEqual({ preview: null });
    const list = `{ me { partner { applications { edges { node { ${details} } } } } } }`;
    const [{ node: listed }] = (await colleague.data(list)).me.partner.applications.edges;
    expect(listed.grants).toEqual([
      { clientCredentials: null, apiKeys: [{ status: "ACTIVE", preview: null }] },
    ]);
    expect(listed.activity).toEqual({ totalCount: 0, edges: [] });
  });

  it("a co-owner sees what the owner sees (R21)", async () => {
    const { pool } = story.services;
    const { id } = (await colleague.data("{ me { id } }")).me;
    const setCoOwners = (ids: string[]) =>
      pool.query("update client_application set co_owner_ids = $1 where id = $2", [ids, application.id]);
    await setCoOwners([id]);
    const seen = await colleague.data(query, { id: application.id });
    await setCoOwners([]);
    expect(seen).toEqual(await owner.data(query, { id: application.id }));
  });

  it("for another company's developer no secret can be shown, and the answer takes the same statements", async () => {
    const [{ id: grantId, apiKeys }] = application.grants;
    const reveals = [
      ["revealApiKey", "apiKeyId", apiKeys[0].id, story.services.ids.next("key")],
      ["revealClientSecret", "grantId", grantId, story.services.ids.next("grt")],
    ];
    const audited = async () => (await story.services.pool.query("select from audit_entry")).rows.length;
    const before = await audited();
    // Its statements would be counted too.
    await story.pauseWorker();
    for (const [mutation, field, id, unknown] of reveals) {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
      const reveal = `mutation ($input: ${type}) { ${mutation}(input: $input) { value userErrors { code message path } } }`;
      const answerTo = async (given: string) => {
        let text = "";
        const statements = await statementsDuring(async () => {
          text = await (await stranger.raw(reveal, { input: { [field]: given } })).text();
        });
        return { text, statements: statements.map((sql) => sql.replace(/'[^']*'/g, "?")) };
      };
      const foreign = await answerTo(id);
      expect(foreign).toEqual(await answerTo(unknown));
      expect(JSON.parse(foreign.text).data[mutation]).toMatchObject({
        value: null,
        userErrors: [{ code: "NOT_FOUND", path: [field] }],
      });
    }
    await story.resumeWorker();
    expect(await audited()).toBe(before);
  });

  it("nor does one who is no longer a member (R9): every answer is that for an unknown id", async () => {
    const former = await story.signUp("former@masking.example");
    const id = application.id;
    expect((await former.data(query, { id })).clientApplication.name).toBe("Secret");
    await story.services.pool.query(
      "delete from member where developer_id = (select id from developer where email = $1)",
      [former.email],
    );
    expect(await former.data("{ me { role partner { id } missingRequirements } }")).toMatchObject({
      me: { role: null, partner: null, missingRequirements: expect.arrayContaining(["VERIFIED_EMAIL"]) },
    });
    expect(await former.data(query, { id })).toEqual({ clientApplication: null });
    const reveal = (apiKeyId: string) => former.tryTo("revealApiKey", { apiKeyId }, "value");
    const refused = await reveal(application.grants[0].apiKeys[0].id);
    expect(refused).toMatchObject({ value: null, userErrors: [{ code: "NOT_A_MEMBER" }] });
    expect(await reveal(story.services.ids.next("key"))).toEqual(refused);
  });

  it("nobody who is signed out sees anything", async () => {
    const visitor = Object.assign(Object.create(owner), { cookie: undefined });
    for (const ask of [query, "query ($id: ID!) { node(id: $id) { id } }"]) {
      const { errors } = await visitor.ask(ask, { id: application.id });
      expect(errors[0].extensions.code).toBe("UNAUTHENTICATED");
    }
    const reveal = "mutation ($id: ID!) { revealApiKey(input: { apiKeyId: $id }) { value } }";
    const { errors } = await visitor.ask(reveal, { id: application.grants[0].apiKeys[0].id });
    expect(errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });
});

describe("R18 subscriptions", () => {
  const change = () =>
    story.services.pool.query("select pg_notify('portico_application_changed', $1)", [application.id]);

  it("on another company's application fail as on an unknown one", async () => {
    const foreign = subscribe(stranger, subscription, { id: application.id });
    const unknown = subscribe(stranger, subscription, { id: story.services.ids.next("app") });
    const [one, other] = [await foreign.ended, await unknown.ended];
    expect([one, foreign.received]).toEqual([other, unknown.received]);
    expect(JSON.stringify([one, foreign.received])).toContain("NOT_FOUND");
  });

  it("are refused to who is signed out, known id or not", async () => {
    const visitor = Object.assign(Object.create(owner), { cookie: undefined });
    for (const id of [application.id, story.services.ids.next("app"), "nonsense"]) {
      const { ended, received } = subscribe(visitor, subscription, { id });
      expect(JSON.stringify([await ended, received])).toContain("UNAUTHENTICATED");
    }
  });

  it("tell members, each as they may see it, and end with the session (R9)", async () => {
    const watching = subscribe(colleague, subscription, { id: application.id });
    await eventually(async () => watching.received.length > 0);
    const clientApplication = { name: "Secret", viewerIsOwner: false };
    const expected = { data: { clientApplicationChanged: { clientApplication } } };
    expect(watching.received[0]).toEqual(expected);

    expect((await colleague.post("/api/auth/sign-out", {})).status).toBe(200);
    await story.services.pool.query("update client_application set name = 'Renamed' where id = $1", [
      application.id,
    ]);
    let hasEnded = false;
    void watching.ended.then(() => {
      hasEnded = true;
    });
    await eventually(async () => {
      await change();
      return hasEnded;
    });
    // The one that was under way when the session ended may have read the new name.
    const since = watching.received.filter((event) => JSON.stringify(event).includes("Renamed"));
    expect(since.length).toBeLessThanOrEqual(1);
  });
});
