import { describe, expect, it } from "@jest/globals";
import { successionOf } from "../../src/domain/partner/departure.js";
import type { MemberRole, MemberState } from "../../src/domain/partner/partner.js";
import { ada, bob, company, cyd, developer, later, mallory, now, olga } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const member = (name: string, role: MemberRole, hour: number): MemberState => ({
  developerId: `dev_${name}`,
  role,
  joinedAt: new Date(now.getTime() + hour * 3_600_000),
});

describe("R8 R9 who takes over from a member who goes without being removed", () => {
  it.each<[string, MemberState[], string | null, boolean]>([
    ["the ADMIN who stays", [member("gone", "MEMBER", 0), member("eve", "ADMIN", 5)], "dev_eve", false],
    [
      "of several ADMINs the one who has been a member longest",
      [member("gone", "ADMIN", 0), member("eve", "ADMIN", 5), member("fay", "ADMIN", 4)],
      "dev_fay",
      false,
    ],
    [
      "an ADMIN rather than an older member",
      [member("gone", "ADMIN", 0), member("eve", "MEMBER", 1), member("fay", "ADMIN", 4)],
      "dev_fay",
      false,
    ],
    [
      "the oldest member, where no ADMIN stays",
      [member("gone", "ADMIN", 0), member("eve", "MEMBER", 3), member("fay", "MEMBER", 1)],
      "dev_fay",
      true,
    ],
    ["nobody, where nobody stays", [member("gone", "ADMIN", 0)], null, false],
  ])("is %s", (_what, members, successorId, isAppointed) => {
    const succession = successionOf(members, "dev_gone");
    expect(succession).toMatchObject({ successorId, isAppointed });
    expect(succession.members).toHaveLength(members.length - 1);
    const roleOf = succession.members.find(({ developerId }) => developerId === successorId)?.role;
    expect(roleOf).toBe(successorId ? "ADMIN" : undefined);
  });
});

describe("R2 a member whose address is another company's", () => {
  const left = (members: number, applications: number) => ({ members, applications });

  it("goes, and an ADMIN takes over", () => {
    const partner = company(ada, bob);
    expect(partner.moveAway(partner.member(bob.id), left(2, 3), later)).toEqual({
      former: { partnerId: partner.id, developerId: bob.id },
      successor: { partnerId: partner.id, developerId: ada.id, role: "ADMIN" },
    });
    expect(partner.state).toMatchObject({ members: [{ developerId: ada.id }], updatedAt: later });
    expect(partner.events.take()).toEqual([
      { type: "MemberMovedAway", partnerId: partner.id, developerId: bob.id, successorId: ada.id },
    ]);
  });

  it("goes though they are the last ADMIN: somebody else is one then (R8)", () => {
    const partner = company(ada, bob, cyd);
    const departure = partner.moveAway(partner.member(ada.id), left(3, 0), later);
    expect(departure?.successor).toMatchObject({ developerId: bob.id, role: "ADMIN" });
    expect(partner.member(cyd.id).role).toBe("MEMBER");
    expect(partner.events.take().map(({ type }) => type)).toEqual(["MemberMovedAway", "MemberRoleChanged"]);
  });

  it("takes the company along when they are alone in it, and it has no application", () => {
    const partner = company(ada);
    expect(partner.moveAway(partner.member(ada.id), left(1, 0), later)).toBeNull();
    expect(partner.isDissolved).toBe(true);
    expect(partner.events.take().map(({ type }) => type)).toEqual(["PartnerDissolved"]);
  });

  it("leaves a company without members, but not without its applications, to the next who comes (R3)", () => {
    const partner = company(ada);
    expect(partner.moveAway(partner.member(ada.id), left(1, 1), later)).toBeNull();
    expect([partner.isDissolved, partner.state.members]).toEqual([false, []]);
    partner.admit({ developer: developer("dev_new"), isKnown: false, addressHashes: [] }, later);
    expect(partner.member("dev_new").role).toBe("ADMIN");
  });

  it("leaves a suspended company as any other, and does not take it along (R37)", () => {
    const suspended = (partner: ReturnType<typeof company>) => {
      partner.suspend(partner.reviewer(olga, "olga@bank.example", null, []), "Fraud.", now);
      return partner;
    };
    const partner = suspended(company(ada, bob));
    expect(partner.moveAway(partner.member(bob.id), left(2, 0), later)?.successor.developerId).toBe(ada.id);
    const alone = suspended(company(ada));
    expect(alone.moveAway(alone.member(ada.id), left(1, 0), later)).toBeNull();
    expect([alone.isDissolved, alone.state.members]).toEqual([false, []]);
    alone.admit({ developer: developer("dev_new"), isKnown: false, addressHashes: [] }, later);
    expect(alone.state.members).toEqual([]);
  });

  it("is the company's own", () => {
    expectRefused(() => company(ada).moveAway(mallory, left(2, 0), now), "NOT_FOUND");
  });
});
