import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import type { MemberRole } from "../../src/domain/partner/members.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
/** Ada founded the company and is its ADMIN. */
let ada: Actor;
let bob: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
  bob = await portico.joins("bob@acme.example");
});

const company = () => {
  const partner = portico.store.partners.get(ada.partnerId ?? "");
  if (!partner) throw new Error("The company is gone.");
  return partner;
};

describe("company details", () => {
  it("R6 may be entered by any member while they are incomplete", async () => {
    const founder = await portico.signsIn("eve@new.example");
    const member = await portico.signsIn("fay@new.example");
    await portico.commands.updateCompanyDetails(member, { legalName: "New Ltd" });
    expect(portico.store.partners.get(founder.partnerId ?? "")?.details).toMatchObject({
      legalName: "New Ltd",
    });
  });

  it("R6 are changed by an ADMIN alone once they are complete", async () => {
    const change = { legalName: "Acme Bank" };
    await expect(portico.commands.updateCompanyDetails(bob, change)).rejects.toThrow("NOT_AN_ADMIN");
    await portico.commands.updateCompanyDetails(ada, change);
    expect(company().details).toMatchObject({ legalName: "Acme Bank", country: "NL" });
    expect(portico.trail.at(-1)).toBe("COMPANY_DETAILS_UPDATED");
  });

  it("R6 are refused field by field, all at once", async () => {
    const wrong = { legalName: "A", website: "acme" };
    await expect(portico.commands.updateCompanyDetails(ada, wrong)).rejects.toMatchObject({
      problems: [{ path: ["legalName"] }, { path: ["website"] }],
    });
  });
});

describe("inviting", () => {
  const invite = async (by: Actor, email: string) =>
    (await portico.commands.inviteDeveloper(by, { email })).invitationId;

  it("R7 queues a mail to the address in its compared form", async () => {
    const invitationId = await invite(bob, "Cyd@ACME.example");
    expect(company().invitations).toMatchObject([{ id: invitationId, email: "cyd@acme.example" }]);
    expect(portico.jobs("send-invitation")).toEqual([{ invitationId, count: 1 }]);
    expect(portico.trail.at(-1)).toBe("INVITATION_SENT");
  });

  it("R7 refuses another domain, who is a member, and who is invited already", async () => {
    await expect(invite(bob, "cyd@other.example")).rejects.toThrow("DIFFERENT_EMAIL_DOMAIN");
    await expect(invite(bob, "ada@acme.example")).rejects.toThrow("ALREADY_A_MEMBER");
    await expect(invite(bob, "nobody")).rejects.toThrow("INVALID");
    await invite(bob, "cyd@acme.example");
    await expect(invite(ada, "CYD@acme.example")).rejects.toThrow("ALREADY_INVITED");
    expect(portico.jobs("send-invitation")).toHaveLength(1);
  });

  it("R7 is limited for each member by the hour", async () => {
    for (let count = 0; count < 30; count += 1) await invite(bob, `c${count}@acme.example`);
    await expect(invite(bob, "late@acme.example")).rejects.toThrow("LIMIT_REACHED");
    await invite(ada, "late@acme.example");
    portico.now = new Date(portico.now.getTime() + 3_600_000);
    await invite(bob, "later@acme.example");
  });

  it("R7 can be sent again, and is good for 14 days from then", async () => {
    const invitationId = await invite(bob, "cyd@acme.example");
    portico.now = new Date(portico.now.getTime() + 15 * 24 * 3_600_000);
    await portico.commands.resendInvitation(ada, { invitationId });
    const expiresAt = new Date(portico.now.getTime() + 14 * 24 * 3_600_000);
    expect(company().invitations).toMatchObject([{ expiresAt }]);
    expect(portico.jobs("send-invitation").at(-1)).toEqual({ invitationId, count: 2 });
  });

  it("R7 can be withdrawn, and is not sent again after that", async () => {
    const invitationId = await invite(bob, "cyd@acme.example");
    await portico.commands.withdrawInvitation(ada, { invitationId });
    await expect(portico.commands.resendInvitation(ada, { invitationId })).rejects.toThrow("INVALID");
    await invite(bob, "cyd@acme.example");
    const unknown = { invitationId: "inv_unknown" } as const;
    await expect(portico.commands.resendInvitation(ada, unknown)).rejects.toThrow("NOT_FOUND");
    await expect(portico.commands.withdrawInvitation(ada, unknown)).rejects.toThrow("NOT_FOUND");
  });

  it("R7 is accepted by registering with the address", async () => {
    const invitationId = await invite(bob, "cyd@acme.example");
    const cyd = await portico.joins("cyd@acme.example");
    expect(portico.memberOf(cyd)?.role).toBe("MEMBER");
    expect(company().invitations).toMatchObject([{ acceptedAt: portico.now }]);
    await expect(portico.commands.withdrawInvitation(ada, { invitationId })).rejects.toThrow(
      "ALREADY_A_MEMBER",
    );
  });
});

