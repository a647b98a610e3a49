import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let bob: Person;
let cyd: Person;
let olga: Person;
let application: Json;

const registers = (name: string): Promise<Json> =>
  ada.registers({
    name,
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
const idOf = async (person: Person): Promise<string> => (await person.data("{ me { id } }")).me.id;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@platform.example" } });
  olga = await story.signUp("olga@platform.example");
  ada = await story.readyDeveloper("ada@permitted.example");
  bob = await story.readyDeveloper("bob@permitted.example");
  cyd = await story.readyDeveloper("cyd@permitted.example");
  application = await registers("Ledger");
  const share = { clientApplicationId: application.id, developerId: await idOf(bob) };
  await ada.mutate("addCoOwner", share, "clientApplication { id }");
});

afterAll(() => story.stop());

const acts = [
  ..."edit addCoOwner removeCoOwner ceaseToCoOwn transferOwnership reveal rotate revoke".split(" "),
  ..."requestAccessAgain deactivate restore delete".split(" "),
];
const ofKeys = ["reveal", "rotate", "revoke"];
const ofGrants = ["revealClientSecret", "rotateClientSecret", "revokeCredentials"];
const asked = (names: readonly string[]) =>
  `viewerCan { ${names.map((name) => `${name} { isAllowed reason { code message path } }`).join(" ")} }`;
const application$ = `${asked(acts)} grants { ${asked(ofGrants)} apiKeys { id status ${asked(ofKeys)} } }`;
const query = `query ($id: ID!) { clientApplication(id: $id) { ${application$} } }`;

const seenBy = async (person: Person, id = application.id): Promise<Json> =>
  (await person.data(query, { id })).clientApplication;
/** The codes of what may not be done. */
const refused = (viewerCan: Json): Json =>
  Object.fromEntries(
    Object.entries(viewerCan as Record<string, Json>).flatMap(([name, { isAllowed, reason }]) => {
      expect(isAllowed).toBe(reason === null);
      return reason ? [[name, reason.code]] : [];
    }),
  );
const everything = (names: readonly string[], code: string) =>
  Object.fromEntries(names.map((name) => [name, code]));

describe("R21 what the viewer may do to an application", () => {
  it("is everything for the owner, but to cease to own it", async () => {
    expect(refused((await seenBy(ada)).viewerCan)).toEqual({ ceaseToCoOwn: "OWNER_CANNOT_BE_REMOVED" });
  });

  it("is less for a co-owner, and nothing for other members, whom a sentence tells why", async () => {
    const notOwner = "NOT_AN_OWNER";
    expect(refused((await seenBy(bob)).viewerCan)).toEqual({
      removeCoOwner: notOwner,
      transferOwnership: notOwner,
    });
    const seen = await seenBy(cyd);
    expect(refused(seen.viewerCan)).toEqual(everything(acts, notOwner));
    expect(seen.viewerCan.edit.reason.message).toBe(
      "Only the owner and the co-owners of the application may do this.",
    );
    const [grant] = seen.grants;
    expect(refused(grant.viewerCan)).toEqual(everything(ofGrants, notOwner));
    expect(refused(grant.apiKeys[0].viewerCan)).toEqual(everything(ofKeys, notOwner));
  });

  it("is nothing for an operator, to whom the mutations say that it does not exist", async () => {
    expect(refused((await seenBy(olga)).viewerCan)).toEqual(everything(acts, "NOT_FOUND"));
  });

  it("R23 is for an ADMIN to hand it on once the owner has left", async () => {
    const { id } = await registers("Orphan");
    const gone = await story.readyDeveloper("gone@permitted.example");
    const pool = story.services.pool;
    await pool.query("update client_application set owner_id = $1 where id = $2", [await idOf(gone), id]);
    expect((await seenBy(ada, id)).viewerCan.transferOwnership.isAllowed).toBe(false);
    await pool.query("delete from member where developer_id = $1", [await idOf(gone)]);
    expect((await seenBy(ada, id)).viewerCan.transferOwnership.isAllowed).toBe(true);
    expect((await seenBy(cyd, id)).viewerCan.transferOwnership.reason.code).toBe("NOT_AN_OWNER");
  });
});

