import { describe, expect, it } from "@jest/globals";
import { type JoiningPolicy, joiningStatus } from "../../src/domain/partner/joining.js";
import { Partner } from "../../src/domain/partner/partner.js";
import { ada, bob, company, cyd, developer, later, mallory, now, olga } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const policies: readonly JoiningPolicy[] = ["OPEN", "CONSENT", "INVITATION"];
const newcomer = (who = cyd) => ({ developer: who, isKnown: false, addressHashes: [`hash of ${who.id}`] });
const known = (who = cyd) => ({ ...newcomer(who), isKnown: true });
const isMember = (partner: Partner, { id } = cyd) => partner.formerMember(id) === null;

/** Ada is its ADMIN, and has chosen the policy; Bob is a member. */
function companyOf(policy: JoiningPolicy): Partner {
  const partner = company(ada, bob);
  partner.chooseJoiningPolicy(partner.member(ada.id), policy, now);
  partner.events.take();
  return partner;
}

/** The same, where Cyd waits to be let in. */
function awaiting(policy: JoiningPolicy = "CONSENT"): Partner {
  const partner = companyOf(policy);
  partner.admit(newcomer(), now);
  partner.events.take();
  return partner;
}

describe("R38 a company", () => {
  it("is open until an ADMIN chooses otherwise", () => {
    const partner = company(ada);
    expect(partner.state).toMatchObject({ joiningPolicy: "OPEN", proposedJoiningPolicy: null });
    partner.admit(newcomer(), now);
    expect(partner.member(cyd.id).role).toBe("MEMBER");
  });

  it.each(["CONSENT", "INVITATION"] as const)("with %s takes nobody in who only signs up", (policy) => {
    const partner = companyOf(policy);
    partner.admit(newcomer(), now);
    partner.admit(known(), later);
    expect(isMember(partner)).toBe(false);
    expect(partner.state.joinRequests).toEqual([{ developerId: cyd.id, requestedAt: now, declinedAt: null }]);
    expect(partner.events.take()).toEqual([
      { type: "JoinRequested", partnerId: partner.id, developerId: cyd.id, policy },
    ]);
  });

  it.each(policies)("with %s takes in whom a member has invited (R7)", (policy) => {
    const partner = awaiting(policy === "OPEN" ? "CONSENT" : policy);
    const invitee = { email: cyd.state.email, developerId: cyd.id };
    partner.invite(partner.member(bob.id), invitee, 0, { id: "inv_1", now });
    partner.admit(known(), later);
    expect(partner.member(cyd.id).role).toBe("MEMBER");
    expect(partner.state.joinRequests).toEqual([]);
  });

  it.each(policies)(
    "with %s takes nobody in while it is suspended, and then as it has chosen (R37)",
    (policy) => {
      const partner = companyOf(policy);
      const invitee = { email: cyd.state.email, developerId: null };
      partner.invite(partner.member(bob.id), invitee, 0, { id: "inv_1", now });
      const reviewer = partner.reviewer(olga, "olga@bank.example", null, []);
      partner.suspend(reviewer, "Fraud.", now);
      const other = developer("dev_other", "other@acme.example");
      for (const who of [cyd, other]) {
        partner.admit(newcomer(who), now);
        partner.admit(known(who), later);
        expect(isMember(partner, who)).toBe(false);
      }
      partner.resume(reviewer, "Settled.", later);
      for (const who of [cyd, other]) partner.admit(known(who), later);
      expect([isMember(partner, cyd), isMember(partner, other)]).toEqual([true, policy === "OPEN"]);
    },
  );

  it("that is suspended takes nobody in where there is no ADMIN, either, nor hears who was removed (R9, R37)", () => {
    const partner = company(ada, bob);
    partner.removeMember(partner.member(ada.id), bob.id, now);
    const reviewer = partner.reviewer(olga, "olga@bank.example", null, []);
    partner.suspend(reviewer, "Fraud.", now);
    partner.admit(known(bob), later);
    expect(partner.state.joinRequests).toEqual([]);
    const abandoned = Partner.fromState({ ...partner.state, members: [] });
    abandoned.admit(newcomer(), later);
    expect(isMember(abandoned)).toBe(false);
  });

  it.each(policies)("with %s neither takes in nor hears who was removed (R9)", (policy) => {
    const partner = companyOf(policy);
    partner.removeMember(partner.member(ada.id), bob.id, now);
    partner.admit(known(bob), later);
    expect(isMember(partner, bob)).toBe(false);
    expect(partner.state.joinRequests).toEqual([]);
  });

  it.each(policies)(
    "with %s takes in the first who comes while it has no ADMIN, as its ADMIN (R3 R8)",
    (policy) => {
      const partner = Partner.fromState({ ...companyOf(policy).state, members: [] });
      partner.admit(newcomer(), now);
      expect(partner.member(cyd.id).role).toBe("ADMIN");
      partner.admit(newcomer(developer("dev_dan")), now);
      expect(partner.formerMember("dev_dan") === null).toBe(policy === "OPEN");
    },
  );

  it("is chosen for by ADMINs alone, and choosing the same again changes nothing", () => {
    const partner = companyOf("CONSENT");
    expectRefused(() => partner.chooseJoiningPolicy(partner.member(bob.id), "OPEN", now), "NOT_AN_ADMIN");
    expectRefused(() => partner.chooseJoiningPolicy(mallory, "OPEN", now), "NOT_FOUND");
    partner.chooseJoiningPolicy(partner.member(ada.id), "CONSENT", now);
    expect(partner.events.take()).toEqual([]);
    partner.chooseJoiningPolicy(partner.member(ada.id), "INVITATION", later);
    expect(partner.state).toMatchObject({ joiningPolicy: "INVITATION", updatedAt: later });
    expect(partner.events.take()).toEqual([
      { type: "JoiningPolicyChosen", partnerId: partner.id, policy: "INVITATION" },
    ]);
  });
});

