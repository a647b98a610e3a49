import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client, type Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";

let story: Story;
/** An ADMIN, who owns the application; Bob is its co-owner, Cyd just a colleague, and Eve is elsewhere. */
let ada: Person;
let bob: Person;
let cyd: Person;
let eve: Person;
let named: Json;
let other: Json;
let elsewhere: Json;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@company-tokens.example");
  bob = await story.readyDeveloper("bob@company-tokens.example");
  cyd = await story.readyDeveloper("cyd@company-tokens.example");
  eve = await story.readyDeveloper("eve@elsewhere-tokens.example");
  named = await registers(ada, "Named");
  other = await registers(ada, "Other");
  elsewhere = await registers(eve, "Elsewhere");
  const input = { clientApplicationId: named.id, developerId: (await bob.data("{ me { id } }")).me.id };
  await ada.mutate("addCoOwner", input, "clientApplication { id }");
});

afterAll(() => story.stop());

async function registers(by: Person, name: string): Promise<Json> {
  const application = await by.registers({
    name,
    description: "Is named by tokens.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  await eventually(async () => {
    const { rows } = await story.services.pool.query("select from api_key where provisioned_at is null");
    return rows.length === 0;
  });
  return application;
}

const wanted = (changes: object = {}) => ({
  owner: "COMPANY",
  name: "Pipeline",
  scopes: ["SECRETS"],
  expiresInDays: 1,
  clientApplicationIds: [named.id],
  ...changes,
});

interface Made extends Client {
  readonly id: string;
  readonly token: string;
}

async function makes(by: Person = ada, changes: object = {}): Promise<Made> {
  const made = await by.mutate("createAccessToken", wanted(changes), "value accessToken { id }");
  return Object.assign(new Client(story.url), { token: made.value, id: made.accessToken.id });
}

const keyIdOf = (application: Json) => application.grants[0].apiKeys[0].id;
const revokes = (by: Client, accessTokenId: string) =>
  by.tryTo("revokeAccessToken", { accessTokenId }, "accessToken { revokedAt } partner { id }");

async function expectRefused(token: Client): Promise<void> {
  const response = await token.raw("{ __typename }");
  expect([response.status, response.headers.get("www-authenticate")]).toEqual([
    401,
    'Bearer error="invalid_token"',
  ]);
}

/** All that a token of the company's is told of itself. */
const itself =
  "{ me { id } currentAccessToken { id owner name scopes partner { id } clientApplications { name } createdBy { email } } }";