describe("what the viewer may do to a key and to credentials is what the mutation then says", () => {
  const codeOf = async (person: Person, mutation: string, input: object): Promise<string | null> => {
    const { userErrors } = await person.tryTo(mutation, input, "__typename");
    return userErrors[0]?.code ?? null;
  };

  it("R19 R27 R28 before they are issued, while they work, and once they are revoked", async () => {
    await story.pauseWorker();
    const { id, grants } = await registers("Foreseen");
    const [{ id: grantId, apiKeys }] = grants;
    const apiKeyId = apiKeys[0].id;
    const foreseen = async () => {
      const [grant] = (await seenBy(ada, id)).grants;
      const [key] = grant.apiKeys;
      const codes = { ...refused(key.viewerCan), ...refused(grant.viewerCan) };
      return [...ofKeys, ...ofGrants].map((name) => codes[name] ?? null);
    };
    const before = await foreseen();
    expect(before).toEqual(["NOT_ISSUED", "NOT_ISSUED", null, "NOT_ISSUED", "NOT_ISSUED", null]);
    expect([
      await codeOf(ada, "revealApiKey", { apiKeyId }),
      await codeOf(ada, "rotateApiKey", { apiKeyId, overlapHours: 0 }),
      null,
      await codeOf(ada, "revealClientSecret", { grantId }),
      await codeOf(ada, "rotateClientSecret", { grantId, overlapHours: 0 }),
      null,
    ]).toEqual(before);

    await story.resumeWorker();
    await eventually(async () => (await seenBy(ada, id)).grants[0].apiKeys[0].status === "ACTIVE");
    expect(await foreseen()).toEqual(Array(6).fill(null));
    expect([
      await codeOf(ada, "revealApiKey", { apiKeyId }),
      await codeOf(ada, "revealClientSecret", { grantId }),
      await codeOf(ada, "rotateClientSecret", { grantId, overlapHours: 0 }),
      await codeOf(ada, "rotateApiKey", { apiKeyId, overlapHours: 0 }),
    ]).toEqual([null, null, null, null]);
    const retired =
      "query ($id: ID!) { node(id: $id) { ... on ApiKey { viewerCan { rotate { reason { code } } } } } }";
    expect((await ada.data(retired, { id: apiKeyId })).node.viewerCan.rotate.reason.code).toBe(
      "LIMIT_REACHED",
    );
    expect(await codeOf(ada, "rotateApiKey", { apiKeyId, overlapHours: 0 })).toBe("LIMIT_REACHED");

    expect(await codeOf(ada, "revokeGrantCredentials", { grantId })).toBeNull();
    const revoked = "ALREADY_REVOKED";
    expect(await foreseen()).toEqual([revoked, null, revoked, revoked, null, revoked]);
    expect([
      await codeOf(ada, "revealApiKey", { apiKeyId }),
      await codeOf(ada, "revealClientSecret", { grantId }),
      await codeOf(ada, "revokeGrantCredentials", { grantId }),
    ]).toEqual([revoked, revoked, revoked]);
  });

  it("R19 a secret that is shown only once can be shown no more", async () => {
    const { pool } = story.services;
    const development = story.catalogue.development;
    await pool.query("update api_environment set secret_retrieval = 'ONCE' where id = $1", [development]);
    const { id, grants } = await registers("Once");
    const apiKeyId = grants[0].apiKeys[0].id;
    await eventually(async () => (await seenBy(ada, id)).grants[0].apiKeys[0].status === "ACTIVE");
    const reveal = async () => (await seenBy(ada, id)).grants[0].apiKeys[0].viewerCan.reveal;
    expect(await reveal()).toEqual({ isAllowed: true, reason: null });
    expect(await codeOf(ada, "revealApiKey", { apiKeyId })).toBeNull();
    expect((await reveal()).reason.code).toBe("ALREADY_SHOWN");
    expect(await codeOf(ada, "revealApiKey", { apiKeyId })).toBe("ALREADY_SHOWN");
    await pool.query("update api_environment set secret_retrieval = 'REPEATABLE' where id = $1", [
      development,
    ]);
  });

  it("R37 while the company is suspended, one may revoke, and nothing else", async () => {
    const { partner } = (await ada.data("{ me { partner { id } } }")).me;
    const order = { partnerId: partner.id, reason: "An investigation." };
    await olga.mutate("suspendPartner", order, "partner { id }");
    const seen = await seenBy(ada);
    const stopped = "PARTNER_SUSPENDED";
    expect(refused(seen.viewerCan)).toEqual({ ...everything(acts, stopped), revoke: undefined });
    expect(seen.grants[0].apiKeys[0].viewerCan.revoke.isAllowed).toBe(true);
    await olga.mutate("resumePartner", order, "partner { id }");
  });
});

