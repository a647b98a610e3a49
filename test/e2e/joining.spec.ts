import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { eventually } from "../support/eventually.js";
import { settled } from "../support/race-settled.js";
import { byId } from "../support/references.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

const joining = "{ me { id email joining role partner { id } missingRequirements } }";
const waiting =
  "{ me { partner { joiningPolicy proposedJoiningPolicy joinRequests { totalCount edges { node { developer { id email } } } } } } }";
const application = {
  name: "Ledger",
  description: "Shows balances.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
};

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@joining.example");
});

afterAll(() => story.stop());

const meOf = async (who: Person) => (await who.data(joining)).me;
const company = async (who = ada) => (await who.data(waiting)).me.partner;
const choose = (policy: string) => ada.mutate("chooseJoiningPolicy", { policy }, "partner { joiningPolicy }");
const decide = async (decision: "accept" | "decline", who: Person) =>
  ada.mutate(`${decision}JoinRequest`, { developerId: (await meOf(who)).id }, "partner { id }");
const mailTo = (email: string, subject: string) =>
  eventually(async () =>
    (await story.services.mailbox.list(20, email)).find((mail) => mail.subject === subject),
  );
const subjectsTo = async (email: string) =>
  (await story.services.mailbox.list(50, email)).map(({ subject }) => subject);

describe("R38 a company that asks for consent", () => {
  beforeAll(async () => {
    await choose("CONSENT");
  });

  it("lets nobody in before an ADMIN has, who is told and sees who waits", async () => {
    const ben = await story.signUp("ben@joining.example");
    expect(await meOf(ben)).toMatchObject({
      joining: "AWAITING_CONSENT",
      role: null,
      partner: null,
      missingRequirements: expect.arrayContaining(["VERIFIED_EMAIL"]),
    });
    const input = { ...application, products: byId(story.catalogue.accounts), environments: [] };
    const { userErrors } = await ben.tryTo("registerClientApplication", input, "clientApplication { id }");
    expect(userErrors).toMatchObject([{ code: "NOT_A_MEMBER" }]);

    const mail = await mailTo("ada@joining.example", "ben@joining.example asks to join Acme Ltd");
    expect(mail.text).toContain("The address is verified.");
    expect((await company()).joinRequests).toEqual({
      totalCount: 1,
      edges: [{ node: { developer: { id: (await meOf(ben)).id, email: "ben@joining.example" } } }],
    });

    await decide("accept", ben);
    expect(await meOf(ben)).toMatchObject({
      joining: null,
      role: "MEMBER",
      partner: { id: expect.any(String) },
    });
    await mailTo("ben@joining.example", "You are now a member of Acme Ltd");
    expect((await company()).joinRequests.totalCount).toBe(0);
    expect((await company(ben)).joinRequests).toEqual({ totalCount: 0, edges: [] });
  });

  it("keeps out whom an ADMIN declines, also after deleting their account (R9)", async () => {
    const cat = await story.signUp("cat@joining.example");
    await decide("decline", cat);
    expect(await meOf(cat)).toMatchObject({ joining: "DECLINED", partner: null });
    await mailTo("cat@joining.example", "Your request to join Acme Ltd was declined");
    expect((await company()).joinRequests.totalCount).toBe(0);

    await cat.mutate("deleteMyAccount", { confirmEmail: "cat@joining.example" }, "deletedDeveloperId");
    const again = await story.signUp("cat+again@joining.example");
    expect(await meOf(again)).toMatchObject({ joining: "INVITATION_NEEDED", partner: null });
    expect((await company()).joinRequests.totalCount).toBe(0);
  });

  it("forgets who deletes their account while they wait, and hears them when they come anew", async () => {
    const dan = await story.signUp("dan@joining.example");
    await dan.mutate("deleteMyAccount", { confirmEmail: "dan@joining.example" }, "deletedDeveloperId");
    expect((await company()).joinRequests.totalCount).toBe(0);
    const again = await story.signUp("dan@joining.example");
    expect(await meOf(again)).toMatchObject({ joining: "AWAITING_CONSENT" });
    const { joinRequest } = (await again.data("{ exportMyData }")).exportMyData;
    expect(joinRequest).toMatchObject({ declined_at: null });
    await decide("decline", again);
  });

  it("lets those in who wait, by their next request, once it is open", async () => {
    const eve = await story.signUp("eve@joining.example");
    expect(await meOf(eve)).toMatchObject({ joining: "AWAITING_CONSENT" });
    await choose("OPEN");
    expect(await meOf(eve)).toMatchObject({ joining: null, role: "MEMBER" });
    expect(await meOf(await story.signUp("fay@joining.example"))).toMatchObject({ role: "MEMBER" });
  });
});

describe("R38 a company that only invites", () => {
  beforeAll(async () => {
    await choose("INVITATION");
  });

  it("takes in who is invited, and bothers no ADMIN with the others", async () => {
    const gus = await story.signUp("gus@joining.example");
    expect(await meOf(gus)).toMatchObject({ joining: "INVITATION_NEEDED", partner: null });
    await ada.mutate("inviteDeveloper", { email: "gus@joining.example" }, "invitation { id }");
    expect(await meOf(gus)).toMatchObject({ joining: null, role: "MEMBER" });
    await settled(story);
    expect(await subjectsTo("ada@joining.example")).not.toContain(
      "gus@joining.example asks to join Acme Ltd",
    );
  });
});

describe("R38 after somebody was removed for cause", () => {
  it("CONSENT is proposed, and the trail says why they went", async () => {
    await choose("OPEN");
    const hal = await story.signUp("hal@joining.example");
    const { id: developerId } = await meOf(hal);
    const { partner } = await ada.mutate(
      "removeMember",
      { developerId, isForCause: true },
      "partner { joiningPolicy proposedJoiningPolicy activity(first: 1) { edges { node { action summary } } } }",
    );
    expect(partner).toEqual({
      joiningPolicy: "OPEN",
      proposedJoiningPolicy: "CONSENT",
      activity: {
        edges: [
          {
            node: {
              action: "MEMBER_REMOVED",
              summary: expect.stringMatching(/ from the company for cause$/),
            },
          },
        ],
      },
    });
    await hal.post("/api/auth/sign-in/email", { email: "hal@joining.example", password });
    expect(await meOf(hal)).toMatchObject({ joining: "INVITATION_NEEDED", partner: null });
    await choose("CONSENT");
    expect(await company()).toMatchObject({ joiningPolicy: "CONSENT", proposedJoiningPolicy: null });
  });
});
