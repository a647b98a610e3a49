import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import type { Id } from "../../src/domain/id.js";
import { accounts, closedProduct, development, onceOnly, production, transfers } from "../support/domain.js";
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

describe("registering", () => {
  it("R14 R16 queues the provisioning of what needs no approval, and of the rest tells operators", async () => {
    const environmentIds = [development.id, production.id];
    const applicationId = await portico.registers(ada, { environmentIds }, false);
    expect(portico.jobs("provision")).toEqual([{ applicationId, environmentId: development.id }]);
    expect(portico.jobs("digest-access-requests")).toHaveLength(1);
    expect(portico.trail.at(-1)).toBe("REGISTERED");
    expect(portico.application(applicationId)).toMatchObject({ ownerId: ada.developerId, version: 1 });
  });

  it("R16 goes live by the queued work, and then the owners are told", async () => {
    const id = await portico.registers(ada);
    expect(portico.grantIn(id).keys.every(({ provisionedAt }) => provisionedAt)).toBe(true);
    expect(portico.jobs("announce-keys-live")).toEqual([
      {
        applicationId: id,
        environmentId: development.id,
        keyIds: portico.grantIn(id).keys.map((key) => key.id),
      },
    ]);
  });

  it("R10 says all at once what is missing", async () => {
    const newcomer = await portico.signsIn("eve@new.example");
    const attempt = portico.registers(newcomer);
    const missing = ["COMPLETE_PROFILE", "CURRENT_TERMS", "COMPLETE_COMPANY"];
    await expect(attempt).rejects.toMatchObject({
      problems: [{ code: "NOT_READY_TO_REGISTER", detail: { missing } }],
    });
  });

  it("R14 refuses what is unknown or closed", async () => {
    for (const productId of ["prd_unknown", closedProduct.id] as const) {
      await expect(portico.registers(ada, { productIds: [productId] })).rejects.toMatchObject({
        problems: [{ path: ["productIds", "0"] }],
      });
    }
    expect(portico.store.applications.size).toBe(0);
  });

  it("R11 takes a name once in a partner, and again in another", async () => {
    await portico.registers(ada);
    await expect(portico.registers(bob, { name: "LEDGER" })).rejects.toThrow("NAME_TAKEN");
    await portico.registers(await portico.joins("mallory@other.example"));
    expect(portico.store.applications.size).toBe(2);
  });
});

describe("editing", () => {
  it("R24 R25 gives what is added keys of its own, and ends those of what is removed", async () => {
    const id = await portico.registers(ada);
    const removed = await portico.reveals(ada, portico.keyIn(id, development, transfers).id);
    const kept = await portico.reveals(ada, portico.keyIn(id).id);
    const changes = { productIds: [accounts.id], environmentIds: [development.id, onceOnly.id] };
    await portico.commands.editClientApplication(ada, {
      clientApplicationId: id,
      expectedVersion: 1,
      ...changes,
    });
    await portico.works();
    expect(await portico.working([kept, removed])).toEqual([kept]);
    const added = await portico.reveals(ada, portico.keyIn(id, onceOnly).id);
    expect(await portico.working([added], onceOnly)).toEqual([added]);
    expect(portico.application(id)).toMatchObject({ version: 2, productIds: [accounts.id] });
  });

  it("R26 refuses what was made from an older version, and changes nothing", async () => {
    const id = await portico.registers(ada);
    const edit = (description: string) =>
      portico.commands.editClientApplication(ada, {
        clientApplicationId: id,
        expectedVersion: 1,
        description,
      });
    await edit("First.");
    await expect(edit("Second.")).rejects.toMatchObject({
      problems: [{ code: "STALE_VERSION", path: ["expectedVersion"], detail: { currentVersion: 2 } }],
    });
    expect(portico.application(id)).toMatchObject({ version: 2, description: "First." });
  });

  it("R11 refuses another application's name", async () => {
    await portico.registers(ada);
    const id = await portico.registers(ada, { name: "Journal" });
    const edit = { clientApplicationId: id, expectedVersion: 1, name: "ledger" };
    await expect(portico.commands.editClientApplication(ada, edit)).rejects.toThrow("NAME_TAKEN");
    expect(portico.application(id).name).toBe("Journal");
  });

  it("R33 leaves nothing in the trail when nothing has changed", async () => {
    const id = await portico.registers(ada);
    const { length } = portico.trail;
    await portico.commands.editClientApplication(ada, { clientApplicationId: id, expectedVersion: 1 });
    expect(portico.trail).toHaveLength(length);
    expect(portico.application(id).version).toBe(1);
  });
});

