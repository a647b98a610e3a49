import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type Colleagues, colleaguesAt } from "../support/race-colleagues.js";
import { type GatewayProbe, probeOf } from "../support/race-gateway.js";
import { inTurns } from "../support/race-rounds.js";
import { applicationSeenBy, revealed } from "../support/race-secrets.js";
import { settled } from "../support/race-settled.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe, type Watching } from "../support/subscribe.js";

let story: Story;
let people: Colleagues;
let gateways: GatewayProbe;
let id: string;
let watching: Watching;

beforeAll(async () => {
  story = await startStory();
  people = await colleaguesAt(story, "managing.example");
  gateways = probeOf(story);
});

afterAll(async () => {
  await watching?.stop();
  await story.stop();
});

const registration = () => ({
  name: "Ledger",
  description: "Shows balances.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products: byId(story.catalogue.accounts),
  environments: byId(story.catalogue.development, story.catalogue.uat),
});

/** Waits until what follows from it has been done. */
async function does(who: keyof Colleagues, command: string, input: object): Promise<void> {
  await people[who].person.mutate(command, input, "__typename");
  await settled(story);
}

async function edits(who: keyof Colleagues, changes: object): Promise<void> {
  const { version: expectedVersion } = await seenBy(who);
  await does(who, "editClientApplication", { clientApplicationId: id, expectedVersion, ...changes });
}

const seenBy = (who: keyof Colleagues): Promise<Json> => applicationSeenBy(people[who].person, id);

/** The grant for an environment, with everything in clear that can be revealed. */
async function inEnvironment(slug: string) {
  const { grants } = await seenBy("ada");
  const grant = grants.find(({ environment }: Json) => environment.slug === slug);
  const { [grant.id]: secret = "", ...keys } = await revealed(people.ada.person, { grants: [grant] });
  const idsOf = (status: string): string[] =>
    grant.apiKeys.filter((key: Json) => key.status === status).map((key: Json) => key.id);
  return { grantId: grant.id, clientId: grant.clientCredentials.clientId, secret, keys, idsOf };
}

