import { describe, expect, it } from "@jest/globals";
import {
  ada,
  bob,
  company,
  cyd,
  lastEvent,
  later,
  live,
  mallory,
  memberOf,
  shared,
  trio,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

describe("R8 a partner always has an ADMIN", () => {
  it("who makes others ADMIN, and MEMBER again", () => {
    const partner = company(ada, bob);
    const change = (role: "ADMIN" | "MEMBER") =>
      partner.changeMemberRole(partner.member(ada.id), bob.id, role, later);
    change("ADMIN");
    expect(partner.member(bob.id).role).toBe("ADMIN");
    expect(partner.state.updatedAt).toEqual(later);
    change("ADMIN");
    change("MEMBER");
    expect(partner.member(bob.id).role).toBe("MEMBER");
    const changed = { type: "MemberRoleChanged", partnerId: partner.id, developerId: bob.id };
    expect(partner.events.take()).toEqual([
      { ...changed, role: "ADMIN" },
      { ...changed, role: "MEMBER" },
    ]);
  });

  it("and cannot step down or be removed while they are the last", () => {
    const partner = company(ada, bob);
    const by = partner.member(ada.id);
    expectRefused(() => partner.changeMemberRole(by, ada.id, "MEMBER", later), "LAST_ADMIN");
    expectRefused(() => partner.removeMember(by, ada.id, later), "LAST_ADMIN");
    partner.changeMemberRole(by, ada.id, "ADMIN", later);
    partner.changeMemberRole(by, bob.id, "ADMIN", later);
    partner.changeMemberRole(by, ada.id, "MEMBER", later);
    expect(partner.member(ada.id).role).toBe("MEMBER");
  });

  it("and nobody else decides", () => {
    const partner = company(ada, bob, cyd);
    const by = partner.member(bob.id);
    expectRefused(() => partner.changeMemberRole(by, cyd.id, "ADMIN", later), "NOT_AN_ADMIN");
    expectRefused(() => partner.removeMember(by, cyd.id, later), "NOT_AN_ADMIN");
    expectRefused(() => partner.changeMemberRole(mallory, cyd.id, "ADMIN", later), "NOT_FOUND");
    expectRefused(() => partner.removeMember(mallory, cyd.id, later), "NOT_FOUND");
    const admin = partner.member(ada.id);
    expectRefused(() => partner.changeMemberRole(admin, "dev_none", "ADMIN", later), "NOT_A_MEMBER");
    expectRefused(() => partner.removeMember(admin, "dev_none", later), "NOT_A_MEMBER");
  });
});

describe("R9 a member is removed", () => {
  it("by an ADMIN, or by themselves", () => {
    const partner = company(ada, bob, cyd);
    expect(partner.removeMember(partner.member(ada.id), bob.id, later)).toEqual({
      partnerId: partner.id,
      developerId: bob.id,
    });
    partner.removeMember(partner.member(cyd.id), cyd.id, later);
    expect(partner.state.members.map(({ developerId }) => developerId)).toEqual([ada.id]);
    expect(partner.events.take()).toEqual([
      {
        type: "MemberRemoved",
        partnerId: partner.id,
        developerId: bob.id,
        isOwnWish: false,
        isForCause: false,
      },
      {
        type: "MemberRemoved",
        partnerId: partner.id,
        developerId: cyd.id,
        isOwnWish: true,
        isForCause: false,
      },
    ]);
  });

  const removed = (who = ada) => {
    const partner = company(bob, ada, cyd);
    return partner.removeMember(partner.member(bob.id), who.id, later);
  };

  it("only together with naming who takes their applications over", () => {
    expectRefused(() => live().memberLeft(removed(), null, later), "OWNS_APPLICATIONS");
    expectRefused(() => live().memberLeft(removed(), mallory, later), "NOT_A_MEMBER");
    const application = shared();
    application.memberLeft(removed(), memberOf(cyd), later);
    expect(application.state).toMatchObject({ ownerId: cyd.id, coOwnerIds: [bob.id], version: 3 });
    expect(lastEvent(application)).toMatchObject({
      type: "OwnershipTransferred",
      developerId: cyd.id,
      ownerIds: [cyd.id, bob.id],
    });
  });

  it("and a successor who was a co-owner is owner alone", () => {
    const application = shared();
    application.memberLeft(removed(), memberOf(bob), later);
    expect(application.state).toMatchObject({ ownerId: bob.id, coOwnerIds: [] });
  });

  it("and their co-ownerships end, with or without a successor", () => {
    for (const successor of [null, memberOf(cyd)]) {
      const application = shared();
      const partner = company(ada, bob);
      const former = partner.removeMember(partner.member(ada.id), bob.id, later);
      application.memberLeft(former, successor, later);
      expect(application.state).toMatchObject({ ownerId: ada.id, coOwnerIds: [] });
      expect(lastEvent(application)).toMatchObject({
        type: "CoOwnerRemoved",
        developerId: bob.id,
        isOwnWish: false,
      });
    }
  });

  it("and what they had no part in stays as it is", () => {
    const application = shared();
    const before = application.state;
    const partner = company(ada, cyd);
    application.memberLeft(partner.removeMember(partner.member(ada.id), cyd.id, later), null, later);
    expect(application.state).toBe(before);
    expect(trio.formerMember(cyd.id)).toBeNull();
  });
});
