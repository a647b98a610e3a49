import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { makePasskey } from "../support/passkey.js";
import { byId } from "../support/references.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

const email = "zora.neale@protected.example";

let story: Story;
let zora: Person;
let bob: Person;
let application: Json;
let bobId: string;

beforeAll(async () => {
  story = await startStory();
  zora = await story.readyDeveloper(email);
  await zora.mutate(
    "updateProfile",
    { givenName: "Zora", familyName: "Hurston", phone: "+31201234567" },
    "developer { id }",
  );
  bob = await story.readyDeveloper("bob@protected.example");
  bobId = (await bob.data("{ me { id } }")).me.id;
  application = await zora.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  await zora.mutate("createAccessToken", { name: "script", scopes: ["READ"], expiresInDays: 9 }, "value");
});

afterAll(() => story.stop());

const erase = (person: Person, confirmEmail = person.email) =>
  person.tryTo("deleteMyAccount", { confirmEmail }, "deletedDeveloperId");

describe("exportMyData", () => {
  it("holds everything that is kept of the developer, and no secret", async () => {
    const { exportMyData: data } = await zora.data("{ exportMyData }");
    expect(data).toMatchObject({
      developer: { email, given_name: "Zora", family_name: "Hurston", phone: "+31201234567" },
      membership: { role: "ADMIN" },
      ownedApplications: [{ id: application.id, name: "Ledger" }],
      accessTokens: [{ name: "script" }],
      sessions: [{ ipAddress: "127.0.0.1" }],
    });
    expect(data.activity.map(({ action }: Json) => action)).toEqual(
      expect.arrayContaining(["PARTNER_FOUNDED", "PROFILE_UPDATED", "REGISTERED", "ACCESS_TOKEN_CREATED"]),
    );
    expect(JSON.stringify(data)).not.toMatch(/hash|ciphertext|password|"token"/);
  });

  it("names passkeys and authenticator apps, without what they are made of", async () => {
    const carla = await story.signUp("carla@factored.example");
    const asked = await carla.request("/api/auth/passkey/generate-register-options");
    const response = makePasskey(story.url).registers((await asked.json()) as Json);
    const made = await carla.post("/api/auth/passkey/verify-registration", { response, name: "Laptop" });
    expect(made.status).toBe(200);
    await carla.post("/api/auth/two-factor/enable", { password });
    const { exportMyData: data } = await carla.data("{ exportMyData }");
    expect(data.passkeys).toEqual([
      {
        name: "Laptop",
        createdAt: expect.any(String),
        deviceType: "singleDevice",
        backedUp: false,
        transports: "internal",
      },
    ]);
    expect(data.authenticatorApps).toEqual([{ isConfirmed: false }]);
    const other = (await bob.data("{ exportMyData }")).exportMyData;
    expect([other.passkeys, other.authenticatorApps]).toEqual([[], []]);
  });

  it("comes in pages when there is much, each entry once", async () => {
    const { id } = (await bob.data("{ me { id } }")).me;
    const query = "query ($after: String) { exportMyData(after: $after) }";
    const ids = Array.from({ length: 1_100 }, (_, number) => `act_bulk${String(number).padStart(4, "0")}`);
    await story.services.pool.query(
      `insert into audit_entry (id, at, actor_id, actor_address, action, summary, subject_id)
       select id, now(), $1, '127.0.0.1', 'REGISTERED', 'Much', $1 from unnest($2::text[]) as id`,
      [id, ids],
    );
    const pages: Json[] = [];
    for (let after: string | null = null; after !== null || pages.length === 0; after = pages.at(-1).next) {
      pages.push((await bob.data(query, { after })).exportMyData);
    }
    expect(pages.map(({ activity }) => activity.length)).toEqual([500, 500, expect.any(Number)]);
    expect(pages.map(({ developer }) => developer.id)).toEqual([id, id, id]);
    const exported = pages.flatMap(({ activity }) => activity.map((entry: Json) => entry.id));
    expect(new Set(exported).size).toBe(exported.length);
    expect(exported).toEqual(expect.arrayContaining(ids));
    const { errors } = await bob.ask(query, { after: "bm9uc2Vuc2U" });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it("is one's own alone", async () => {
    const { exportMyData: data } = await bob.data("{ exportMyData }");
    expect(JSON.stringify(data)).not.toMatch(/Zora|zora/);
  });
});

describe("deleteMyAccount", () => {
  it("wants the address typed again, a successor as ADMIN, and no application left", async () => {
    expect((await erase(zora, "bob@protected.example")).userErrors).toMatchObject([
      { code: "NAME_NOT_CONFIRMED", path: ["confirmEmail"] },
    ]);
    expect((await erase(zora)).userErrors).toMatchObject([{ code: "LAST_ADMIN" }]);
    await zora.mutate("changeMemberRole", { developerId: bobId, role: "ADMIN" }, "partner { id }");
    expect((await erase(zora)).userErrors).toMatchObject([{ code: "OWNS_APPLICATIONS" }]);
    expect((await zora.data("{ me { email } }")).me).toEqual({ email });
  });

  it("leaves nothing personal anywhere, and the trail readable", async () => {
    // What the company says of itself is the company's; its ADMINs keep it.
    await bob.mutate("updateCompanyDetails", { contactEmail: "it@protected.example" }, "partner { id }");
    const share = { clientApplicationId: application.id, developerId: bobId };
    await zora.mutate("addCoOwner", share, "clientApplication { id }");
    await zora.mutate("transferOwnership", share, "clientApplication { id }");
    await eventually(async () => {
      const { rows } = await story.services.pool.query(
        "select from graphile_worker.jobs where run_at <= now()",
      );
      return rows.length === 0;
    });
    for (const person of [zora, bob]) {
      await person.post("/api/auth/request-password-reset", { email: person.email });
    }
    expect((await erase(zora)).userErrors).toEqual([]);
    const { rows: resets } = await story.services.pool.query("select from auth.verification");
    expect(resets).toHaveLength(1);
    expect((await zora.data("{ me { id } }")).me).toBeNull();
    // Mails to colleagues that named them are the colleagues' own; without SMTP they lie in the mailbox.
    await story.services.pool.query("delete from mailbox_message");
    await eventually(async () => {
      const { rows } = await story.services.pool.query(
        "select from graphile_worker.jobs where run_at <= now()",
      );
      return rows.length === 0;
    });
    await story.services.pool.query("delete from mailbox_message");
    const dump = JSON.stringify(await dumpDatabase(story.services.pool));
    expect(dump.match(/.{0,120}(zora|hurston|31201234567).{0,80}/gi)).toBeNull();
    const query = `query ($id: ID!) { clientApplication(id: $id) { owner { email } activity { edges { node { summary address actor { id } } } } } }`;
    const { clientApplication } = await bob.data(query, { id: application.id });
    const told = clientApplication.activity.edges.map(({ node }: Json) => node);
    expect(told.map(({ summary }: Json) => summary)).toContain("registered Ledger for Development");
    expect(
      told.filter(({ actor }: Json) => actor === null).every(({ address }: Json) => address === null),
    ).toBe(true);
  });

  it("lets the address register anew, as somebody else", async () => {
    const again = await story.signUp(email);
    expect((await again.data("{ me { email displayName role } }")).me).toEqual({
      email,
      displayName: "zora.neale",
      role: "MEMBER",
    });
  });

  it("is no way round a removal: who was removed comes back by invitation alone (R9)", async () => {
    const dora = "dora@protected.example";
    const removed = await story.signUp(dora);
    const { me } = await removed.data("{ me { id } }");
    await bob.mutate("removeMember", { developerId: me.id }, "partner { id }");
    await removed.post("/api/auth/sign-in/email", { email: dora, password: "correct horse battery" });
    expect((await erase(removed)).userErrors).toEqual([]);
    await story.services.pool.query("delete from mailbox_message");
    const anew = await story.signUp(dora);
    const query = "{ me { email partner { id } missingRequirements } }";
    expect((await anew.data(query)).me).toMatchObject({ email: dora, partner: null });
    await bob.mutate("inviteDeveloper", { email: dora }, "invitation { id }");
    expect((await anew.data(query)).me.partner).not.toBeNull();
  });

  it("closes an invitation that has expired, so that nobody sends it again", async () => {
    const carl = "carl@protected.example";
    const { invitation } = await bob.mutate("inviteDeveloper", { email: carl }, "invitation { id }");
    await story.services.pool.query("update invitation set expires_at = now() where id = $1", [
      invitation.id,
    ]);
    expect((await erase(await story.signUp(carl))).userErrors).toEqual([]);
    const query = `query ($id: ID!) { node(id: $id) { ... on Invitation { status email } } }`;
    const { node } = await bob.data(query, { id: invitation.id });
    expect(node).toEqual({ status: "WITHDRAWN", email: expect.stringContaining("@deleted.invalid") });
  });

  it("of the only member takes the company along, once it has no application left", async () => {
    const alone = await story.readyDeveloper("alone@island.example");
    const own = await alone.registers({
      name: "Raft",
      description: "Floats.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(story.catalogue.accounts),
      environments: byId(story.catalogue.development),
    });
    expect((await erase(alone)).userErrors).toMatchObject([{ code: "OWNS_APPLICATIONS" }]);
    const input = { clientApplicationId: own.id, confirmName: "Raft" };
    await alone.mutate("deleteClientApplication", input, "deletedClientApplicationId");
    const query = `mutation { deleteMyAccount(input: { confirmEmail: "${alone.email}" }) { userErrors { code } } }`;
    const { data } = await alone.ask(query, {}, { "idempotency-key": "gone" });
    expect(data.deleteMyAccount.userErrors).toEqual([]);
    const { rows } = await story.services.pool.query(
      "select from partner_domain where domain = 'island.example'",
    );
    expect(rows).toHaveLength(0);
    const next = await story.signUp("next@island.example");
    expect((await next.data("{ me { role } }")).me.role).toBe("ADMIN");
  });
});
