import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";

let story: Story;
let ada: Person;
let bob: Person;
let olga: Person;
let applicationId: string;
let partnerId: string;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@suspended.example");
  bob = await story.readyDeveloper("bob@suspended.example");
  partnerId = (await ada.data("{ me { partner { id } } }")).me.partner.id;
  const { accounts, development, uat } = story.catalogue;
  const application = {
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(accounts),
    environments: byId(development, uat),
  };
  applicationId = (await ada.registers(application)).id;
  await eventually(async () => (await statuses()).every((status) => status === "ACTIVE"));
});

afterAll(() => story.stop());

it("R37 a company that is suspended takes nobody in, who is told why, and joins once it is resumed", async () => {
  const founder = await story.readyDeveloper("founder@closed.example");
  const { id } = (await founder.data("{ me { partner { id } } }")).me.partner;
  await founder.mutate("inviteDeveloper", { email: "invited@closed.example" }, "invitation { id }");
  await olga.mutate("suspendPartner", { partnerId: id, reason: "Fraud." }, "partner { id }");
  const people = [await story.signUp("new@closed.example"), await story.signUp("invited@closed.example")];
  const query = "{ me { partner { id } joining missingRequirements } }";
  for (const person of people) {
    const { me } = await person.data(query);
    expect(me).toMatchObject({ partner: null, joining: "COMPANY_SUSPENDED" });
  }
  await olga.mutate("resumePartner", { partnerId: id, reason: "Settled." }, "partner { id }");
  for (const person of people) {
    expect((await person.data(query)).me).toMatchObject({ partner: { id }, joining: null });
  }
});

async function statuses(): Promise<string[]> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
  const { clientApplication } = await ada.data(query, { id: applicationId });
  return clientApplication.grants.flatMap((grant: { apiKeys: { status: string }[] }) =>
    grant.apiKeys.map(({ status }) => status),
  );
}

/** What the gateways accept of the application. */
async function accepted(): Promise<unknown[]> {
  const { pool } = story.services;
  const keys = await pool.query("select hash from gateway_key where application_id = $1 order by hash", [
    applicationId,
  ]);
  const clients = await pool.query(
    "select client_id, secret_hash from gateway_client where application_id = $1 order by client_id",
    [applicationId],
  );
  return [...keys.rows, ...clients.rows];
}

const subjects = async (email: string) =>
  (await story.services.mailbox.list(50, email)).map(({ subject }) => subject);

it("R37 a company is stopped at every gateway and comes back as it was; its members are told and watch it happen", async () => {
  const before = await accepted();
  expect(before).toHaveLength(4);
  const watching = subscribe(
    ada,
    "subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { grants { apiKeys { status } } } } }",
    { id: applicationId },
  );
  await eventually(async () => watching.received.length > 0);

  const selection = "partner { suspension { reason } }";
  const stop = { partnerId, reason: "The founder is under investigation." };
  await ada.tryTo("suspendPartner", stop, selection).then(({ userErrors }) => {
    expect(userErrors).toMatchObject([{ code: "NOT_AN_OPERATOR" }]);
  });
  const { partner } = await olga.mutate("suspendPartner", stop, selection);
  expect(partner.suspension).toEqual({ reason: stop.reason });
  expect(await statuses()).toEqual(["SUSPENDED", "SUSPENDED"]);
  await eventually(async () => (await accepted()).length === 0);
  await eventually(async () => JSON.stringify(watching.received.at(-1)).includes("SUSPENDED"));

  const edit = { clientApplicationId: applicationId, expectedVersion: 1, description: "Other." };
  const { userErrors } = await ada.tryTo("editClientApplication", edit, "clientApplication { id }");
  expect(userErrors).toMatchObject([{ code: "PARTNER_SUSPENDED" }]);

  await olga.mutate("resumePartner", { partnerId, reason: "It was a mistake." }, selection);
  await eventually(async () => (await accepted()).length === before.length);
  expect(await accepted()).toEqual(before);
  expect(await statuses()).toEqual(["ACTIVE", "ACTIVE"]);
  await watching.stop();
  for (const email of ["ada@suspended.example", "bob@suspended.example"]) {
    await eventually(async () => {
      const told = await subjects(email);
      return told.includes("Acme Ltd: suspended") && told.includes("Acme Ltd: resumed");
    });
  }
});

it("R37 R9 an appointed ADMIN can remove a hostile founder, and nobody takes over applications unseen", async () => {
  const idOf = async (who: Person) => (await who.data("{ me { id } }")).me.id;
  const appointed = { partnerId, developerId: await idOf(bob), reason: "The founder is gone." };
  await olga.mutate("appointAdmin", appointed, "partner { id }");
  const removal = { developerId: await idOf(ada), successorId: appointed.developerId };
  await bob.mutate("removeMember", removal, "partner { id }");
  for (const email of ["ada@suspended.example", "bob@suspended.example"]) {
    await eventually(async () => (await subjects(email)).includes("Acme Ltd: applications have a new owner"));
  }
});
