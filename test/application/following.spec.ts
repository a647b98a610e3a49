import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
/** Ada founded the company and is its ADMIN, Bob is a member. */
let ada: Actor;
let bob: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
  bob = await portico.joins("bob@acme.example");
});

const emailOf = ({ developerId }: Actor) => portico.store.developers.get(developerId)?.email;
const partnerOf = ({ partnerId }: Actor) => portico.store.partners.get(partnerId ?? "");
const membersOf = (who: Actor) => partnerOf(who)?.members.map(({ developerId, role }) => [developerId, role]);
const liveTokens = () => [...portico.store.tokens.values()].filter(({ revokedAt }) => !revokedAt).length;
const makesToken = (by: Actor) =>
  portico.commands.createAccessToken(by, { name: "CI", scopes: ["READ"], expiresInDays: 1 });

describe("R2 at the same company the address follows the provider", () => {
  it("and everything else stays as it was", async () => {
    const clientApplicationId = await portico.registers(bob);
    await makesToken(bob);
    const now = await portico.moves(bob, "Robert@ACME.example");
    expect(now).toEqual(bob);
    expect(emailOf(bob)).toBe("robert@acme.example");
    expect(portico.application(clientApplicationId).ownerId).toBe(bob.developerId);
    expect(liveTokens()).toBe(1);
    expect(portico.trail.at(-1)).toBe("ADDRESS_FOLLOWED");
    const vouched = [...portico.store.vouchings.values()].map(({ email }) => email);
    expect(vouched).toContain("robert@acme.example");
  });

  it("and the earlier one no longer signs anybody in", async () => {
    await portico.signsIn("bob@acme.example", "portico|password");
    const subjects = () => [...portico.store.subjects].filter(([, id]) => id === bob.developerId);
    expect(subjects()).toHaveLength(2);
    await portico.moves(bob, "robert@acme.example");
    expect(subjects()).toEqual([["idp|bob@acme.example", bob.developerId]]);
    const another = await portico.signsIn("bob@acme.example", "portico|anew");
    expect(another.developerId).not.toBe(bob.developerId);
    expect(another.partnerId).toBe(ada.partnerId);
  });

  it("so that who was removed does not come back by the earlier one (R9)", async () => {
    const { developerId } = bob;
    await portico.commands.removeMember(ada, { developerId, successorId: null });
    expect((await portico.moves(bob, "robert@acme.example")).partnerId).toBeNull();
    const anew = await portico.signsIn("bob@acme.example", "portico|anew");
    expect([anew.developerId === developerId, anew.partnerId]).toEqual([false, null]);
  });

  it("whatever a token from before says, which makes nobody of its own", async () => {
    const { developerId } = bob;
    await portico.moves(bob, "robert@acme.example");
    await portico.commands.removeMember(ada, { developerId, successorId: null });
    await portico.commands.inviteDeveloper(ada, { email: "robert@acme.example" });
    const back = await portico.signsIn("bob@acme.example", "idp|bob@acme.example");
    expect(back).toMatchObject({ developerId, partnerId: ada.partnerId });
    expect(portico.store.developers.size).toBe(2);
  });

  it("and where the mailbox is a colleague's already, the subject is theirs from now on", async () => {
    const cyd = await portico.joins("cyd@acme.example");
    expect((await portico.moves(bob, "cyd@acme.example")).developerId).toBe(cyd.developerId);
    expect([emailOf(bob), emailOf(cyd)]).toEqual(["bob@acme.example", "cyd@acme.example"]);
    expect(portico.trail.at(-1)).toBe("IDENTITY_LINKED");
  });

  it("and an operator is none by the new one, until they are made one", async () => {
    portico.store.operators.set("bob@acme.example", portico.now);
    await portico.moves(bob, "robert@acme.example");
    expect(portico.store.operators.size).toBe(0);
  });

  it("once: the same said again changes nothing", async () => {
    await portico.moves(bob, "robert@acme.example");
    const { length } = portico.trail;
    await portico.moves(bob, "robert+work@acme.example");
    expect(portico.trail).toHaveLength(length);
  });
});

