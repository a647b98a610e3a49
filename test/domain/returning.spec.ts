import { describe, expect, it } from "@jest/globals";
import type { Id } from "../../src/domain/id.js";
import type { Partner } from "../../src/domain/partner/partner.js";
import { ada, bob, company, cyd, developer, hoursLater, later, now } from "../support/domain.js";

const day = (count: number) => hoursLater(24 * count);
const isMember = (partner: Partner, developerId: Id<"dev">) =>
  partner.state.members.some((member) => member.developerId === developerId);

/** Bob is removed, and may have been invited again. */
function withoutBob({ invited }: { invited: boolean }): Partner {
  const partner = company(ada, bob);
  const admin = partner.member(ada.id);
  partner.removeMember(admin, bob.id, now);
  if (invited)
    partner.invite(admin, { email: bob.state.email, developerId: bob.id }, 0, { id: "inv_1", now });
  partner.events.take();
  return partner;
}

describe("R3 R9 who joins by an address of the partner's domain", () => {
  it("is everybody who was never a member", () => {
    const partner = company(ada);
    partner.admit({ developer: cyd, isKnown: false, addressHashes: ["h1"] }, now);
    expect(partner.member(cyd.id).role).toBe("MEMBER");
  });

  it("is nobody at another domain", () => {
    const partner = company(ada);
    const stranger = developer("dev_eve", "eve@other.example");
    const join = () => partner.admit({ developer: stranger, isKnown: false, addressHashes: [] }, now);
    expect(join).toThrow("NOT_A_MEMBER");
  });
});

describe("R7 R9 who was removed", () => {
  const comesBack = { developer: bob, isKnown: true, addressHashes: ["h1"] };

  it("does not come back by signing in", () => {
    const partner = withoutBob({ invited: false });
    partner.admit(comesBack, now);
    expect(isMember(partner, bob.id)).toBe(false);
    expect(partner.events.take()).toEqual([]);
  });

  it("comes back by an open invitation, which is accepted by it", () => {
    const partner = withoutBob({ invited: true });
    partner.admit(comesBack, later);
    expect(partner.member(bob.id).role).toBe("MEMBER");
    expect(partner.state.invitations[0]?.acceptedAt).toEqual(later);
    expect(partner.events.take().map(({ type }) => type)).toEqual(["MemberJoined"]);
  });

  it.each([
    ["has expired", (_: Partner) => {}, day(14)],
    [
      "was withdrawn",
      (partner: Partner) => partner.withdrawInvitation(partner.member(ada.id), "inv_1", now),
      now,
    ],
  ])("does not come back by an invitation that %s", (_, close, at) => {
    const partner = withoutBob({ invited: true });
    close(partner);
    partner.admit(comesBack, at);
    expect(isMember(partner, bob.id)).toBe(false);
  });
});

describe("R9 who was removed and has deleted their account since", () => {
  const anew = developer("dev_bob2", bob.state.email);
  const newcomer = (...addressHashes: string[]) => ({ developer: anew, isKnown: false, addressHashes });

  function remembering(...hashes: string[]): Partner {
    const partner = withoutBob({ invited: false });
    partner.rememberFormerMember(hashes);
    return partner;
  }

  it("is remembered by one hash of the address, once", () => {
    const partner = remembering("newest", "older");
    partner.rememberFormerMember(["newest", "older"]);
    partner.rememberFormerMember([]);
    expect(partner.state.formerAddressHashes).toEqual(["newest"]);
    expect(partner.events.take()).toEqual([{ type: "FormerMemberRemembered", partnerId: partner.id }]);
  });

  it("does not join by registering anew, whichever key the address is hashed with by then", () => {
    const partner = remembering("newest");
    partner.admit(newcomer("later", "newest"), now);
    expect(isMember(partner, anew.id)).toBe(false);
  });

  it("joins by an invitation", () => {
    const partner = remembering("newest");
    partner.invite(partner.member(ada.id), { email: anew.state.email, developerId: anew.id }, 0, {
      id: "inv_1",
      now,
    });
    partner.admit(newcomer("newest"), now);
    expect(isMember(partner, anew.id)).toBe(true);
  });

  it("and nobody else is taken for them", () => {
    const partner = remembering("newest");
    partner.admit({ developer: cyd, isKnown: false, addressHashes: ["cyd"] }, now);
    expect(isMember(partner, cyd.id)).toBe(true);
  });
});
