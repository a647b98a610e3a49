import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let ledger: Json;

const mutation = (name: string, selection: string) =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { done: ${name}(input: $input) { userErrors { code } ${selection} } }`;
const does = async (person: Person, name: string, input: object, selection = ""): Promise<Json> =>
  (await person.data(mutation(name, selection), { input })).done;

const registration = (name: string) => ({
  name,
  description: "Is changed.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products: [{ slug: "accounts" }],
  environments: [{ slug: "development" }],
});

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@payloads.example");
  ledger = await ada.registers(registration("Ledger"));
});

afterAll(() => story.stop());

describe("what a mutation answers", () => {
  it("leads from what is new to the lists that it is in", async () => {
    const { clientApplication, partner } = await does(
      ada,
      "registerClientApplication",
      registration("Journal"),
      "clientApplication { partner { id } } partner { id applications { totalCount } }",
    );
    expect(partner.applications.totalCount).toBe(2);
    expect(clientApplication.partner.id).toBe(partner.id);
  });

  it("leads from a key to its successor, to the environment's other keys and to the application", async () => {
    const [apiKey] = ledger.grants[0].apiKeys;
    const { grant, successor } = await does(
      ada,
      "rotateApiKey",
      { apiKeyId: apiKey.id, overlapHours: 1 },
      "successor { id grant { id application { id } } } grant { id apiKeys { id } }",
    );
    expect(grant.apiKeys.map(({ id }: Json) => id)).toEqual([apiKey.id, successor.id]);
    expect(successor.grant).toEqual({ id: grant.id, application: { id: ledger.id } });
  });

  it("shows the list that something has gone from", async () => {
    const journal = await ada.registers(registration("Gone"));
    const input = { clientApplicationId: journal.id, confirmName: "Gone" };
    const names = "partner { applications { edges { node { name } } } }";
    const { deletedClientApplicationId, partner } = await does(
      ada,
      "deleteClientApplication",
      input,
      `deletedClientApplicationId ${names}`,
    );
    expect(deletedClientApplicationId).toBe(journal.id);
    const left = partner.applications.edges.map(({ node }: Json) => node.name);
    expect(left).toContain("Ledger");
    expect(left).not.toContain("Gone");
  });

  it("shows a token's developer, whose tokens are others now", async () => {
    const input = { name: "CI", scopes: ["READ"], expiresInDays: 1 };
    const tokens = "developer { accessTokens { totalCount } }";
    const made = await does(ada, "createAccessToken", input, `accessToken { id } ${tokens}`);
    expect(made.developer.accessTokens.totalCount).toBe(1);
    const revoked = await does(ada, "revokeAccessToken", { accessTokenId: made.accessToken.id }, tokens);
    expect(revoked.developer.accessTokens.totalCount).toBe(0);
  });

  it("shows whose request was declined, and who has joined in the place of a request", async () => {
    await does(ada, "chooseJoiningPolicy", { policy: "CONSENT" });
    const dan = await story.signUp("dan@payloads.example");
    const { id } = (await dan.data("{ me { id } }")).me;
    const waiting = "partner { joinRequests { totalCount edges { node { id } } } }";
    const { partner } = await does(ada, "chooseJoiningPolicy", { policy: "CONSENT" }, waiting);
    const declined = await does(
      ada,
      "declineJoinRequest",
      { developerId: id },
      `joinRequest { id declinedAt } ${waiting}`,
    );
    expect(declined.joinRequest).toEqual({
      id: partner.joinRequests.edges[0].node.id,
      declinedAt: expect.stringMatching(/Z$/),
    });
    expect(declined.partner.joinRequests.totalCount).toBe(0);
    const accepted = await does(
      ada,
      "acceptJoinRequest",
      { developerId: id },
      `member { id role } acceptedJoinRequestId ${waiting}`,
    );
    expect(accepted.acceptedJoinRequestId).toBe(partner.joinRequests.edges[0].node.id);
    expect(accepted.partner.joinRequests.totalCount).toBe(0);
    const changed = await does(
      ada,
      "changeMemberRole",
      { developerId: id, role: "ADMIN" },
      "member { id role developer { id } }",
    );
    expect(changed.member).toEqual({ id: accepted.member.id, role: "ADMIN", developer: { id } });
    const removed = await does(ada, "removeMember", { developerId: id }, "removedMemberId");
    expect(removed.removedMemberId).toBe(accepted.member.id);
    await does(ada, "chooseJoiningPolicy", { policy: "OPEN" });
  });

  it("holds everything that can be read, as it is after the change", async () => {
    const { query } = await does(
      ada,
      "updateProfile",
      { jobTitle: "Engineer" },
      "query { me { profile { jobTitle } } }",
    );
    expect(query.me.profile.jobTitle).toBe("Engineer");
  });

  it("holds that when nothing has changed, too", async () => {
    const input = { clientApplicationId: ledger.id, confirmName: "Another" };
    const refused = await does(
      ada,
      "deleteClientApplication",
      input,
      "partner { id } query { me { email } }",
    );
    expect(refused.userErrors).toEqual([{ code: "NAME_NOT_CONFIRMED" }]);
    expect(refused.partner).toBeNull();
    expect(refused.query.me.email).toBe("ada@payloads.example");
  });
});

describe("the edge of what is new", () => {
  const input = { email: "eve@payloads.example" };

  it("stands where the list has it", async () => {
    const { invitation, invitationEdge, partner } = await does(
      ada,
      "inviteDeveloper",
      input,
      "invitation { id } invitationEdge { cursor node { id } } partner { invitations { edges { cursor node { id } } } }",
    );
    expect(invitationEdge.node).toEqual(invitation);
    expect(partner.invitations.edges).toContainEqual(invitationEdge);
  });

  it("leads on from there", async () => {
    const registered = await does(
      ada,
      "registerClientApplication",
      registration("Middle"),
      "clientApplicationEdge { cursor node { name } } partner { applications { edges { cursor node { name } } } }",
    );
    const { edges } = registered.partner.applications;
    expect(edges).toContainEqual(registered.clientApplicationEdge);
    const { me } = await ada.data(
      "query ($after: String) { me { partner { applications(after: $after) { edges { node { name } } } } } }",
      { after: registered.clientApplicationEdge.cursor },
    );
    const names = edges.map(({ node }: Json) => node.name);
    expect(me.partner.applications.edges.map(({ node }: Json) => node.name)).toEqual(
      names.slice(names.indexOf("Middle") + 1),
    );
  });

  it("is none where nothing is new", async () => {
    const refused = await does(ada, "inviteDeveloper", input, "invitationEdge { cursor }");
    expect(refused).toEqual({ userErrors: [{ code: "ALREADY_INVITED" }], invitationEdge: null });
  });
});

describe("what nobody asks for", () => {
  it("is not read", async () => {
    const input = { givenName: "Ada" };
    const reads = async (selection: string) =>
      (await statementsDuring(() => does(ada, "updateProfile", input, selection))).length;
    await story.pauseWorker();
    const least = await reads("");
    expect(await reads("query { __typename }")).toBe(least);
    expect(await reads("developer { id }")).toBe(least + 1);
    await story.resumeWorker();
  });
});

describe("R9 who has just left", () => {
  it("sees that company's name in the answer, and nothing more of it", async () => {
    const bob = await story.signUp("bob@payloads.example");
    const { id } = (await bob.data("{ me { id } }")).me;
    const { partner, query } = await does(
      bob,
      "removeMember",
      { developerId: id },
      "partner { domains members { totalCount } } query { me { partner { id } role } }",
    );
    expect(partner).toEqual({ domains: ["payloads.example"], members: { totalCount: 0 } });
    expect(query.me).toEqual({ partner: null, role: null });
  });

  it("is nobody once the account is deleted", async () => {
    const carol = await story.signUp("carol@payloads.example");
    const { deletedDeveloperId, query } = await does(
      carol,
      "deleteMyAccount",
      { confirmEmail: "carol@payloads.example" },
      "deletedDeveloperId query { me { id } }",
    );
    expect(deletedDeveloperId).toMatch(/^dev_/);
    expect(query.me).toBeNull();
  });
});