describe("R38 who asks to join", () => {
  it.each(["CONSENT", "INVITATION"] as const)("is let in by an ADMIN, once, with %s", (policy) => {
    const partner = awaiting(policy);
    expect(partner.isAwaited(cyd.id)).toBe(true);
    partner.acceptJoinRequest(partner.member(ada.id), cyd.id, later);
    partner.acceptJoinRequest(partner.member(ada.id), cyd.id, later);
    expect(partner.state.members.at(-1)).toEqual({ developerId: cyd.id, role: "MEMBER", joinedAt: later });
    expect(partner.state.joinRequests).toEqual([]);
    expect(partner.events.take()).toEqual([
      { type: "JoinRequestAccepted", partnerId: partner.id, developerId: cyd.id },
    ]);
  });

  it("is declined by an ADMIN, once, and does not come in when the company opens", () => {
    const partner = awaiting();
    partner.declineJoinRequest(partner.member(ada.id), cyd.id, later);
    partner.declineJoinRequest(partner.member(ada.id), cyd.id, now);
    expect(partner.state.joinRequests).toMatchObject([{ declinedAt: later }]);
    expect(partner.isAwaited(cyd.id)).toBe(false);
    partner.chooseJoiningPolicy(partner.member(ada.id), "OPEN", later);
    partner.admit(known(), later);
    expect(isMember(partner)).toBe(false);
    expect(partner.events.take().map(({ type }) => type)).toEqual([
      "JoinRequestDeclined",
      "JoiningPolicyChosen",
    ]);
  });

  it("is let in after all by an ADMIN who thinks better of it", () => {
    const partner = awaiting();
    partner.declineJoinRequest(partner.member(ada.id), cyd.id, now);
    partner.acceptJoinRequest(partner.member(ada.id), cyd.id, later);
    expect(isMember(partner)).toBe(true);
  });

  it("comes in by themselves once the company is open", () => {
    const partner = awaiting();
    partner.chooseJoiningPolicy(partner.member(ada.id), "OPEN", later);
    partner.admit(known(), later);
    expect(partner.member(cyd.id).role).toBe("MEMBER");
    expect(partner.state.joinRequests).toEqual([]);
  });

  it("is forgotten with their account", () => {
    const partner = awaiting();
    partner.forgetJoinRequest(cyd.id);
    partner.forgetJoinRequest(cyd.id);
    expect(partner.state.joinRequests).toEqual([]);
    expect(partner.events.take().map(({ type }) => type)).toEqual(["JoinRequestForgotten"]);
  });

  it("is decided on by the company's ADMINs alone", () => {
    const partner = awaiting();
    for (const act of ["acceptJoinRequest", "declineJoinRequest"] as const) {
      expectRefused(() => partner[act](partner.member(bob.id), cyd.id, now), "NOT_AN_ADMIN");
      expectRefused(() => partner[act](mallory, cyd.id, now), "NOT_FOUND");
      expectRefused(() => partner[act](partner.member(ada.id), "dev_nobody", now), "NOT_FOUND");
    }
    expect(partner.events.take()).toEqual([]);
  });
});

describe("R38 after a removal for cause", () => {
  function removal(partner: Partner, by = ada, who = bob) {
    partner.removeMember(partner.member(by.id), who.id, now, true);
    return partner.state.proposedJoiningPolicy;
  }

  it("CONSENT is proposed to an open company, until its ADMINs choose", () => {
    for (const choice of policies) {
      const partner = companyOf("OPEN");
      expect(removal(partner)).toBe("CONSENT");
      expect(partner.state.joiningPolicy).toBe("OPEN");
      expect(partner.events.take()).toMatchObject([{ type: "MemberRemoved", isForCause: true }]);
      partner.chooseJoiningPolicy(partner.member(ada.id), choice, later);
      expect(partner.state).toMatchObject({ joiningPolicy: choice, proposedJoiningPolicy: null });
    }
  });

  it.each(["CONSENT", "INVITATION"] as const)("nothing is proposed to one with %s", (policy) => {
    expect(removal(companyOf(policy))).toBeNull();
  });

  it("nothing is proposed when somebody leaves, or is removed for no cause", () => {
    const partner = companyOf("OPEN");
    expect(removal(partner, bob, bob)).toBeNull();
    expect(partner.events.take()).toMatchObject([{ isOwnWish: true, isForCause: false }]);
    partner.join(cyd, now);
    partner.removeMember(partner.member(ada.id), cyd.id, now);
    expect(partner.state.proposedJoiningPolicy).toBeNull();
  });
});

describe("R38 what keeps somebody from being a member", () => {
  it.each([
    ["AWAITING_CONSENT", { declinedAt: null }, "CONSENT"],
    ["AWAITING_CONSENT", { declinedAt: null }, "OPEN"],
    ["INVITATION_NEEDED", { declinedAt: null }, "INVITATION"],
    ["INVITATION_NEEDED", null, null],
    ["DECLINED", { declinedAt: now }, "CONSENT"],
    ["DECLINED", { declinedAt: now }, "INVITATION"],
  ] as const)("%s: %j with %s", (status, request, policy) => {
    expect(joiningStatus(request, policy, false)).toBe(status);
  });

  it("COMPANY_SUSPENDED: whatever its policy, unless they were declined", () => {
    for (const policy of [...policies, null])
      expect(joiningStatus(policy && { declinedAt: null }, policy, true)).toBe("COMPANY_SUSPENDED");
    expect(joiningStatus({ declinedAt: now }, "CONSENT", true)).toBe("DECLINED");
  });
});
