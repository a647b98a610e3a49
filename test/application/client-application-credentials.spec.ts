import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { development, onceOnly, transfers } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
let ada: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
});

describe("revealing", () => {
  it("R19 shows the same again, and records who looked", async () => {
    const id = await portico.registers(ada);
    const { length } = portico.trail;
    expect(await portico.reveals(ada, portico.keyIn(id).id)).toBe(
      await portico.reveals(ada, portico.keyIn(id).id),
    );
    await portico.revealsSecret(ada, portico.grantIn(id).id);
    expect(portico.trail.slice(length)).toEqual([
      "API_KEY_REVEALED",
      "API_KEY_REVEALED",
      "CLIENT_SECRET_REVEALED",
    ]);
  });

  it("R19 shows once where the environment says so, and records the refusal", async () => {
    const id = await portico.registers(ada, { environmentIds: [onceOnly.id] });
    const { id: grantId } = portico.grantIn(id, onceOnly);
    await portico.reveals(ada, portico.keyIn(id, onceOnly).id);
    await portico.revealsSecret(ada, grantId);
    await expect(portico.reveals(ada, portico.keyIn(id, onceOnly).id)).rejects.toThrow("ALREADY_SHOWN");
    await expect(portico.revealsSecret(ada, grantId)).rejects.toThrow("ALREADY_SHOWN");
    expect(portico.trail.slice(-2)).toEqual(["REVEAL_REFUSED", "REVEAL_REFUSED"]);
  });

  it("R16 refuses what is not issued yet", async () => {
    const id = await portico.registers(ada, {}, false);
    await expect(portico.reveals(ada, portico.keyIn(id).id)).rejects.toThrow("NOT_ISSUED");
    await expect(portico.revealsSecret(ada, portico.grantIn(id).id)).rejects.toThrow("NOT_ISSUED");
  });

  it("R18 records nothing about what does not exist", async () => {
    const { length } = portico.trail;
    await expect(portico.reveals(ada, "key_unknown")).rejects.toThrow("NOT_FOUND");
    await expect(portico.revealsSecret(ada, "grt_unknown")).rejects.toThrow("NOT_FOUND");
    expect(portico.trail).toHaveLength(length);
  });
});

describe("rotating and revoking", () => {
  it("R28 the old key works beside its successor for the overlap", async () => {
    const id = await portico.registers(ada);
    const { id: apiKeyId } = portico.keyIn(id);
    const old = await portico.reveals(ada, apiKeyId);
    const { successorId } = await portico.commands.rotateApiKey(ada, { apiKeyId, overlapHours: 2 });
    await portico.works();
    const both = [old, await portico.reveals(ada, successorId)];
    expect(await portico.working(both)).toEqual(both);
    portico.now = new Date(portico.now.getTime() + 2 * 3_600_000);
    expect(await portico.working(both)).toEqual(both.slice(1));
  });

  it("R28 refuses an overlap that is too long", async () => {
    const id = await portico.registers(ada);
    const rotation = { apiKeyId: portico.keyIn(id).id, overlapHours: 721 };
    await expect(portico.commands.rotateApiKey(ada, rotation)).rejects.toThrow("INVALID");
    const ofSecret = { grantId: portico.grantIn(id).id, overlapHours: -1 };
    await expect(portico.commands.rotateClientSecret(ada, ofSecret)).rejects.toThrow("INVALID");
  });

  it("R28 a new client secret can be viewed at once, and is told to the gateway with the old one", async () => {
    const id = await portico.registers(ada);
    const { id: grantId } = portico.grantIn(id);
    const hashesOf = async () =>
      portico.ports.vault.lookupHashes(await portico.revealsSecret(ada, grantId))[0];
    const before = await hashesOf();
    await portico.commands.rotateClientSecret(ada, { grantId, overlapHours: 1 });
    await portico.works();
    expect(portico.gateway.clientOf(development.id, id, portico.now)).toMatchObject({
      secretHash: await hashesOf(),
      retiring: { hash: before },
    });
  });

  it("R27 a revoked key stops for good, those of other products and environments go on", async () => {
    const id = await portico.registers(ada, { environmentIds: [development.id, onceOnly.id] });
    const { id: apiKeyId } = portico.keyIn(id);
    const [revoked, other] = [
      await portico.reveals(ada, apiKeyId),
      await portico.reveals(ada, portico.keyIn(id, development, transfers).id),
    ];
    const elsewhere = await portico.reveals(ada, portico.keyIn(id, onceOnly).id);
    await portico.commands.revokeApiKey(ada, { apiKeyId });
    await portico.works();
    expect(await portico.working([revoked, other])).toEqual([other]);
    expect(await portico.working([elsewhere], onceOnly)).toEqual([elsewhere]);
    await expect(portico.commands.revokeApiKey(ada, { apiKeyId })).rejects.toThrow("ALREADY_REVOKED");
  });

  it("R27 everything of an environment is revoked together", async () => {
    const id = await portico.registers(ada);
    const { id: grantId } = portico.grantIn(id);
    const keys = await Promise.all(portico.grantIn(id).keys.map((key) => portico.reveals(ada, key.id)));
    await portico.commands.revokeGrantCredentials(ada, { grantId });
    await portico.works();
    expect(await portico.working(keys)).toEqual([]);
    expect(portico.gateway.clientOf(development.id, id, portico.now)).toBeNull();
    await expect(portico.commands.revokeGrantCredentials(ada, { grantId })).rejects.toThrow(
      "ALREADY_REVOKED",
    );
  });
});

describe("stopping", () => {
  it("R29 deactivating stops every key and restoring makes exactly those work that worked before", async () => {
    const id = await portico.registers(ada);
    const keys = await Promise.all(portico.grantIn(id).keys.map((key) => portico.reveals(ada, key.id)));
    await portico.commands.revokeApiKey(ada, { apiKeyId: portico.keyIn(id).id });
    const reference = { clientApplicationId: id };
    await portico.commands.deactivateClientApplication(ada, reference);
    await portico.works();
    expect(await portico.working(keys)).toEqual([]);
    await portico.commands.restoreClientApplication(ada, reference);
    await portico.works();
    expect(await portico.working(keys)).toEqual(keys.slice(1));
  });

  it("R29 R33 either is done once, however often it is asked for", async () => {
    const id = await portico.registers(ada);
    const reference = { clientApplicationId: id };
    const { length } = portico.trail;
    await portico.commands.restoreClientApplication(ada, reference);
    for (let time = 0; time < 2; time += 1)
      await portico.commands.deactivateClientApplication(ada, reference);
    for (let time = 0; time < 2; time += 1) await portico.commands.restoreClientApplication(ada, reference);
    expect(portico.trail.slice(length)).toEqual(["DEACTIVATED", "RESTORED"]);
  });

  it("R31 deleting needs the name, ends everything, and frees the name", async () => {
    const id = await portico.registers(ada);
    const keys = await Promise.all(portico.grantIn(id).keys.map((key) => portico.reveals(ada, key.id)));
    const remove = (confirmName: string) =>
      portico.commands.deleteClientApplication(ada, { clientApplicationId: id, confirmName });
    await expect(remove("ledger")).rejects.toThrow("NAME_NOT_CONFIRMED");
    expect(portico.store.applications.size).toBe(1);
    await remove("Ledger");
    await portico.works();
    expect(await portico.working(keys)).toEqual([]);
    expect(portico.store.applications.size).toBe(0);
    expect(portico.trail.at(-1)).toBe("DELETED");
    await expect(remove("Ledger")).rejects.toThrow("NOT_FOUND");
    await portico.registers(ada);
  });
});