it("every permission has an id of its own, by which caches tell it from all others", async () => {
  const ids = (names: readonly string[]) =>
    `viewerCan { id ${names.map((name) => `${name} { id }`).join(" ")} }`;
  const list = `{ me { partner { ${ids(["inviteDeveloper", "proveDomain"])} applications { edges { node { ${ids(acts)} grants { ${ids(ofGrants)} apiKeys { ${ids(ofKeys)} } } } } } } } }`;
  const told = JSON.stringify(await ada.data(list)).match(/"id":"[^"]+"/g) ?? [];
  expect(told.length).toBeGreaterThan(40);
  expect(new Set(told).size).toBe(told.length);
  expect(JSON.stringify(await ada.data(list)).match(/"id":"[^"]+"/g)).toEqual(told);
});

describe("R6 R8 R10 R38 what the viewer may do to their company", () => {
  const forAdmins = [
    ..."changeMemberRole removeMember chooseJoiningPolicy acceptJoinRequest".split(" "),
    ..."declineJoinRequest proveDomain updateCompanyDetails".split(" "),
  ];
  const all = [...forAdmins, "inviteDeveloper", "registerClientApplication"];
  const company = async (person: Person): Promise<Json> =>
    (await person.data(`{ me { partner { ${asked(all)} } } }`)).me.partner.viewerCan;

  it("is everything for an ADMIN, and to invite and to register for a member", async () => {
    expect(refused(await company(ada))).toEqual({});
    expect(refused(await company(bob))).toEqual(everything(forAdmins, "NOT_AN_ADMIN"));
    const promote = { developerId: await idOf(bob), role: "ADMIN" };
    const { userErrors } = await bob.tryTo("changeMemberRole", promote, "partner { id }");
    expect([userErrors[0].code, userErrors[0].message]).toEqual([
      "NOT_AN_ADMIN",
      (await company(bob)).changeMemberRole.reason.message,
    ]);
  });

  it("is to leave, for whoever is not the last ADMIN, as removeMember says", async () => {
    const leaving = async (person: Person): Promise<Json> =>
      (await person.data(`{ me { id partner { ${asked(["leave"])} } } }`)).me;
    expect((await leaving(bob)).partner.viewerCan.leave).toMatchObject({ isAllowed: true, reason: null });
    const { id: developerId, partner } = await leaving(ada);
    const { userErrors } = await ada.tryTo("removeMember", { developerId }, "partner { id }");
    expect([userErrors[0].code, userErrors[0].message]).toEqual([
      "LAST_ADMIN",
      partner.viewerCan.leave.reason.message,
    ]);
  });

  it("tells a newcomer what they still need before they can register an application", async () => {
    const dan = await story.signUp("dan@permitted.example");
    const missing =
      "{ me { missingRequirements partner { viewerCan { registerClientApplication { reason { code ... on NotReadyToRegisterError { missing } } } } } } }";
    const { me } = await dan.data(missing);
    expect(me.partner.viewerCan.registerClientApplication.reason).toEqual({
      code: "NOT_READY_TO_REGISTER",
      missing: me.missingRequirements,
    });
    expect(me.missingRequirements.length).toBeGreaterThan(0);
  });
});

describe("what the viewer may do is told of a list", () => {
  const list = (first: number, selection: string) =>
    `{ me { partner { applications(first: ${first}) { edges { node { id name ${selection} } } } } } }`;
  const statementsOf = async (query: string) => (await statementsDuring(() => bob.data(query))).length;

  beforeAll(async () => {
    await story.pauseWorker();
    for (let index = 0; index < 6; index += 1) await registers(`Listed ${index}`);
  });

  it("by no more SQL statements than the list itself takes", async () => {
    expect(await statementsOf(list(100, asked(acts)))).toBe(await statementsOf(list(100, "")));
  });

  it("with its grants and keys, by as many statements however many there are", async () => {
    const few = await statementsOf(list(2, application$));
    expect(await statementsOf(list(100, application$))).toBe(few);
  });
});
