import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { idOf, type Platform, password, startPlatform } from "../support/platform.js";
import { byId } from "../support/references.js";
import type { Person } from "../support/story.js";

const founderEmail = "ada@company.example";
const colleagueEmail = "bob@company.example";

let platform: Platform;
let ada: Person;
let bob: Person;
let application: Json;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(() => platform.stop());

const applicationQuery = `query ($id: ID!) { clientApplication(id: $id) {
  owner { displayName } coOwners { displayName } viewerIsOwner grants { apiKeys { id status preview } } } }`;
const read = async (person: Person) =>
  (await person.data(applicationQuery, { id: application.id })).clientApplication;

describe("a company, from its founder to their successor", () => {
  it("R3 the founder registers an application", async () => {
    ada = await platform.joins(founderEmail, "Ada");
    application = await ada.registers({
      name: "Ledger",
      description: "Shows balances.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(platform.catalogue.accounts),
      environments: byId(platform.catalogue.development),
    });
    await platform.mails.mailTo(founderEmail, /live/);
  });

  it("R7 invites a colleague by mail, whose link fills in the address", async () => {
    const { invitation } = await ada.mutate(
      "inviteDeveloper",
      { email: colleagueEmail },
      "invitation { status email }",
    );
    expect(invitation).toEqual({ status: "PENDING", email: colleagueEmail });
    const mail = await platform.mails.mailTo(colleagueEmail, /invites you/);
    expect(mail.subject).toBe("Ada Byron invites you to Acme Ltd at the developer portal");
    const link = /https?:\/\/\S*sign-up\S*/.exec(mail.text ?? "")?.[0] ?? "";
    const page = await (await fetch(link)).text();
    expect(page).toContain(`value="${colleagueEmail}"`);
  });

  it("R7 the colleague accepts by registering, and is a MEMBER (R3)", async () => {
    bob = await platform.joins(colleagueEmail, "Bob");
    const query =
      "{ me { role partner { invitations { totalCount edges { node { status invitedBy { displayName } } } } } } }";
    expect((await bob.data(query)).me).toEqual({
      role: "MEMBER",
      partner: {
        invitations: {
          totalCount: 1,
          edges: [{ node: { status: "ACCEPTED", invitedBy: { displayName: "Ada Byron" } } }],
        },
      },
    });
  });

  it("R20 becomes a co-owner, is told by mail, and sees the credentials from that moment", async () => {
    expect((await read(bob)).grants[0].apiKeys[0].preview).toBeNull();
    const developerId = await idOf(bob);
    await ada.mutate(
      "addCoOwner",
      { clientApplicationId: application.id, developerId },
      "clientApplication { id }",
    );
    const mail = await platform.mails.mailTo(colleagueEmail, /new co-owner/);
    expect(mail.text).toContain("Ada Byron made Bob Byron a co-owner of Ledger.");
    expect((await read(bob)).grants[0].apiKeys[0].preview).toMatch(/^ptc_key_development_/);
  });

  it("R8 R9 the founder cannot leave the company without an ADMIN, nor their applications without an owner", async () => {
    const developerId = await idOf(ada);
    const leaving = (successorId?: string) =>
      ada.tryTo("removeMember", { developerId, successorId }, "partner { id }");
    expect((await leaving()).userErrors).toMatchObject([{ code: "LAST_ADMIN" }]);
    const successor = await idOf(bob);
    const roles = { developerId: successor, role: "ADMIN" };
    await ada.mutate("changeMemberRole", roles, "partner { id }");
    expect((await leaving()).userErrors).toMatchObject([
      { code: "OWNS_APPLICATIONS", path: ["successorId"] },
    ]);
    expect((await leaving(developerId)).userErrors).toMatchObject([
      { code: "NOT_A_MEMBER", path: ["successorId"] },
    ]);
  });

  it("R9 leaves, naming a successor; their session and tokens stop at once", async () => {
    const created = await ada.mutate(
      "createAccessToken",
      { name: "script", scopes: ["READ"], expiresInDays: 30 },
      "value",
    );
    const withToken = async () =>
      ada.ask("{ me { email } }", {}, { authorization: `Bearer ${created.value}` });
    expect((await withToken()).data?.me).toEqual({ email: founderEmail });

    const input = { developerId: await idOf(ada), successorId: await idOf(bob) };
    await ada.mutate("removeMember", input, "partner { id }");
    expect((await withToken()).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect((await ada.data("{ me { email } }")).me).toBeNull();
  });

  it("R9 R23 the successor is the owner, and told so; the company's trail tells it all", async () => {
    const mail = await platform.mails.mailTo(colleagueEmail, /Ledger: a new owner/);
    expect(mail.text).toContain("Ada Byron transferred the ownership of Ledger to Bob Byron.");
    expect(await read(bob)).toMatchObject({ owner: { displayName: "Bob Byron" }, coOwners: [] });
    const query =
      "{ me { role partner { members { totalCount } activity { edges { node { summary } } } } } }";
    const { me } = await bob.data(query);
    expect(me).toMatchObject({ role: "ADMIN", partner: { members: { totalCount: 1 } } });
    const told = me.partner.activity.edges.map(({ node }: Json) => node.summary);
    expect(told.slice(0, 3).sort()).toEqual([
      "left the company",
      "made Bob Byron an ADMIN",
      "transferred the ownership of Ledger to Bob Byron",
    ]);
    expect(told).toContain(`invited ${colleagueEmail} to join`);
  });

  it("R9 who has left signs in again as nobody's member, and comes back by invitation alone (R7)", async () => {
    const again = () => ada.post("/api/auth/sign-in/email", { email: founderEmail, password });
    expect((await again()).status).toBe(200);
    const query = "{ me { role partner { id } } }";
    expect((await ada.data(query)).me).toEqual({ role: null, partner: null });
    expect(
      (await ada.data("query ($id: ID!) { node(id: $id) { id } }", { id: application.id })).node,
    ).toBeNull();
    await bob.mutate("inviteDeveloper", { email: founderEmail }, "invitation { id }");
    await eventually(async () => (await ada.data(query)).me.role === "MEMBER");
  });
});
