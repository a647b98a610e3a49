import { describe, expect, it } from "@jest/globals";
import { Partner } from "../../src/domain/partner/partner.js";
import {
  ada,
  bob,
  company,
  cyd,
  developer,
  lastEvent,
  later,
  live,
  mallory,
  memberOf,
  shared,
  trio,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

describe("R20 co-owners", () => {
  it("are added by any owner, and are told of with all owners", () => {
    const application = shared();
    application.addCoOwner(memberOf(bob), memberOf(cyd), later);
    expect(application.state).toMatchObject({
      ownerId: ada.id,
      coOwnerIds: [bob.id, cyd.id],
      version: 3,
      updatedAt: later,
    });
    expect(lastEvent(application)).toEqual({
      type: "CoOwnerAdded",
      developerId: cyd.id,
      applicationId: application.id,
      partnerId: trio.id,
      ownerIds: [ada.id, bob.id, cyd.id],
      version: 3,
    });
  });

  it("are nobody twice", () => {
    const application = shared();
    for (const who of [ada, bob]) {
      expectRefused(() => application.addCoOwner(memberOf(ada), memberOf(who), later), "ALREADY_AN_OWNER");
    }
    expect(application.state.version).toBe(2);
  });

  it("are members of the same partner", () => {
    const application = shared();
    expectRefused(() => application.addCoOwner(memberOf(ada), mallory, later), "NOT_A_MEMBER");
    expectRefused(() => trio.member("dev_nobody"), "NOT_A_MEMBER");
  });

  it("are at most 20", () => {
    const colleagues = Array.from({ length: 21 }, (_, index) => developer(`dev_${index}`));
    const partner = company(ada, ...colleagues);
    const application = live();
    const add = (index: number) =>
      application.addCoOwner(memberOf(ada), partner.member(`dev_${index}`), later);
    for (let index = 0; index < 20; index += 1) add(index);
    expectRefused(() => add(20), "LIMIT_REACHED");
    expect(application.state.coOwnerIds).toHaveLength(20);
  });
});

describe("R22 a co-ownership ends", () => {
  it("by the owner", () => {
    const application = shared();
    application.removeCoOwner(memberOf(ada), bob.id, later);
    expect(application.state).toMatchObject({ coOwnerIds: [], version: 3, updatedAt: later });
    expect(lastEvent(application)).toMatchObject({
      type: "CoOwnerRemoved",
      developerId: bob.id,
      isOwnWish: false,
      ownerIds: [ada.id],
    });
  });

  it("by the co-owner themselves, and nobody else", () => {
    const application = shared();
    application.addCoOwner(memberOf(ada), memberOf(cyd), later);
    expectRefused(() => application.removeCoOwner(memberOf(bob), cyd.id, later), "NOT_AN_OWNER");
    application.removeCoOwner(memberOf(bob), bob.id, later);
    expect(application.state.coOwnerIds).toEqual([cyd.id]);
    expect(lastEvent(application)).toMatchObject({ type: "CoOwnerRemoved", isOwnWish: true });
  });

  it("never for the owner, nor for who is none", () => {
    const application = shared();
    for (const by of [ada, bob]) {
      expectRefused(() => application.removeCoOwner(memberOf(by), ada.id, later), "OWNER_CANNOT_BE_REMOVED");
    }
    expectRefused(() => application.removeCoOwner(memberOf(ada), cyd.id, later), "NOT_A_CO_OWNER");
  });
});

describe("R23 the ownership", () => {
  it("goes from the owner to a co-owner; who stays on as co-owner", () => {
    const application = shared();
    application.addCoOwner(memberOf(ada), memberOf(cyd), later);
    application.transferOwnership(memberOf(ada), memberOf(bob), null, later);
    expect(application.state).toMatchObject({ ownerId: bob.id, coOwnerIds: [cyd.id, ada.id], version: 4 });
    expect(lastEvent(application)).toMatchObject({
      type: "OwnershipTransferred",
      developerId: bob.id,
      ownerIds: [bob.id, cyd.id, ada.id],
    });
  });

  it("goes to nobody but a co-owner", () => {
    const application = shared();
    const transfer = (to = memberOf(cyd)) => application.transferOwnership(memberOf(ada), to, null, later);
    expectRefused(() => transfer(), "NOT_A_CO_OWNER");
    expectRefused(() => transfer(memberOf(ada)), "ALREADY_AN_OWNER");
    expectRefused(() => transfer(mallory), "NOT_A_MEMBER");
  });

  it("is not a co-owner's to give, nor an ADMIN's while the owner is a member", () => {
    const application = live();
    const founder = developer("dev_founder");
    const partner = company(founder, ada, bob);
    application.addCoOwner(partner.member(ada.id), partner.member(bob.id), later);
    for (const by of [bob, founder]) {
      expectRefused(
        () => application.transferOwnership(partner.member(by.id), partner.member(bob.id), null, later),
        "NOT_AN_OWNER",
      );
    }
    expect(partner.formerMember(ada.id)).toBeNull();
  });

  describe("of an owner who is no longer a member", () => {
    const founder = developer("dev_founder");
    const before = company(founder, ada, bob, cyd);
    const members = before.state.members.filter(({ developerId }) => developerId !== ada.id);
    const after = Partner.fromState({ ...before.state, members });
    const departed = after.formerMember(ada.id);

    it("is given by an ADMIN to a co-owner; the former owner no longer is one", () => {
      const application = live();
      application.addCoOwner(before.member(ada.id), before.member(bob.id), later);
      application.addCoOwner(before.member(ada.id), before.member(cyd.id), later);
      application.transferOwnership(after.member(founder.id), after.member(bob.id), departed, later);
      expect(application.state).toMatchObject({ ownerId: bob.id, coOwnerIds: [cyd.id] });
    });

    it("is given by an ADMIN to any member, once no co-owner is left either", () => {
      const application = live();
      application.transferOwnership(after.member(founder.id), after.member(cyd.id), departed, later);
      expect(application.state).toMatchObject({ ownerId: cyd.id, coOwnerIds: [] });
      const another = live();
      another.addCoOwner(before.member(ada.id), before.member(bob.id), later);
      const admin = after.member(founder.id);
      expectRefused(
        () => another.transferOwnership(admin, after.member(cyd.id), departed, later),
        "NOT_A_CO_OWNER",
      );
    });

    it("is not given by a member, nor on the word about somebody else or another company", () => {
      const application = live();
      application.addCoOwner(before.member(ada.id), before.member(bob.id), later);
      const to = after.member(bob.id);
      const admin = after.member(founder.id);
      const stranger = company(developer("dev_x", "x@other.example")).formerMember(ada.id);
      const attempts = [
        [after.member(cyd.id), departed],
        [admin, after.formerMember("dev_somebody")],
        [admin, stranger],
      ] as const;
      for (const [by, proof] of attempts) {
        expectRefused(() => application.transferOwnership(by, to, proof, later), "NOT_AN_OWNER");
      }
    });
  });
});
