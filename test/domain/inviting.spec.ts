import { describe, expect, it } from "@jest/globals";
import type { Id } from "../../src/domain/id.js";
import { invitationStatus, memberMailsCountSince } from "../../src/domain/partner/invitation.js";
import type { Partner } from "../../src/domain/partner/partner.js";
import { ada, bob, company, developer, hoursLater, later, mallory, now } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const days = (count: number) => hoursLater(24 * count);
const invitee = (email: string, developerId: Id<"dev"> | null = null) => ({ email, developerId });

function inviting(): { partner: Partner; invite: (email: string, mails?: number, at?: Date) => string } {
  const partner = company(ada, bob);
  let count = 0;
  const invite = (email: string, mails = 0, at = now) =>
    partner.invite(partner.member(bob.id), invitee(email), mails, { id: `inv_${++count}`, now: at });
  return { partner, invite };
}

describe("R7 an invitation", () => {
  it("is any member's to send, for 14 days, to an address of the partner's own domain", () => {
    const { partner, invite } = inviting();
    expect(invite("New.Colleague@ACME.example")).toBe("inv_1");
    expect(partner.state.invitations).toEqual([
      {
        id: "inv_1",
        email: "new.colleague@acme.example",
        invitedById: bob.id,
        createdAt: now,
        expiresAt: days(14),
        acceptedAt: null,
        withdrawnAt: null,
        sendings: [{ byId: bob.id, at: now }],
      },
    ]);
    expect(partner.events.take()).toEqual([
      { type: "InvitationSent", partnerId: partner.id, invitationId: "inv_1", count: 1 },
    ]);
  });

  it.each(["x@other.example", "x@sub.acme.example", "x@acme.example.org"])(
    "goes to no other domain: %s",
    (email) => {
      expectRefused(() => inviting().invite(email), "DIFFERENT_EMAIL_DOMAIN");
    },
  );

  it("goes to no member, and to nobody twice while it is open", () => {
    const { partner, invite } = inviting();
    const known = invitee("ada@acme.example", ada.id);
    expectRefused(
      () => partner.invite(partner.member(bob.id), known, 0, { id: "inv_9", now }),
      "ALREADY_A_MEMBER",
    );
    invite("new@acme.example");
    expectRefused(() => invite("NEW@acme.example"), "ALREADY_INVITED");
    invite("new@acme.example", 0, days(14));
  });

  it("is no other company's to send, resend or withdraw", () => {
    const { partner, invite } = inviting();
    invite("new@acme.example");
    for (const act of [
      () => partner.invite(mallory, invitee("x@acme.example"), 0, { id: "inv_9", now }),
      () => partner.resendInvitation(mallory, "inv_1", 0, now),
      () => partner.withdrawInvitation(mallory, "inv_1", now),
    ]) {
      expectRefused(act, "NOT_FOUND");
    }
  });

  it("expires by the clock, to the moment", () => {
    const { partner, invite } = inviting();
    invite("new@acme.example");
    const [invitation] = partner.state.invitations;
    const status = (at: Date) => invitation && invitationStatus(invitation, at);
    expect(status(new Date(days(14).getTime() - 1))).toBe("PENDING");
    expect(status(days(14))).toBe("EXPIRED");
  });

  it("can be sent again, also once it has expired, for another 14 days", () => {
    const { partner, invite } = inviting();
    invite("new@acme.example");
    partner.events.take();
    partner.resendInvitation(partner.member(ada.id), "inv_1", 0, days(20));
    expect(partner.state.invitations[0]).toMatchObject({
      expiresAt: days(34),
      sendings: [
        { byId: bob.id, at: now },
        { byId: ada.id, at: days(20) },
      ],
    });
    expect(partner.events.take()).toMatchObject([{ type: "InvitationSent", count: 2 }]);
  });

  it("can be withdrawn, once; then it is neither sent nor accepted, and the address can be invited anew", () => {
    const { partner, invite } = inviting();
    invite("new@acme.example");
    partner.events.take();
    partner.withdrawInvitation(partner.member(ada.id), "inv_1", later);
    partner.withdrawInvitation(partner.member(ada.id), "inv_1", days(2));
    expect(partner.state.invitations[0]?.withdrawnAt).toEqual(later);
    expect(partner.events.take()).toEqual([
      { type: "InvitationWithdrawn", partnerId: partner.id, invitationId: "inv_1" },
    ]);
    const [closed] = partner.state.invitations;
    expect(closed && invitationStatus(closed, later)).toBe("WITHDRAWN");
    expectRefused(() => partner.resendInvitation(partner.member(ada.id), "inv_1", 0, later), "INVALID");
    invite("new@acme.example");
  });

  it("is accepted by joining with its address, and by no other", () => {
    const { partner, invite } = inviting();
    invite("new@acme.example");
    invite("other@acme.example");
    partner.join(developer("dev_new", "new@acme.example"), later);
    expect(partner.state.invitations.map(({ acceptedAt }) => acceptedAt)).toEqual([later, null]);
    for (const act of [
      () => partner.resendInvitation(partner.member(ada.id), "inv_1", 0, later),
      () => partner.withdrawInvitation(partner.member(ada.id), "inv_1", later),
    ]) {
      expectRefused(act, "ALREADY_A_MEMBER");
    }
    const [accepted] = partner.state.invitations;
    expect(accepted && invitationStatus(accepted, days(99))).toBe("ACCEPTED");
  });

  it("that nobody knows is not found", () => {
    const { partner } = inviting();
    const by = partner.member(ada.id);
    expectRefused(() => partner.resendInvitation(by, "inv_none", 0, now), "NOT_FOUND");
    expectRefused(() => partner.withdrawInvitation(by, "inv_none", now), "NOT_FOUND");
  });
});

describe("R7 nobody is flooded", () => {
  it("a member sends 30 invitations an hour", () => {
    const { partner, invite } = inviting();
    invite("a@acme.example", 29);
    expectRefused(() => invite("b@acme.example", 30), "LIMIT_REACHED");
    expectRefused(() => partner.resendInvitation(partner.member(bob.id), "inv_1", 30, now), "LIMIT_REACHED");
  });

  it("of a member's mails those of the last hour count", () => {
    expect(memberMailsCountSince(hoursLater(1))).toEqual(now);
  });

  it("an address gets 3 within a day, whoever sends them and however often it is invited", () => {
    const { partner, invite } = inviting();
    const ofAda = partner.member(ada.id);
    invite("new@acme.example");
    partner.resendInvitation(ofAda, "inv_1", 0, now);
    partner.withdrawInvitation(ofAda, "inv_1", now);
    invite("new@acme.example");
    const just = new Date(later.getTime() - 1);
    expectRefused(() => partner.resendInvitation(ofAda, "inv_2", 0, just), "LIMIT_REACHED");
    partner.resendInvitation(ofAda, "inv_2", 0, later);
    invite("somebody.else@acme.example");
  });
});