describe("a company's token", () => {
  it("R34 is the company's, shown once, kept as a hash alone, and says itself what it is", async () => {
    const token = await makes();
    expect(token.token).toMatch(/^ptc_cat_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(await token.data(itself)).toEqual({
      me: null,
      currentAccessToken: {
        id: token.id,
        owner: "COMPANY",
        name: "Pipeline",
        scopes: ["SECRETS"],
        partner: { id: (await ada.data("{ me { partner { id } } }")).me.partner.id },
        clientApplications: [{ name: "Named" }],
        createdBy: { email: ada.email },
      },
    });
    expect(JSON.stringify(await dumpDatabase(story.services.pool))).not.toContain(token.token);
  });

  it("R36 tells all ADMINs and every owner of what it names, each once", async () => {
    const { token } = await makes(ada, { name: "Told" });
    const mailsOf = async ({ email }: Person) =>
      (await story.services.mailbox.list(50, email)).filter(({ text }) => text.includes('"Told"'));
    await eventually(async () => (await mailsOf(ada)).length + (await mailsOf(bob)).length === 2);
    const [mail] = await mailsOf(bob);
    expect(mail?.text).toMatch(/Ada Byron has made the access token "Told" of the company \(SECRETS\)/);
    expect(mail?.text).toContain("Named");
    expect(mail?.text).not.toContain(token);
    expect(await mailsOf(cyd)).toEqual([]);
  });

  it("R18 is made by ADMINs alone, for what they own: all that is wrong at once, each at its place", async () => {
    const refused = async (by: Person, changes: object) =>
      (await by.tryTo("createAccessToken", wanted(changes), "value")).userErrors.map(
        ({ code, path }: Json) => `${code} ${path.join(".")}`,
      );
    expect(await refused(bob, {})).toEqual(["NOT_AN_ADMIN "]);
    const clientApplicationIds = [named.id, elsewhere.id, "app_00000000000000000000000000"];
    expect(await refused(ada, { name: " ", scopes: [], clientApplicationIds })).toEqual([
      "NOT_FOUND clientApplicationIds.1",
      "NOT_FOUND clientApplicationIds.2",
      "INVALID name",
      "INVALID scopes",
    ]);
    const bobs = await registers(bob, "Bob's own");
    expect(await refused(ada, { clientApplicationIds: [bobs.id] })).toEqual([
      "NOT_AN_OWNER clientApplicationIds.0",
    ]);
    for (const none of [[], null]) {
      expect(await refused(ada, { clientApplicationIds: none })).toEqual(["INVALID clientApplicationIds"]);
    }
    expect(await refused(ada, { owner: "DEVELOPER" })).toEqual(["INVALID clientApplicationIds"]);
  });

  it("R18 is listed for ADMINs, and for owners of what it names; it is nobody else's to see or to revoke", async () => {
    const token = await makes(ada, { name: "Listed" });
    const list = `query ($id: ID!) { me { partner { viewerCan { createAccessToken { isAllowed } } accessTokens(filter: { clientApplicationId: $id }) { nodes { name } } } } }`;
    const names = async (by: Person, id = named.id) =>
      (await by.data(list, { id })).me.partner.accessTokens.nodes.map(({ name }: Json) => name);
    expect(await names(ada)).toContain("Listed");
    expect(await names(bob)).toContain("Listed");
    expect(await names(ada, other.id)).toEqual([]);
    for (const stranger of [cyd, eve]) {
      expect(await names(stranger)).toEqual([]);
      expect((await revokes(stranger, token.id)).userErrors).toEqual([
        expect.objectContaining({ code: "NOT_FOUND", path: ["accessTokenId"] }),
      ]);
    }
    const can = async (by: Person) =>
      (await by.data(list, { id: named.id })).me.partner.viewerCan.createAccessToken.isAllowed;
    expect([await can(ada), await can(bob)]).toEqual([true, false]);
    expect((await revokes(bob, token.id)).accessToken.revokedAt).not.toBeNull();
    expect(await names(ada)).not.toContain("Listed");
    await expectRefused(token);
  });

  it("R33 acts as owners do, and is in the trail by its name; the owners are told that it was this token", async () => {
    const token = await makes(ada, { name: "Acting" });
    const { value } = await token.mutate("revealApiKey", { apiKeyId: keyIdOf(named) }, "value");
    expect(value).toMatch(/^ptc_key_/);
    const switching = { clientApplicationId: named.id };
    await token.mutate("deactivateClientApplication", switching, "clientApplication { id }");
    await token.mutate("restoreClientApplication", switching, "clientApplication { id }");
    const query = `query ($id: ID!, $token: ID!) { clientApplication(id: $id) { activity(filter: { actorId: $token }) { nodes { action actor { id } actingToken { name } } } } }`;
    const expected = ["RESTORED", "DEACTIVATED", "API_KEY_REVEALED"].map((action) => ({
      action,
      actor: null,
      actingToken: { name: "Acting" },
    }));
    for (const reader of [ada, bob, token]) {
      const { clientApplication } = await reader.data(query, { id: named.id, token: token.id });
      expect(clientApplication.activity.nodes).toEqual(expected);
    }
    await eventually(async () =>
      (await story.services.mailbox.list(50, bob.email)).some(({ text }) =>
        /The company's access token Acting\s+deactivated/.test(text),
      ),
    );
  });

  it("R18 sees and changes nothing that it does not name, of its own company or another's", async () => {
    const token = await makes();
    const seen = await token.data(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id } currentAccessToken { partner { applications { totalCount nodes { name } } members { totalCount } } } }`,
      { ids: [other.id, keyIdOf(other), other.grants[0].id, elsewhere.id, keyIdOf(elsewhere)] },
    );
    expect(seen.nodes).toEqual([null, null, null, null, null]);
    expect(seen.currentAccessToken.partner).toEqual({
      applications: { totalCount: 1, nodes: [{ name: "Named" }] },
      members: { totalCount: 0 },
    });
    for (const application of [other, elsewhere]) {
      const attempts = [
        token.tryTo("revealApiKey", { apiKeyId: keyIdOf(application) }, "value"),
        token.tryTo(
          "deactivateClientApplication",
          { clientApplicationId: application.id },
          "query { __typename }",
        ),
        token.tryTo("revokeGrantCredentials", { grantId: application.grants[0].id }, "query { __typename }"),
      ];
      for (const { userErrors } of await Promise.all(attempts))
        expect(userErrors).toEqual([expect.objectContaining({ code: "NOT_FOUND" })]);
    }
  });

  it("makes no tokens, whatever its scopes, and does nothing that is for people", async () => {
    const token = await makes();
    const codeOf = async (query: string, variables = {}) =>
      (await token.ask(query, variables)).errors?.[0]?.extensions.code;
    const make = `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { value } }`;
    expect(await codeOf(make, { input: wanted() })).toBe("FORBIDDEN");
    expect(await codeOf(make, { input: wanted({ owner: "DEVELOPER", clientApplicationIds: null }) })).toBe(
      "FORBIDDEN",
    );
    expect(await codeOf("{ exportMyData }")).toBe("FORBIDDEN");
    expect(
      await codeOf(
        `mutation { inviteDeveloper(input: { email: "a@company-tokens.example" }) { invitation { id } } }`,
      ),
    ).toBe("FORBIDDEN");
    const watching = subscribe(token, "subscription { partnerChanged { partner { id } } }");
    expect(JSON.stringify([await watching.ended, ...watching.received])).toContain("FORBIDDEN");
  });

  it.each([
    ["READ", "deactivateClientApplication", () => ({ clientApplicationId: named.id })],
    ["READ", "revealApiKey", () => ({ apiKeyId: keyIdOf(named) })],
    ["WRITE", "revealApiKey", () => ({ apiKeyId: keyIdOf(named) })],
    ["WRITE", "rotateApiKey", () => ({ apiKeyId: keyIdOf(named), overlapHours: 1 })],
  ])("goes no further than its scope %s: %s", async (scope, mutation, input) => {
    const token = await makes(ada, { scopes: [scope] });
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code } } }`;
    const { errors } = await token.ask(query, { input: input() });
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("R10 adds an environment when the owner has done what that needs, since it has accepted nothing itself", async () => {
    const token = await makes(ada, { scopes: ["WRITE"] });
    const { clientApplication } = await token.data(
      "query ($id: ID!) { clientApplication(id: $id) { version } }",
      { id: named.id },
    );
    const edit = {
      clientApplicationId: named.id,
      expectedVersion: clientApplication.version,
      environments: [{ slug: "development" }, { slug: "uat" }],
    };
    const { pool } = story.services;
    await pool.query("update developer set terms_version = 'old' where email = $1", [ada.email]);
    const refused = await token.tryTo("editClientApplication", edit, "clientApplication { id }");
    expect(refused.userErrors).toEqual([expect.objectContaining({ code: "NOT_READY_TO_REGISTER" })]);
    await pool.query("update developer set terms_version = '1' where email = $1", [ada.email]);
    await token.mutate("editClientApplication", edit, "clientApplication { id }");
  });

  it("is answered again for a request that it repeats, and not with what another token did", async () => {
    const [one, two] = [await makes(), await makes()];
    const query = `mutation ($input: RevokeGrantCredentialsInput!) { revokeGrantCredentials(input: $input) { userErrors { code } } }`;
    const input = { grantId: "grt_00000000000000000000000000" };
    const send = (by: Client) => by.raw(query, { input }, { "idempotency-key": "same" });
    await (await send(one)).json();
    expect((await send(one)).headers.get("idempotency-replayed")).toBe("true");
    expect((await send(two)).headers.get("idempotency-replayed")).toBeNull();
  });

  it("works from a budget that all tokens of the company share", async () => {
    const budgetOf = async (by: Client) => (await by.data("{ rateLimit { id payer } }")).rateLimit;
    const [one, two] = [await makes(), await makes()];
    expect(await budgetOf(one)).toEqual({ id: expect.stringMatching(/^bud_/), payer: "COMPANY" });
    expect(await budgetOf(two)).toEqual(await budgetOf(one));
    const { id } = await budgetOf(one);
    const { node } = await two.data("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect(node).toEqual({ id });
  });

  it("tells when it was last used", async () => {
    const token = await makes();
    await token.data("{ __typename }");
    await story.services.tokenUse.flush();
    const { currentAccessToken } = await token.data("{ currentAccessToken { lastUsedAt } }");
    expect(currentAccessToken.lastUsedAt).not.toBeNull();
  });

  it("ends by itself", async () => {
    const token = await makes();
    await story.services.pool.query("update access_token set expires_at = now() where id = $1", [token.id]);
    await expectRefused(token);
  });

  it("R37 does not work while the company is suspended, and works again as it did", async () => {
    const token = await makes();
    const set =
      "update partner set suspended_at = $1, suspension_reason = $2 where id = any (select partner_id from access_token)";
    await story.services.pool.query(set, [new Date(), "Fraud."]);
    await expectRefused(token);
    const { userErrors } = await ada.tryTo("createAccessToken", wanted(), "value");
    expect(userErrors).toEqual([expect.objectContaining({ code: "PARTNER_SUSPENDED" })]);
    expect((await revokes(ada, (await revocable()).id)).userErrors).toEqual([]);
    await story.services.pool.query(set, [null, null]);
    await token.data("{ currentAccessToken { id } }");
  });

  /** Another live token, by its id alone. */
  async function revocable(): Promise<{ id: string }> {
    const { me } = await ada.data("{ me { partner { accessTokens(last: 1) { nodes { id } } } } }");
    return me.partner.accessTokens.nodes[0];
  }

  it("watches what it names until it is revoked, and is cut off then", async () => {
    const token = await makes();
    const query = `subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { name } } }`;
    const watching = subscribe(token, query, { id: named.id });
    await eventually(async () => watching.received.length > 0);
    const refused = subscribe(token, query, { id: other.id });
    expect(JSON.stringify([await refused.ended, ...refused.received])).toContain("NOT_FOUND");
    await revokes(ada, token.id);
    await watching.ended;
    await expectRefused(token);
  });

  it("R30 carries nothing out any more once its revocation has answered, however many requests are under way", async () => {
    const token = await makes(ada, { scopes: ["WRITE"] });
    let isRevoked = false;
    const begunAfter: number[] = [];
    const uses = Array.from({ length: 6 }, async (_, index) => {
      for (let time = 0; begunAfter.length < 6; time += 1) {
        const begun = isRevoked;
        const mutation = (index + time) % 2 ? "deactivateClientApplication" : "restoreClientApplication";
        const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
        const response = await token.raw(
          `mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code } } }`,
          { input: { clientApplicationId: named.id } },
        );
        if (begun) begunAfter.push(response.status);
      }
    });
    await revokes(ada, token.id);
    isRevoked = true;
    const { rows } = await story.services.pool.query(trailOf, [token.id]);
    await Promise.all(uses);
    expect(new Set(begunAfter)).toEqual(new Set([401]));
    expect((await story.services.pool.query(trailOf, [token.id])).rows).toEqual(rows);
    await ada.mutate(
      "restoreClientApplication",
      { clientApplicationId: named.id },
      "clientApplication { id }",
    );
  });

  const trailOf = "select count(*) from audit_entry where actor_id = $1";

  it("R9 outlives whoever made it, who can no longer do what it does", async () => {
    const dan = await story.readyDeveloper("dan@company-tokens.example");
    const { id: developerId } = (await dan.data("{ me { id } }")).me;
    await ada.mutate("changeMemberRole", { developerId, role: "ADMIN" }, "partner { id }");
    const dans = await registers(dan, "Dan's");
    const token = await makes(dan, { name: "Outlives", clientApplicationIds: [dans.id] });
    const successorId = (await bob.data("{ me { id } }")).me.id;
    await ada.mutate("removeMember", { developerId, successorId }, "partner { id }");
    const { currentAccessToken } = await token.data(itself);
    expect(currentAccessToken).toMatchObject({ clientApplications: [{ name: "Dan's" }], createdBy: null });
    await token.mutate("revealApiKey", { apiKeyId: keyIdOf(dans) }, "value");
    const { errors } = await dan.ask(
      "mutation ($id: ID!) { revealApiKey(input: { apiKeyId: $id }) { value } }",
      {
        id: keyIdOf(dans),
      },
    );
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    await eventually(async () =>
      (await story.services.mailbox.list(50, ada.email)).some(
        ({ subject, text }) =>
          /access tokens of a former member/.test(subject) && /Outlives \(ptc_cat_/.test(text),
      ),
    );
    // Whoever has it now, the new owner can stop it.
    expect((await revokes(bob, token.id)).userErrors).toEqual([]);
    await expectRefused(token);
  });

  it("R31 acts on what is deleted no more, and has nothing left then", async () => {
    const gone = await registers(ada, "Gone");
    const token = await makes(ada, { clientApplicationIds: [gone.id] });
    const input = { clientApplicationId: gone.id, confirmName: "Gone" };
    await token.mutate("deleteClientApplication", input, "deletedClientApplicationId partner { id }");
    const { currentAccessToken } = await token.data(itself);
    expect(currentAccessToken.clientApplications).toEqual([]);
  });

  it("R8 goes with the company, and what is kept of its maker names it until then", async () => {
    const fay = await story.readyDeveloper("fay@alone-tokens.example");
    const only = await registers(fay, "Only");
    const token = await makes(fay, { name: "Alone", clientApplicationIds: [only.id] });
    const { exportMyData } = await fay.data("{ exportMyData }");
    expect(exportMyData.companyTokensCreated).toEqual([
      expect.objectContaining({ id: token.id, name: "Alone" }),
    ]);
    await fay.mutate(
      "deleteClientApplication",
      { clientApplicationId: only.id, confirmName: "Only" },
      "deletedClientApplicationId",
    );
    await fay.mutate("deleteMyAccount", { confirmEmail: fay.email }, "deletedDeveloperId");
    await expectRefused(token);
    const { rows } = await story.services.pool.query("select from access_token where id = $1", [token.id]);
    expect(rows).toEqual([]);
  });
});