describe("roles", () => {
  const setRole = (by: Actor, { developerId }: Actor, role: MemberRole) =>
    portico.commands.changeMemberRole(by, { developerId, role });

  it("R8 can be given and taken, as long as one is an ADMIN", async () => {
    await expect(setRole(ada, ada, "MEMBER")).rejects.toThrow("LAST_ADMIN");
    await setRole(ada, bob, "ADMIN");
    await setRole(bob, ada, "MEMBER");
    expect([portico.memberOf(ada)?.role, portico.memberOf(bob)?.role]).toEqual(["MEMBER", "ADMIN"]);
  });

  it("R8 R33 the same again changes nothing", async () => {
    const { length } = portico.trail;
    await setRole(ada, bob, "MEMBER");
    expect(portico.trail).toHaveLength(length);
  });

  it("are refused for who is no member", async () => {
    const mallory = await portico.joins("mallory@other.example");
    await expect(setRole(ada, mallory, "ADMIN")).rejects.toThrow("NOT_A_MEMBER");
  });
});

describe("removing a member", () => {
  const remove = (by: Actor, { developerId }: Actor, successor?: Actor) =>
    portico.commands.removeMember(by, { developerId, successorId: successor?.developerId ?? null });

  it("R9 hands what they own to the successor, and ends what they share", async () => {
    const owned = await portico.registers(bob);
    const shared = await portico.registers(ada, { name: "Journal" });
    const { developerId } = bob;
    await portico.commands.addCoOwner(ada, { clientApplicationId: shared, developerId });
    await expect(remove(ada, bob)).rejects.toThrow("OWNS_APPLICATIONS");
    await remove(ada, bob, ada);
    expect(portico.application(owned)).toMatchObject({ ownerId: ada.developerId, coOwnerIds: [] });
    expect(portico.application(shared)).toMatchObject({ ownerId: ada.developerId, coOwnerIds: [] });
    expect(portico.actor(developerId).partnerId).toBeNull();
  });

  it("R9 ends their access tokens and sessions with it", async () => {
    const token = { name: "CI", scopes: ["READ"], expiresInDays: 30 } as const;
    await portico.commands.createAccessToken(bob, token);
    await portico.commands.createAccessToken(ada, token);
    await remove(ada, bob);
    const tokens = [...portico.store.tokens.values()];
    expect(tokens.filter(({ revokedAt }) => !revokedAt)).toMatchObject([
      { owner: { developerId: ada.developerId } },
    ]);
  });

  it("R9 refuses a successor who is none", async () => {
    await portico.registers(bob);
    const mallory = await portico.joins("mallory@other.example");
    await expect(remove(ada, bob, mallory)).rejects.toThrow("NOT_A_MEMBER");
    await expect(remove(ada, bob, bob)).rejects.toThrow("NOT_A_MEMBER");
    expect(portico.memberOf(bob)).toBeDefined();
  });

  it("R8 R9 everybody may leave, but for the last ADMIN", async () => {
    await expect(remove(ada, ada)).rejects.toThrow("LAST_ADMIN");
    await remove(bob, bob);
    expect(company().members).toHaveLength(1);
  });

  it("R7 R9 who was removed comes back by invitation alone", async () => {
    await remove(ada, bob);
    expect((await portico.signsIn("bob@acme.example")).partnerId).toBeNull();
    await portico.commands.inviteDeveloper(ada, { email: "bob@acme.example" });
    expect((await portico.signsIn("bob@acme.example")).partnerId).toBe(ada.partnerId);
  });
});
