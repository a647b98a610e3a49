import { describe, expect, it } from "@jest/globals";
import { AccessToken } from "../../src/domain/access-token/access-token.js";
import { ada, bob, company, hoursLater, later, mallory, now } from "../support/domain.js";
import { problemsOf, refusals } from "../support/given.js";

const nothing = { members: 1, applications: 0 };

describe("R8 whoever deletes their account leaves the partner", () => {
  it("as a member who is no longer one, whose applications are to be handed over", () => {
    const partner = company(ada, bob);
    const left = partner.leaveForGood(partner.member(bob.id), { members: 2, applications: 7 }, later);
    expect(left).toMatchObject({ partnerId: partner.id, developerId: bob.id });
    expect(partner.isDissolved).toBe(false);
    expect(partner.events.take()).toEqual([
      {
        type: "MemberRemoved",
        partnerId: partner.id,
        developerId: bob.id,
        isOwnWish: true,
        isForCause: false,
      },
    ]);
  });

  it("but not as its last ADMIN while others are there", () => {
    const partner = company(ada, bob);
    const leave = () => partner.leaveForGood(partner.member(ada.id), { members: 2, applications: 0 }, later);
    expect(refusals(leave)).toEqual(["LAST_ADMIN"]);
  });

  it("and takes it along when they are alone", () => {
    const partner = company(ada);
    expect(partner.leaveForGood(partner.member(ada.id), nothing, later)).toBeNull();
    expect(partner.isDissolved).toBe(true);
    expect(partner.state.members).toEqual([]);
    const { domains } = partner.state;
    expect(partner.events.take()).toEqual([
      { type: "PartnerDissolved", partnerId: partner.id, developerId: ada.id, domains },
    ]);
  });

  it.each([
    [1, "Your company still has an application; delete it first."],
    [2, "Your company still has 2 applications; delete them first."],
  ])("once it has no application left, not with %i (R9)", (applications, message) => {
    const partner = company(ada);
    const leave = () => partner.leaveForGood(partner.member(ada.id), { ...nothing, applications }, later);
    expect(problemsOf(leave)).toEqual([{ code: "OWNS_APPLICATIONS", message, path: [] }]);
    expect(partner.isDissolved).toBe(false);
  });

  it("which is nobody else's to leave", () => {
    const partner = company(ada);
    for (const members of [1, 2]) {
      expect(refusals(() => partner.leaveForGood(mallory, { members, applications: 0 }, later))).toEqual([
        "NOT_FOUND",
      ]);
    }
  });
});

describe("R7 invitations of whoever has deleted their account", () => {
  const address = "new@acme.example";
  const invitee = { email: address, developerId: null };

  it("name nobody from then on, and cannot be sent again", () => {
    const partner = company(ada);
    const by = partner.member(ada.id);
    partner.invite(by, invitee, 0, { id: "inv_old", now });
    partner.withdrawInvitation(by, "inv_old", hoursLater(1));
    partner.invite(by, invitee, 0, { id: "inv_open", now: hoursLater(2) });
    partner.invite(by, { ...invitee, email: "other@acme.example" }, 0, { id: "inv_other", now });
    partner.events.take();
    partner.forgetInvitee(address, later);
    expect(partner.state.invitations).toMatchObject([
      { id: "inv_old", email: "inv_old@deleted.invalid", withdrawnAt: hoursLater(1) },
      { id: "inv_open", email: "inv_open@deleted.invalid", withdrawnAt: later },
      { id: "inv_other", email: "other@acme.example", withdrawnAt: null },
    ]);
    expect(partner.events.take()).toEqual([
      { type: "InviteeForgotten", partnerId: partner.id, invitationIds: ["inv_old", "inv_open"] },
    ]);
    expect(refusals(() => partner.resendInvitation(by, "inv_open", 0, later))).toEqual(["INVALID"]);
  });

  it("stay accepted when they were", () => {
    const partner = company(ada);
    partner.invite(partner.member(ada.id), { email: bob.state.email, developerId: bob.id }, 0, {
      id: "inv_1",
      now,
    });
    partner.join(bob, hoursLater(1));
    partner.forgetInvitee(bob.state.email, later);
    expect(partner.state.invitations).toMatchObject([{ acceptedAt: hoursLater(1), withdrawnAt: null }]);
  });

  it("are none when they were never invited", () => {
    const partner = company(ada);
    const { state } = partner;
    partner.forgetInvitee(address, later);
    expect([partner.state === state, partner.events.take()]).toEqual([true, []]);
  });
});

describe("R9 an access token of whoever is removed or deletes their account", () => {
  const names = { developerId: ada.id, tokenId: "pat_1" };

  function token(): AccessToken {
    const request = { name: "script", scopes: ["READ" as const], expiresInDays: 9 };
    const made = AccessToken.create(
      ada.id,
      request,
      { id: "pat_1", hash: "h", preview: "p" },
      { live: 0, most: 50, now },
    );
    made.events.take();
    return made;
  }

  it("stops for good, once", () => {
    const ended = token();
    ended.end(later);
    ended.end(hoursLater(99));
    ended.revoke(hoursLater(99));
    expect(ended.state.revokedAt).toEqual(later);
    expect(ended.isErased).toBe(false);
    expect(ended.events.take()).toEqual([{ type: "AccessTokenEnded", ...names }]);
  });

  it("is gone with the account, whether it was revoked or not", () => {
    const live = token();
    live.erase(later);
    const revoked = token();
    revoked.revoke(now);
    revoked.events.take();
    const { state } = revoked;
    revoked.erase(later);
    expect([live.isErased, live.state.revokedAt, revoked.isErased, revoked.state.revokedAt]).toEqual([
      true,
      later,
      true,
      now,
    ]);
    // A state that is another one is what makes it be saved.
    expect(revoked.state).not.toBe(state);
    for (const { events } of [live, revoked])
      expect(events.take()).toEqual([{ type: "AccessTokenErased", ...names }]);
  });
});