describe("owning", () => {
  const share = (clientApplicationId: Id<"app">, by: Actor, { developerId }: Actor) =>
    portico.commands.addCoOwner(by, { clientApplicationId, developerId });

  it("R19 R20 lets a co-owner view keys from that moment, and tells all owners", async () => {
    const id = await portico.registers(ada);
    await expect(portico.reveals(bob, portico.keyIn(id).id)).rejects.toThrow("NOT_AN_OWNER");
    await share(id, ada, bob);
    expect(await portico.reveals(bob, portico.keyIn(id).id)).toBe(
      await portico.reveals(ada, portico.keyIn(id).id),
    );
    const [notice] = portico.jobs("notify-owners").flat();
    expect([...(notice?.recipientIds ?? [])].sort()).toEqual([ada.developerId, bob.developerId]);
  });

  it("R20 refuses who is no member, and who is an owner already", async () => {
    const id = await portico.registers(ada);
    const mallory = await portico.joins("mallory@other.example");
    await expect(share(id, ada, mallory)).rejects.toThrow("NOT_A_MEMBER");
    await expect(share(id, ada, ada)).rejects.toThrow("ALREADY_AN_OWNER");
    await share(id, ada, bob);
    await expect(share(id, ada, bob)).rejects.toThrow("ALREADY_AN_OWNER");
  });

  it("R22 lets a co-owner go, and nobody remove the owner", async () => {
    const id = await portico.registers(ada);
    await share(id, ada, bob);
    const remove = (by: Actor, { developerId }: Actor) =>
      portico.commands.removeCoOwner(by, { clientApplicationId: id, developerId });
    await expect(remove(bob, ada)).rejects.toThrow("OWNER_CANNOT_BE_REMOVED");
    await remove(bob, bob);
    await expect(remove(ada, bob)).rejects.toThrow("NOT_A_CO_OWNER");
    expect(portico.application(id).coOwnerIds).toEqual([]);
  });

  it("R23 is transferred to a co-owner, and the one before stays on as one", async () => {
    const id = await portico.registers(ada);
    const transfer = (by: Actor) =>
      portico.commands.transferOwnership(by, { clientApplicationId: id, developerId: bob.developerId });
    await expect(transfer(ada)).rejects.toThrow("NOT_A_CO_OWNER");
    await share(id, ada, bob);
    await transfer(ada);
    expect(portico.application(id)).toMatchObject({
      ownerId: bob.developerId,
      coOwnerIds: [ada.developerId],
    });
    await expect(transfer(ada)).rejects.toThrow("NOT_AN_OWNER");
  });

  it("R23 may be transferred by an ADMIN when the owner is a member no longer", async () => {
    const cyd = await portico.joins("cyd@acme.example");
    const id = await portico.registers(cyd);
    await share(id, cyd, bob);
    const transfer = () =>
      portico.commands.transferOwnership(ada, { clientApplicationId: id, developerId: bob.developerId });
    await expect(transfer()).rejects.toThrow("NOT_AN_OWNER");
    const partner = portico.store.partners.get(ada.partnerId ?? "");
    const members = partner?.members.filter(({ developerId }) => developerId !== cyd.developerId) ?? [];
    if (partner) portico.store.partners.set(partner.id, { ...partner, members });
    await transfer();
    expect(portico.application(id)).toMatchObject({ ownerId: bob.developerId, coOwnerIds: [] });
  });
});

