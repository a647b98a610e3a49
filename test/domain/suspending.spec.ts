import { describe, expect, it } from "@jest/globals";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { noAccess } from "../../src/domain/client-application/desired-access.js";
import {
  ada,
  bob,
  catalogue,
  company,
  cyd,
  developer,
  development,
  ids,
  issuer,
  later,
  live,
  mallory,
  memberOf,
  now,
  olga,
  onceOnly,
  provision,
  ready,
  register,
  shared,
  terms,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const reviewerOf = (partner: ReturnType<typeof company>) =>
  partner.reviewer(olga, "olga@bank.example", null, ["partnerId"]);

describe("R37 suspending a partner", () => {
  it("takes a reason, and once is enough", () => {
    const partner = company(ada, bob);
    partner.events.take();
    expectRefused(() => partner.suspend(reviewerOf(partner), " ", now), "INVALID");
    partner.suspend(reviewerOf(partner), " Fraud. ", now);
    partner.suspend(reviewerOf(partner), "Again.", later);
    expect(partner.state.suspension).toEqual({ at: now, reason: "Fraud." });
    partner.resume(reviewerOf(partner), "Settled.", later);
    partner.resume(reviewerOf(partner), "Settled.", later);
    expect(partner.state.suspension).toBeNull();
    const { id: partnerId } = partner;
    expect(partner.events.take()).toEqual([
      { type: "PartnerSuspended", partnerId, reason: "Fraud.", at: now },
      { type: "PartnerResumed", partnerId, reason: "Settled.", at: later },
    ]);
  });

  it("is for operators of another company", () => {
    const partner = company(ada, bob);
    const path = ["partnerId"];
    expectRefused(() => partner.reviewer(olga, "olga@acme.example", null, path), "OWN_PARTNER");
    const own = { ...olga, partnerId: partner.id };
    expectRefused(() => partner.reviewer(own, "olga@bank.example", null, path), "OWN_PARTNER");
  });

  it("lets its members change nothing of it", () => {
    const partner = company(ada, bob, cyd);
    const by = partner.member(ada.id);
    partner.suspend(reviewerOf(partner), "Fraud.", now);
    const born = { id: "inv_1", now } as const;
    const attempts = [
      () => partner.updateCompanyDetails(by, { legalName: "Other Ltd" }, later),
      () => partner.invite(by, { email: "new@acme.example", developerId: null }, 0, born),
      () => partner.resendInvitation(by, "inv_1", 0, later),
      () => partner.withdrawInvitation(by, "inv_1", later),
      () => partner.changeMemberRole(by, bob.id, "ADMIN", later),
      () => partner.removeMember(by, bob.id, later),
      () => partner.chooseJoiningPolicy(by, "CONSENT", later),
      () => partner.acceptJoinRequest(by, bob.id, later),
      () => partner.declineJoinRequest(by, bob.id, later),
      () => partner.readyMember(ada, terms),
    ];
    const before = partner.state;
    for (const attempt of attempts) expectRefused(attempt, "PARTNER_SUSPENDED");
    expect(partner.state).toBe(before);
  });

  it("keeps nobody from leaving", () => {
    const partner = company(ada, bob);
    partner.suspend(reviewerOf(partner), "Fraud.", now);
    partner.removeMember(partner.member(bob.id), bob.id, later);
    expectRefused(() => partner.member(bob.id), "NOT_A_MEMBER");
  });
});

function twoPlaces() {
  const application = live({ environmentIds: [development.id, onceOnly.id] });
  provision(application, onceOnly);
  return application;
}

describe("R37 an application whose partner is suspended", () => {
  const suspended = (application = shared({ environmentIds: [development.id, onceOnly.id] })) =>
    ClientApplication.fromState({ ...application.state, isPartnerSuspended: true });
  const owner = memberOf(ada);

  it("has all of its keys stopped, as if it were deactivated, and exactly those back afterwards", () => {
    const application = shared();
    const [first] = application.state.grants[0]?.keys ?? [];
    application.revokeApiKey(owner, first?.id ?? "key_", now);
    const stopped = suspended(application);
    const statuses = stopped.state.grants.flatMap((grant) =>
      grant.keys.map((key) => apiKeyStatus(key, grant, stopped.state, later)),
    );
    expect(statuses).toEqual(["REVOKED", "SUSPENDED"]);
    expect(stopped.desiredAccess(development.id, later)).toEqual(noAccess);
    const resumed = ClientApplication.fromState({ ...stopped.state, isPartnerSuspended: false });
    expect(resumed.desiredAccess(development.id, later)).toEqual(
      application.desiredAccess(development.id, later),
    );
  });

  it("R30 gets nothing issued, and nothing that was pushed before counts as live", () => {
    const application = register();
    application.issueMissingCredentials(development, issuer(), now);
    const pushed = application.desiredAccess(development.id, now);
    const stopped = suspended(application);
    expect(stopped.confirmProvisioned(development.id, pushed, later)).toBe(false);
    const fresh = suspended(register());
    const secrets = issuer();
    fresh.issueMissingCredentials(development, secrets, later);
    expect(secrets.issued).toEqual([]);
  });

  it("is changed by nobody: nothing is shown, rotated, edited, handed on or deleted", () => {
    const application = suspended();
    const [grant] = application.state.grants;
    const [key] = grant?.keys ?? [];
    const [grantId, keyId] = [grant?.id ?? "grt_", key?.id ?? "key_"] as const;
    const making = { newId: ids(), now: later };
    const attempt = {
      edit: { name: "Other" },
      expectedVersion: application.state.version,
      ready: () => ready,
    };
    const attempts = [
      () => application.revealApiKey(owner, keyId, "REPEATABLE", later),
      () => application.revealClientSecret(owner, grantId, "REPEATABLE", later),
      () => application.rotateApiKey(owner, keyId, 0, making),
      () => application.rotateClientSecret(owner, grantId, 0, { issuer: issuer(), now: later }),
      () => application.edit(owner, attempt, catalogue, making),
      () => application.addCoOwner(owner, memberOf(cyd), later),
      () => application.removeCoOwner(owner, bob.id, later),
      () => application.transferOwnership(owner, memberOf(bob), null, later),
      () => application.requestAccessAgain(owner, "req_", "Please.", later),
      () => application.deactivate(owner, later),
      () => application.restore(owner, later),
      () => application.delete(owner, application.state.name, later),
    ];
    const before = application.state;
    for (const act of attempts) expectRefused(act, "PARTNER_SUSPENDED");
    expect(application.state).toBe(before);
    expectRefused(() => application.revealApiKey(mallory, keyId, "REPEATABLE", later), "NOT_FOUND");
  });

  it("R27 can have what leaked revoked, so that it does not come back", () => {
    const application = suspended(twoPlaces());
    const [grant, other] = application.state.grants;
    application.revokeApiKey(owner, grant?.keys[0]?.id ?? "key_", later);
    application.revokeGrantCredentials(owner, other?.id ?? "grt_", later);
    expect(application.state.grants[0]?.keys[0]?.revokedAt).toEqual(later);
    expect(application.state.grants[1]?.credentials?.revokedAt).toEqual(later);
  });
});

describe("R37 appointing an ADMIN", () => {
  it("works for a member, also while the company is suspended", () => {
    const partner = company(ada, bob);
    partner.suspend(reviewerOf(partner), "Fraud.", now);
    partner.events.take();
    partner.appointAdmin(reviewerOf(partner), bob, "They asked.", later);
    partner.appointAdmin(reviewerOf(partner), bob, "They asked.", later);
    expect(partner.member(bob.id).role).toBe("ADMIN");
    const event = {
      partnerId: partner.id,
      developerId: bob.id,
      isNew: false,
      reason: "They asked.",
      at: later,
    };
    expect(partner.events.take()).toEqual([{ type: "AdminAppointed", ...event }]);
  });

  it("brings back who was removed by a hostile founder (R9), and makes nobody of another company a member", () => {
    const partner = company(ada, bob);
    partner.removeMember(partner.member(ada.id), bob.id, now);
    partner.appointAdmin(reviewerOf(partner), bob, "They asked.", later);
    expect(partner.member(bob.id).role).toBe("ADMIN");
    expect(partner.events.take().at(-1)).toMatchObject({ type: "AdminAppointed", isNew: true });
    const stranger = developer("dev_stranger", "stranger@elsewhere.example");
    expectRefused(() => partner.appointAdmin(reviewerOf(partner), stranger, "No.", later), "NOT_A_MEMBER");
    expectRefused(() => partner.appointAdmin(reviewerOf(partner), bob, "", later), "INVALID");
  });
});
