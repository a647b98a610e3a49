import { expect, it } from "@jest/globals";
import { development } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

async function started() {
  const portico = new InMemoryPortico();
  const owner = await portico.joins("ada@acme.example");
  const colleague = await portico.joins("bob@acme.example");
  const { developerId } = await portico.joins("olga@bank.example");
  const operator = portico.actor(developerId, true);
  const id = await portico.registers(owner);
  const key = await portico.reveals(owner, portico.keyIn(id).id);
  return { portico, owner, colleague, operator, id, key, partnerId: owner.partnerId ?? "prt_" } as const;
}

it("R37 all keys of a suspended partner stop at the gateways, and the same work again once it is resumed", async () => {
  const { portico, owner, operator, id, key, partnerId } = await started();
  expect(await portico.working([key])).toEqual([key]);
  await portico.commands.suspendPartner(operator, { partnerId, reason: "Fraud." });
  expect(portico.jobs("provision-partner")).toEqual([{ partnerId, urgency: "stop" }]);
  await portico.works();
  expect(await portico.working([key])).toEqual([]);
  await expect(portico.reveals(owner, portico.keyIn(id).id)).rejects.toThrow("PARTNER_SUSPENDED");
  await expect(portico.registers(owner, { name: "Another" })).rejects.toThrow("PARTNER_SUSPENDED");
  await portico.commands.resumePartner(operator, { partnerId, reason: "Settled." });
  await portico.works();
  expect(await portico.working([key], development)).toEqual([key]);
  expect(await portico.reveals(owner, portico.keyIn(id).id)).toBe(key);
  expect(portico.trail).toEqual(
    expect.arrayContaining(["PARTNER_SUSPENDED", "REVEAL_REFUSED", "PARTNER_RESUMED"]),
  );
});

it("R9 who removes an owner and takes over their applications does not do so unseen", async () => {
  const { portico, owner, colleague } = await started();
  const mine = await portico.registers(colleague, { name: "Bob's" });
  const removal = { developerId: colleague.developerId, successorId: owner.developerId };
  await portico.commands.removeMember(owner, removal);
  expect(portico.jobs("tell-of-handover")).toMatchObject([
    { ...removal, actorId: owner.developerId, applicationNames: ["Bob's"] },
  ]);
  expect(portico.application(mine).ownerId).toBe(owner.developerId);
});

it("R9 the invitations of whoever is removed are withdrawn, so that nobody comes back by their own", async () => {
  const { portico, owner, colleague } = await started();
  const { invitationId } = await portico.commands.inviteDeveloper(colleague, {
    email: "second@acme.example",
  });
  const kept = await portico.commands.inviteDeveloper(owner, { email: "third@acme.example" });
  await portico.commands.chooseJoiningPolicy(owner, { policy: "INVITATION" });
  await portico.commands.removeMember(owner, { developerId: colleague.developerId, successorId: null });
  expect(portico.jobs("tell-of-handover")).toMatchObject([
    { successorId: null, applicationNames: [], invitationIds: [invitationId] },
  ]);
  expect((await portico.signsIn("second@acme.example")).partnerId).toBeNull();
  expect((await portico.signsIn("third@acme.example")).partnerId).toBe(owner.partnerId);
  expect(kept.invitationId).not.toBe(invitationId);
});

it("R9 what was sent to an address that a member has moved to is no way back, either", async () => {
  const { portico, owner, colleague } = await started();
  await portico.commands.inviteDeveloper(owner, { email: "second@acme.example" });
  const state = portico.store.developers.get(colleague.developerId);
  if (state) portico.store.developers.set(state.id, { ...state, email: "second@acme.example" });
  await portico.commands.removeMember(owner, { developerId: colleague.developerId, successorId: null });
  expect(portico.jobs("tell-of-handover")).toMatchObject([{ invitationIds: [expect.any(String)] }]);
});

it("R9 who owned nothing leaves without a word about applications", async () => {
  const { portico, owner, colleague } = await started();
  const removal = { developerId: colleague.developerId, successorId: owner.developerId };
  await portico.commands.removeMember(owner, removal);
  expect(portico.jobs("tell-of-handover")).toEqual([]);
});