describe("deciding", () => {
  let olga: Actor;
  let id: Id<"app">;
  let accessRequestId: Id<"req">;

  beforeEach(async () => {
    const { developerId } = await portico.joins("olga@bank.example");
    olga = portico.actor(developerId, true);
    id = await portico.registers(ada, { environmentIds: [production.id] });
    accessRequestId = portico.grantIn(id, production).requests[0]?.id ?? "req_";
  });

  it("R17 issues nothing before an operator approves, and then what was asked for", async () => {
    expect(portico.keyIn(id, production).issuedAt).toBeNull();
    await portico.commands.approveAccess(olga, { accessRequestId });
    await portico.works();
    const key = await portico.reveals(ada, portico.keyIn(id, production).id);
    expect(await portico.working([key], production)).toEqual([key]);
  });

  it("R17 is done once", async () => {
    await portico.commands.approveAccess(olga, { accessRequestId });
    await expect(portico.commands.approveAccess(olga, { accessRequestId })).rejects.toThrow(
      "ALREADY_DECIDED",
    );
    const rejection = { accessRequestId, reason: "No." };
    await expect(portico.commands.rejectAccess(olga, rejection)).rejects.toThrow("ALREADY_DECIDED");
  });

  it("R17 what was rejected, with a reason, can be asked for again, with a note", async () => {
    const note = { accessRequestId, note: "We have a contract now." };
    await expect(portico.commands.requestAccessAgain(ada, note)).rejects.toThrow();
    const { length } = portico.jobs("digest-access-requests");
    await expect(portico.commands.rejectAccess(olga, { accessRequestId, reason: " " })).rejects.toThrow(
      "INVALID",
    );
    await portico.commands.rejectAccess(olga, { accessRequestId, reason: "No contract." });
    await portico.works();
    await expect(portico.reveals(ada, portico.keyIn(id, production).id)).rejects.toThrow("NOT_ISSUED");
    await portico.commands.requestAccessAgain(ada, note);
    expect(portico.grantIn(id, production).requests[0]).toMatchObject({ decision: null, note: note.note });
    expect(portico.jobs("digest-access-requests")).toHaveLength(length + 1);
  });

  it("R17 what changes after the approval is shown to operators until one has seen it", async () => {
    await portico.commands.approveAccess(olga, { accessRequestId });
    const { version } = portico.application(id);
    const edit = { clientApplicationId: id, expectedVersion: version, name: "Journal" };
    await portico.commands.editClientApplication(ada, edit);
    const changed = () => portico.grantIn(id, production).requests[0]?.changedDetails;
    expect(changed()).toEqual(["name"]);
    await portico.commands.seeAccessChanges(olga, { accessRequestId });
    expect(changed()).toEqual([]);
  });

  it("lets operators have the gateway told again, and nobody find what does not exist", async () => {
    const { length } = portico.jobs("provision");
    await portico.commands.approveAccess(olga, { accessRequestId });
    await portico.commands.retryProvisioning(olga, { grantId: portico.grantIn(id, production).id });
    expect(portico.jobs("provision")).toHaveLength(length + 2);
    const unknown = { accessRequestId: "req_unknown", reason: "No." } as const;
    await expect(portico.commands.approveAccess(olga, unknown)).rejects.toThrow("NOT_FOUND");
    await expect(portico.commands.rejectAccess(olga, unknown)).rejects.toThrow("NOT_FOUND");
    await expect(portico.commands.seeAccessChanges(olga, unknown)).rejects.toThrow("NOT_FOUND");
    await expect(portico.commands.retryProvisioning(olga, { grantId: "grt_none" })).rejects.toThrow(
      "NOT_FOUND",
    );
  });
});