describe("from registration to deletion", () => {
  const fields = "id version status grants { apiKeys { id status } }";

  /** Whatever has been done, the subscription has told of it. */
  afterEach(async () => {
    const query = `query ($id: ID!) { clientApplication(id: $id) { ${fields} } }`;
    const { clientApplication } = await people.ada.person.data(query, { id });
    if (!clientApplication) return;
    const event = JSON.stringify({ data: { clientApplicationChanged: { clientApplication } } });
    await eventually(async () => JSON.stringify(watching.received.at(-1)) === event);
  });

  it("R16 a developer registers an application and watches it go live", async () => {
    ({ id } = await people.ada.person.registers(registration()));
    const subscription = `subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { ${fields} } } }`;
    watching = subscribe(people.ada.person, subscription, { id });
    await eventually(async () => watching.received.length > 0);
    await settled(story);
    for (const slug of ["development", "uat"]) {
      const { keys, idsOf } = await inEnvironment(slug);
      expect(idsOf("ACTIVE")).toHaveLength(1);
      expect(await gateways.working(slug, keys)).toEqual(idsOf("ACTIVE"));
    }
  });

  it("R18 R19 R20 a colleague sees and reveals credentials from the moment that it is shared with them", async () => {
    const { keys } = await inEnvironment("development");
    const [[apiKeyId, value] = []] = Object.entries(keys);
    const { grants } = await seenBy("bob");
    expect(grants.map(({ clientCredentials }: Json) => clientCredentials)).toEqual([null, null]);
    const before = await people.bob.person.tryTo("revealApiKey", { apiKeyId }, "value");
    expect(before).toMatchObject({ value: null, userErrors: [{ code: "NOT_AN_OWNER" }] });

    await does("ada", "addCoOwner", { clientApplicationId: id, developerId: people.bob.id });
    expect(await seenBy("bob")).toEqual(await seenBy("ada"));
    const after = await people.bob.person.tryTo("revealApiKey", { apiKeyId }, "value");
    expect(after).toEqual({ value, userErrors: [] });
    const [{ id: grantId }] = grants;
    const ofCyd = await people.cyd.person.tryTo("revealClientSecret", { grantId }, "value");
    expect(ofCyd).toMatchObject({ value: null, userErrors: [{ code: "NOT_AN_OWNER" }] });
  });

  it("R24 R25 what is removed stops, what is kept goes on, and what is added gets credentials of its own", async () => {
    const { accounts, transfers, development, uat } = story.catalogue;
    const [kept, removed] = [await inEnvironment("development"), await inEnvironment("uat")];
    await edits("bob", { products: byId(accounts, transfers), environments: byId(development) });
    expect(await gateways.working("uat", removed.keys)).toEqual([]);
    expect(await gateways.acceptsSecret("uat", id, removed.secret)).toBe("NO");
    const now = await inEnvironment("development");
    expect(now.idsOf("ACTIVE")).toHaveLength(2);
    expect(await gateways.working("development", now.keys)).toEqual(now.idsOf("ACTIVE"));
    expect(now).toMatchObject({ keys: kept.keys, clientId: kept.clientId, secret: kept.secret });

    await edits("ada", { environments: byId(development, uat) });
    const again = await inEnvironment("uat");
    expect(again.idsOf("ACTIVE")).toHaveLength(2);
    expect(await gateways.working("uat", again.keys)).toEqual(again.idsOf("ACTIVE"));
    expect(await gateways.working("uat", removed.keys)).toEqual([]);
    expect(again.clientId).not.toBe(removed.clientId);
    expect(again.secret).not.toBe(removed.secret);
  });

  it("R28 the old key works for the overlap beside its successor, and without one not at all", async () => {
    const { keys: before } = await inEnvironment("development");
    const [first = "", second = ""] = Object.keys(before);
    await does("ada", "rotateApiKey", { apiKeyId: first, overlapHours: 24 });
    const { keys: during } = await inEnvironment("development");
    expect(Object.keys(during)).toHaveLength(3);
    expect(during).toMatchObject(before);
    expect(await gateways.working("development", during)).toEqual(Object.keys(during));

    await does("ada", "rotateApiKey", { apiKeyId: second, overlapHours: 0 });
    const { idsOf, keys: after } = await inEnvironment("development");
    expect(await gateways.working("development", { ...before, ...after })).toEqual(
      expect.arrayContaining(idsOf("ACTIVE")),
    );
    expect(idsOf("ACTIVE")).toHaveLength(3);
    expect(await gateways.working("development", { [second]: before[second] ?? "" })).toEqual([]);
  });

  it("R28 the old client secret works for the overlap beside the new one, and without one not at all", async () => {
    const accepts = (secret: string) => gateways.acceptsSecret("development", id, secret);
    const { grantId, clientId, secret: first } = await inEnvironment("development");
    await does("bob", "rotateClientSecret", { grantId, overlapHours: 1 });
    const { secret: second, clientId: same } = await inEnvironment("development");
    expect(same).toBe(clientId);
    expect([await accepts(first), await accepts(second)]).toEqual(["RETIRING", "YES"]);

    await does("bob", "rotateClientSecret", { grantId, overlapHours: 0 });
    const { secret: third } = await inEnvironment("development");
    expect([await accepts(first), await accepts(second), await accepts(third)]).toEqual(["NO", "NO", "YES"]);
  });

  it("R27 a revoked key stops for good, the others go on, and rotating it gives one that works", async () => {
    const { keys, idsOf } = await inEnvironment("uat");
    const [revoked = "", other = ""] = idsOf("ACTIVE");
    await does("bob", "revokeApiKey", { apiKeyId: revoked });
    expect(await gateways.working("uat", keys)).toEqual([other]);

    await does("bob", "rotateApiKey", { apiKeyId: revoked, overlapHours: 0 });
    const after = await inEnvironment("uat");
    const [fresh] = after.idsOf("ACTIVE").filter((each) => each !== other);
    expect(await gateways.working("uat", { ...keys, ...after.keys })).toEqual([other, fresh]);
    expect(after.idsOf("REVOKED")).toEqual([revoked]);
  });

  it("R29 deactivated nothing works within 2 s, and restored exactly what worked before", async () => {
    const places = { development: await inEnvironment("development"), uat: await inEnvironment("uat") };
    const working = async () => ({
      development: await gateways.working("development", places.development.keys),
      uat: await gateways.working("uat", places.uat.keys),
      secrets: [
        await gateways.acceptsSecret("development", id, places.development.secret),
        await gateways.acceptsSecret("uat", id, places.uat.secret),
      ],
    });
    const before = await working();
    expect([before.development.length, before.uat.length, ...before.secrets]).toEqual([3, 2, "YES", "YES"]);

    const input = { clientApplicationId: id };
    await people.ada.person.mutate("deactivateClientApplication", input, "__typename");
    const nothing = JSON.stringify({ development: [], uat: [], secrets: ["NO", "NO"] });
    await eventually(async () => JSON.stringify(await working()) === nothing);
    await does("bob", "restoreClientApplication", input);
    expect(await working()).toEqual(before);
  });

  it("R19 R33 its trail says who did what, from where, the refused views too", async () => {
    const query = `query ($id: ID!) { clientApplication(id: $id) { activity(first: 100) { ${trail} } } }`;
    const activity = async (who: keyof Colleagues) =>
      (await people[who].person.data(query, { id })).clientApplication.activity;
    expect(toldBy(await activity("bob"))).toEqual(told);
    expect((await activity("cyd")).edges).toEqual([]);
  });

  it("R31 its deletion ends all of it, at the gateways and for who watches it", async () => {
    const places = { development: await inEnvironment("development"), uat: await inEnvironment("uat") };
    const query =
      "query ($id: ID!) { clientApplication(id: $id) { deletionImpact { liveKeys environments coOwners } grants { id apiKeys { id } } } }";
    const { clientApplication } = await people.ada.person.data(query, { id });
    expect(clientApplication.deletionImpact).toEqual({ liveKeys: 5, environments: 2, coOwners: 1 });

    const mistyped = { clientApplicationId: id, confirmName: "ledger" };
    const refused = await people.bob.person.tryTo("deleteClientApplication", mistyped, "__typename");
    expect(refused.userErrors).toMatchObject([{ code: "NAME_NOT_CONFIRMED", path: ["confirmName"] }]);
    await does("bob", "deleteClientApplication", { clientApplicationId: id, confirmName: "Ledger" });
    for (const [slug, { keys, secret }] of Object.entries(places)) {
      expect(await gateways.working(slug, keys)).toEqual([]);
      expect(await gateways.acceptsSecret(slug, id, secret)).toBe("NO");
    }
    expect(await watching.ended).toBeNull();

    const { next } = story.services.ids;
    const [{ id: grantId, apiKeys }] = clientApplication.grants;
    const gone = commandsOn(id, grantId, apiKeys[0].id);
    const unknown = commandsOn(next("app"), next("grt"), next("key"));
    for (const { person } of [people.ada, people.cyd]) {
      const answers = await inTurns(gone, 1, (command) => answerTo(person, ...command));
      expect(answers).toEqual(await inTurns(unknown, 1, (command) => answerTo(person, ...command)));
      for (const answer of answers) expect(answer).toContain('"NOT_FOUND"');
      for (const node of [id, grantId, apiKeys[0].id]) {
        const found = await person.data("query ($node: ID!) { node(id: $node) { id } }", { node });
        expect(found).toEqual({ node: null });
      }
    }
  });

  it("R11 R31 its name is free again, and the company's trail has kept all of it", async () => {
    const { id: next } = await people.cyd.person.registers(registration());
    expect(next).not.toBe(id);
    const query = `{ me { partner { activity(first: 100) { ${trail} } } } }`;
    const { me } = await people.ada.person.data(query);
    const since = ["Bob Kahn deleted Ledger for good", "Cyd Lamarr registered Ledger for Development, UAT"];
    const ofApplications = toldBy(me.partner.activity).filter((entry) => entry.includes("Ledger"));
    expect(ofApplications).toEqual([...told, ...since.map((sentence) => `${sentence} (127.0.0.1)`)]);
    expect((await people.bob.person.data(query)).me.partner.activity.edges).toEqual([]);
  });
});

