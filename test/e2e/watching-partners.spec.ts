import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe, type Watching } from "../support/subscribe.js";
import { subscribeByEvents } from "../support/subscribe-by-events.js";

let story: Story;
let ada: Person;
let bob: Person;
let olga: Person;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@platform.example" } });
  olga = await story.signUp("olga@platform.example");
  ada = await story.readyDeveloper("ada@watched.example");
  bob = await story.readyDeveloper("bob@watched.example");
  await story.pauseWorker();
});

afterAll(() => story.stop());

const query = `subscription { at: partnerChanged {
  type: __typename
  partner { applications { totalCount } members { totalCount } }
  ... on ClientApplicationRegistered { clientApplication { id name } }
  ... on ClientApplicationUpdated { clientApplication { id name status } }
  ... on ClientApplicationDeleted { deletedClientApplicationId }
  ... on AccessRequestDecided { accessRequest { id status } clientApplication { id } }
  ... on MemberJoined { member { role developer { email } } }
  ... on MemberUpdated { member { role developer { email } } }
  ... on MemberLeft { developerId removedMemberId }
} }`;

const events = ({ received }: Watching) => (received as Json[]).map(({ data, errors }) => data?.at ?? errors);
const types = (watching: Watching) => events(watching).map(({ type }) => type);

async function watches(person: Person, how = subscribe): Promise<Watching> {
  const watching = how(person, query);
  await eventually(async () => watching.received.length > 0);
  expect(types(watching)).toEqual(["PartnerPresent"]);
  return watching;
}

/** The event that comes after what has come. */
async function next(watching: Watching, happens: () => Promise<unknown>): Promise<Json> {
  const { length } = watching.received;
  await happens();
  await eventually(async () => watching.received.length > length);
  return events(watching)[length];
}

const registers = (person: Person, name: string): Promise<Json> =>
  person.registers({
    name,
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.production),
  });
const idOf = async (person: Person): Promise<string> => (await person.data("{ me { id } }")).me.id;

describe.each([
  ["over a WebSocket", subscribe],
  ["by Server-Sent Events", subscribeByEvents],
])("whoever watches their company %s", (way, how) => {
  it("is told of what becomes of its applications, each as a cache can use it", async () => {
    const watching = await watches(bob, how);
    const before = events(watching)[0].partner.applications.totalCount;
    let application: Json;
    expect(
      await next(watching, async () => {
        application = await registers(ada, `Ledger ${way}`);
      }),
    ).toMatchObject({
      type: "ClientApplicationRegistered",
      clientApplication: { name: `Ledger ${way}` },
      partner: { applications: { totalCount: before + 1 } },
    });
    const { id, version } = application;
    const edit = { clientApplicationId: id, expectedVersion: version, name: `Journal ${way}` };
    expect(
      await next(watching, () => ada.mutate("editClientApplication", edit, "clientApplication { id }")),
    ).toMatchObject({
      type: "ClientApplicationUpdated",
      clientApplication: { id, name: `Journal ${way}`, status: "ACTIVE" },
    });
    const stop = { clientApplicationId: id };
    expect(
      await next(watching, () => ada.mutate("deactivateClientApplication", stop, "clientApplication { id }")),
    ).toMatchObject({ clientApplication: { id, status: "DEACTIVATED" } });
    const accessRequestId = application.grants[0].requests[0].id;
    const rejection = { accessRequestId, reason: "Tell us more." };
    expect(await next(watching, () => olga.mutate("rejectAccess", rejection, "grant { id }"))).toMatchObject({
      type: "AccessRequestDecided",
      accessRequest: { id: accessRequestId, status: "REJECTED" },
      clientApplication: { id },
    });
    const deletion = { clientApplicationId: id, confirmName: `Journal ${way}` };
    expect(
      await next(watching, () =>
        ada.mutate("deleteClientApplication", deletion, "deletedClientApplicationId"),
      ),
    ).toEqual({
      type: "ClientApplicationDeleted",
      deletedClientApplicationId: id,
      partner: { applications: { totalCount: before }, members: { totalCount: 2 } },
    });
    await watching.stop();
  });

  it("is told who joins, has another role and leaves", async () => {
    await story.resumeWorker();
    const watching = await watches(bob, how);
    const email = `cyd-${way.length}@watched.example`;
    let cyd: Person | undefined;
    expect(
      await next(watching, async () => {
        cyd = await story.signUp(email);
      }),
    ).toMatchObject({ type: "MemberJoined", member: { role: "MEMBER", developer: { email } } });
    const developerId = await idOf(cyd as Person);
    const promotion = { developerId, role: "ADMIN" };
    expect(
      await next(watching, () => ada.mutate("changeMemberRole", promotion, "partner { id }")),
    ).toMatchObject({
      type: "MemberUpdated",
      member: { role: "ADMIN", developer: { email } },
    });
    const own = subscribe(cyd as Person, query);
    await eventually(async () => own.received.length > 0);
    expect(
      await next(watching, () => ada.mutate("removeMember", { developerId }, "partner { id }")),
    ).toMatchObject({
      type: "MemberLeft",
      developerId,
      removedMemberId: developerId.replace("dev_", "mem_"),
      partner: { members: { totalCount: 2 } },
    });
    await own.ended;
    expect(JSON.stringify(own.received)).not.toContain("MemberLeft");
    await watching.stop();
    await story.pauseWorker();
  });
});

