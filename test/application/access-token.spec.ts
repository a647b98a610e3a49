import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import type { Id } from "../../src/domain/id.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
let ada: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
});

const wanted = { name: "CI", scopes: ["READ", "WRITE"], expiresInDays: 30 } as const;
const create = (by = ada) => portico.commands.createAccessToken(by, wanted);
const stored = (id: Id<"pat">) => portico.store.tokens.get(id);

describe("an access token", () => {
  it("R34 is shown this once, and kept as a hash alone", async () => {
    const { accessTokenId, value } = await create();
    expect(value).toMatch(/^ptc_pat_/);
    const { hash = "" } = stored(accessTokenId) ?? {};
    expect(portico.ports.vault.lookupHashes(value)).toContain(hash);
    expect(JSON.stringify(stored(accessTokenId))).not.toContain(value);
    expect(portico.trail.at(-1)).toBe("ACCESS_TOKEN_CREATED");
  });

  it("is refused field by field, all at once", async () => {
    const wrong = { name: " ", scopes: [], expiresInDays: 366 };
    await expect(portico.commands.createAccessToken(ada, wrong)).rejects.toMatchObject({
      problems: [{ path: ["name"] }, { path: ["scopes"] }, { path: ["expiresInDays"] }],
    });
  });

  it("R9 is for members alone", async () => {
    const { developerId } = await portico.joins("bob@acme.example");
    await portico.commands.removeMember(ada, { developerId, successorId: null });
    await expect(create(portico.actor(developerId))).rejects.toThrow("NOT_A_MEMBER");
  });

  it("is one of 50 at most that work", async () => {
    for (let count = 0; count < 50; count += 1) await create();
    await expect(create()).rejects.toThrow("LIMIT_REACHED");
    portico.now = new Date(portico.now.getTime() + 30 * 24 * 3_600_000);
    await create();
  });

  it("R33 is revoked once, and by nobody else", async () => {
    const { accessTokenId } = await create();
    const bob = await portico.joins("bob@acme.example");
    const reference = { accessTokenId };
    await expect(portico.commands.revokeAccessToken(bob, reference)).rejects.toThrow("NOT_FOUND");
    expect(stored(accessTokenId)?.revokedAt).toBeNull();
    const { length } = portico.trail;
    for (let time = 0; time < 2; time += 1) await portico.commands.revokeAccessToken(ada, reference);
    expect(stored(accessTokenId)?.revokedAt).toEqual(portico.now);
    expect(portico.trail.slice(length)).toEqual(["ACCESS_TOKEN_REVOKED"]);
  });
});