const trail = "edges { node { summary actor { displayName } address } }";

/** As people would read it, oldest first, without what the owner viewed as a check and what the system did. */
function toldBy({ edges }: Json): string[] {
  return edges
    .map(({ node }: Json) => node)
    .filter(({ actor }: Json) => actor)
    .map(({ actor, summary, address }: Json) => `${actor.displayName} ${summary} (${address})`)
    .filter((entry: string) => !entry.startsWith("Ada Byron viewed"))
    .map((entry: string) => entry.replaceAll(/ptc_(key|sec)_[a-z]+_\w{4}…\w{4}/g, "…"))
    .reverse();
}

const told = [
  "Ada Byron registered Ledger for Development, UAT",
  "Bob Kahn tried to view an API key of Ledger and was refused (NOT_AN_OWNER)",
  "Ada Byron made Bob Kahn a co-owner of Ledger",
  "Bob Kahn viewed the API key … of Ledger",
  "Cyd Lamarr tried to view a client secret of Ledger and was refused (NOT_AN_OWNER)",
  "Bob Kahn edited Ledger: added Transfers; removed UAT",
  "Ada Byron edited Ledger: added UAT",
  "Ada Byron rotated the API key for Accounts in Development (…) of Ledger; the old key works for 24 more hours",
  "Ada Byron rotated the API key for Transfers in Development (…) of Ledger; the old key stopped working at once",
  "Bob Kahn rotated the client secret of Ledger in Development; the old secret works for 1 more hour",
  "Bob Kahn rotated the client secret of Ledger in Development; the old secret stopped working at once",
  "Bob Kahn revoked the API key for Accounts in UAT (…) of Ledger",
  "Bob Kahn replaced the API key for Accounts in UAT (…) of Ledger, which was revoked",
  "Ada Byron deactivated Ledger",
  "Bob Kahn restored Ledger",
].map((sentence) => `${sentence} (127.0.0.1)`);

function commandsOn(clientApplicationId: string, grantId: string, apiKeyId: string): [string, object][] {
  const ofDeveloper = { clientApplicationId, developerId: people.bob.id };
  return [
    ["editClientApplication", { clientApplicationId, expectedVersion: 1, name: "Ledger 2" }],
    ["addCoOwner", ofDeveloper],
    ["removeCoOwner", ofDeveloper],
    ["transferOwnership", ofDeveloper],
    ["deactivateClientApplication", { clientApplicationId }],
    ["restoreClientApplication", { clientApplicationId }],
    ["deleteClientApplication", { clientApplicationId, confirmName: "Ledger" }],
    ["revokeApiKey", { apiKeyId }],
    ["rotateApiKey", { apiKeyId, overlapHours: 0 }],
    ["revealApiKey", { apiKeyId }],
    ["revokeGrantCredentials", { grantId }],
    ["rotateClientSecret", { grantId, overlapHours: 0 }],
    ["revealClientSecret", { grantId }],
  ];
}

async function answerTo(person: Person, command: string, input: object): Promise<string> {
  const type = `${command[0]?.toUpperCase()}${command.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${command}(input: $input) { __typename userErrors { __typename code message path } } }`;
  return (await person.raw(query, { input })).text();
}