it("whoever watches a company, or an application, is told when somebody in it is called otherwise", async () => {
  const { id: clientApplicationId } = await registers(ada, "Of Ada");
  const shown = `subscription ($id: ID!) { at: clientApplicationChanged(clientApplicationId: $id) { clientApplication { owner { displayName } } } }`;
  const [company, application] = [await watches(bob), subscribe(bob, shown, { id: clientApplicationId })];
  await eventually(async () => application.received.length > 0);
  await ada.mutate("updateProfile", { familyName: "Lovelace" }, "developer { id }");
  await eventually(async () => company.received.length > 1 && application.received.length > 1);
  expect(events(company)[1]).toMatchObject({
    type: "MemberUpdated",
    member: { developer: { email: ada.email } },
  });
  expect(events(application)[1]).toEqual({
    clientApplication: { owner: { displayName: "Ada Lovelace" } },
  });
  await Promise.all([company.stop(), application.stop()]);
});

describe("whoever watches their company", () => {
  it("is told that it has been suspended and resumed, and of its details", async () => {
    const watching = await watches(bob);
    const { partner } = (await ada.data("{ me { partner { id } } }")).me;
    const order = { partnerId: partner.id, reason: "An investigation." };
    await next(watching, () => olga.mutate("suspendPartner", order, "partner { id }"));
    await next(watching, () => olga.mutate("resumePartner", order, "partner { id }"));
    await next(watching, () =>
      ada.mutate("updateCompanyDetails", { legalName: "Acme Holding" }, "partner { id }"),
    );
    expect(types(watching)).toEqual(["PartnerPresent", "PartnerUpdated", "PartnerUpdated", "PartnerUpdated"]);
    await watching.stop();
  });

  it("R38 hears of those who ask to join as an ADMIN alone", async () => {
    await story.resumeWorker();
    await ada.mutate("chooseJoiningPolicy", { policy: "CONSENT" }, "partner { id }");
    const [admins, members] = [await watches(ada), await watches(bob)];
    await next(admins, () => story.signUp("dan@watched.example"));
    expect(types(admins)).toEqual(["PartnerPresent", "PartnerUpdated"]);
    // What comes next is told to both.
    await ada.mutate("chooseJoiningPolicy", { policy: "OPEN" }, "partner { id }");
    await eventually(async () => members.received.length > 1);
    await eventually(async () => admins.received.length > 2);
    expect(types(members)).toEqual(["PartnerPresent", "PartnerUpdated"]);
    await Promise.all([admins.stop(), members.stop()]);
    await story.pauseWorker();
  });

  it("R18 R19 is told nothing of other companies, nor of who has looked at a secret", async () => {
    await story.resumeWorker();
    const eve = await story.readyDeveloper("eve@elsewhere.example");
    const watching = await watches(eve);
    await registers(ada, "Not theirs");
    const own = await registers(eve, "Theirs");
    await eventually(async () => watching.received.length > 1);
    const apiKeyId = own.grants[0].apiKeys[0].id;
    await eve.tryTo("revealApiKey", { apiKeyId }, "value");
    await eve.mutate(
      "deactivateClientApplication",
      { clientApplicationId: own.id },
      "clientApplication { id }",
    );
    await eventually(async () => watching.received.length > 2);
    expect(types(watching)).toEqual([
      "PartnerPresent",
      "ClientApplicationRegistered",
      "ClientApplicationUpdated",
    ]);
    expect(JSON.stringify(watching.received)).not.toContain("Not theirs");
    await watching.stop();
    await story.pauseWorker();
  });

  it("misses no application that is registered while they begin", async () => {
    for (const name of ["One", "Two", "Three", "Four", "Five"]) {
      const [watching] = await Promise.all([subscribe(bob, query), registers(ada, `While ${name}`)]);
      const { me } = await ada.data("{ me { partner { applications { totalCount } } } }");
      await eventually(
        async () =>
          events(watching).at(-1)?.partner.applications.totalCount === me.partner.applications.totalCount,
      );
      await watching.stop();
    }
  });

  it("in ten ways takes no more SQL statements for one change than in one", async () => {
    const { id } = await registers(ada, "Counted");
    const act = (mutation: string) =>
      ada.mutate(mutation, { clientApplicationId: id }, "clientApplication { id }");
    const statementsFor = async (watching: readonly Watching[], mutation: string) => {
      const lengths = watching.map(({ received }) => received.length);
      const statements = await statementsDuring(async () => {
        await act(mutation);
        await eventually(async () =>
          watching.every(({ received }, index) => received.length > (lengths[index] ?? 0)),
        );
      });
      return statements.length;
    };
    const first = [await watches(bob)];
    await act("deactivateClientApplication");
    await eventually(async () => (first[0]?.received.length ?? 0) > 1);
    const one = await statementsFor(first, "restoreClientApplication");
    const all = [...first];
    for (let count = 0; count < 9; count += 1) all.push(await watches(bob));
    await statementsFor(all, "deactivateClientApplication");
    const ten = await statementsFor(all, "restoreClientApplication");
    await Promise.all(all.map((each) => each.stop()));
    expect(ten).toBe(one);
  });
});