describe("R2 at another company they leave the old one", () => {
  it("and found the new one, with nothing of the old (R3 R9)", async () => {
    const clientApplicationId = await portico.registers(bob);
    await makesToken(bob);
    const now = await portico.moves(bob, "bob@new.example");
    expect(now.partnerId).not.toBe(ada.partnerId);
    expect(partnerOf(now)?.domains).toEqual(["new.example"]);
    expect(membersOf(now)).toEqual([[bob.developerId, "ADMIN"]]);
    expect(membersOf(ada)).toEqual([[ada.developerId, "ADMIN"]]);
    expect(portico.application(clientApplicationId)).toMatchObject({
      ownerId: ada.developerId,
      partnerId: ada.partnerId,
    });
    expect(liveTokens()).toBe(0);
    expect(portico.jobs("tell-of-departure")).toEqual([
      { partnerId: ada.partnerId, developerId: bob.developerId, successorId: ada.developerId },
    ]);
    expect(portico.trail.slice(-4)).toEqual(
      expect.arrayContaining([
        "ADDRESS_FOLLOWED",
        "MEMBER_MOVED_AWAY",
        "PARTNER_FOUNDED",
        "OWNERSHIP_TRANSFERRED",
      ]),
    );
  });

  it("and join the new one as its colleagues do (R38)", async () => {
    const eve = await portico.joins("eve@new.example");
    const open = await portico.moves(bob, "bob@new.example");
    expect([open.partnerId, portico.memberOf(open)?.role]).toEqual([eve.partnerId, "MEMBER"]);
    await portico.commands.chooseJoiningPolicy(eve, { policy: "CONSENT" });
    const cyd = await portico.joins("cyd@acme.example");
    expect((await portico.moves(cyd, "cyd@new.example")).partnerId).toBeNull();
    expect(partnerOf(eve)?.joinRequests).toMatchObject([{ developerId: cyd.developerId }]);
  });

  it("and their co-ownerships end (R9)", async () => {
    const clientApplicationId = await portico.registers(ada);
    await portico.commands.addCoOwner(ada, { clientApplicationId, developerId: bob.developerId });
    await portico.moves(bob, "bob@new.example");
    expect(portico.application(clientApplicationId)).toMatchObject({
      ownerId: ada.developerId,
      coOwnerIds: [],
    });
  });

  it("also as its last ADMIN: the oldest member is one then (R8)", async () => {
    await portico.joins("cyd@acme.example");
    await portico.moves(ada, "ada@new.example");
    expect(membersOf(bob)?.filter(([, role]) => role === "ADMIN")).toEqual([[bob.developerId, "ADMIN"]]);
  });

  it("and take it along when they were alone in it", async () => {
    const eve = await portico.joins("eve@alone.example");
    const now = await portico.moves(eve, "eve@new.example");
    expect([...portico.store.partners.values()].map(({ domains }) => domains[0])).toEqual([
      "acme.example",
      "new.example",
    ]);
    expect(membersOf(now)).toEqual([[eve.developerId, "ADMIN"]]);
  });

  it("and come back by invitation alone, by either address (R9)", async () => {
    await portico.moves(bob, "bob@new.example");
    const anew = await portico.signsIn("bob@acme.example", "portico|anew");
    expect(anew.partnerId).toBeNull();
    const back = await portico.moves(bob, "robert@acme.example");
    expect([back.developerId, back.partnerId]).toEqual([bob.developerId, null]);
    await portico.commands.inviteDeveloper(ada, { email: "robert@acme.example" });
    expect((await portico.signsIn("robert@acme.example", "idp|bob@acme.example")).partnerId).toBe(
      ada.partnerId,
    );
  });

  it("and are a member of nothing where the new address is nobody's (R4)", async () => {
    const now = await portico.moves(bob, "bob@gmail.com");
    expect([now.developerId, now.partnerId, emailOf(bob)]).toEqual([bob.developerId, null, "bob@gmail.com"]);
    expect(membersOf(ada)).toHaveLength(1);
  });

  it("and where the mailbox is somebody's already, the subject is theirs from now on", async () => {
    const eve = await portico.joins("eve@new.example");
    expect(await portico.moves(bob, "eve@new.example")).toEqual(eve);
    expect(membersOf(ada)).toHaveLength(1);
    expect(emailOf(bob)).toBe("bob@acme.example");
  });
});

describe("a deleted account does not rise", () => {
  const at = (seconds: number) => new Date(portico.now.getTime() + seconds * 1000);
  const erases = () => portico.commands.deleteMyAccount(bob, { confirmEmail: "bob@acme.example" });

  it.each([
    ["by its own subject", "bob@acme.example", "idp|bob@acme.example", -60],
    ["by its own subject with another address", "robert@acme.example", "idp|bob@acme.example", -60],
    ["by another subject with its address", "Bob+x@acme.example", "idp|another", -60],
    ["by what was said at that very moment", "bob@acme.example", "idp|bob@acme.example", 0],
    ["by a provider whose clock is ahead a little", "bob@acme.example", "idp|bob@acme.example", 5],
  ])("by what a provider said before: %s", async (_what, email, subject, seconds) => {
    await erases();
    const { size } = portico.store.developers;
    expect((await portico.signsIn(email, subject, at(seconds))).developerId).toBe("dev_");
    expect(portico.store.developers.size).toBe(size);
  });

  it("by a session that was looked at before", async () => {
    const cyd = await portico.signsIn("cyd@acme.example", "portico|cyd");
    await portico.commands.deleteMyAccount(cyd, { confirmEmail: "cyd@acme.example" });
    const { size } = portico.store.developers;
    expect((await portico.signsIn("cyd@acme.example", "portico|cyd")).developerId).toBe("dev_");
    expect(portico.store.developers.size).toBe(size);
  });

  it("but its mailbox signs up anew, by a new sign-in or here", async () => {
    await erases();
    const [later, other] = [
      await portico.signsIn("bob@acme.example", "idp|bob@acme.example", at(6)),
      await portico.signsIn("cyd@acme.example", "idp|cyd", at(-60)),
    ];
    expect([later.partnerId, other.partnerId]).toEqual([ada.partnerId, ada.partnerId]);
    expect(later.developerId).not.toBe(bob.developerId);
    await portico.commands.deleteMyAccount(later, { confirmEmail: "bob@acme.example" });
    expect((await portico.signsIn("bob@acme.example", "portico|anew")).partnerId).toBe(ada.partnerId);
  });
});
