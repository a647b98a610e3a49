import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { createGatewayTokenAtConsole } from "../../src/application/gateway/create-gateway-token.js";
import type { GatewayTokenRequest } from "../../src/domain/gateway/gateway-token.js";
import { development, production } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
let olga: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  olga = portico.actor((await portico.joins("olga@bank.example")).developerId, true);
});

const wanted: GatewayTokenRequest = { environmentId: development.id, name: "Edge", expiresInDays: 30 };
const create = (request = wanted) => portico.commands.createGatewayToken(olga, request);

describe("a gateway token", () => {
  it("R34 is shown this once, and kept as a hash alone", async () => {
    const { gatewayTokenId, value } = await create();
    expect(value).toMatch(/^ptc_gw_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    const stored = portico.store.gatewayTokens.get(gatewayTokenId);
    expect(portico.ports.vault.lookupHashes(value)).toContain(stored?.hash);
    expect(JSON.stringify(stored)).not.toContain(value);
    expect(portico.trail.at(-1)).toBe("GATEWAY_TOKEN_CREATED");
  });

  it("is refused field by field, all at once", async () => {
    const wrong = { environmentId: "env_other", name: " ", expiresInDays: 366 } as const;
    await expect(create(wrong)).rejects.toMatchObject({
      problems: [
        { code: "NOT_FOUND", path: ["environmentId"] },
        { path: ["name"] },
        { path: ["expiresInDays"] },
      ],
    });
  });

  it("is one of two that work in an environment, so that one can take the other's place", async () => {
    const { gatewayTokenId } = await create();
    await create();
    await expect(create()).rejects.toThrow("LIMIT_REACHED");
    await create({ ...wanted, environmentId: production.id });
    await portico.commands.revokeGatewayToken(olga, { gatewayTokenId });
    await create();
    portico.now = new Date(portico.now.getTime() + 30 * 24 * 3_600_000);
    await create();
  });

  it("R33 is revoked once", async () => {
    const { gatewayTokenId } = await create();
    const { length } = portico.trail;
    for (let time = 0; time < 2; time += 1)
      await portico.commands.revokeGatewayToken(olga, { gatewayTokenId });
    expect(portico.store.gatewayTokens.get(gatewayTokenId)?.revokedAt).toEqual(portico.now);
    expect(portico.trail.slice(length)).toEqual(["GATEWAY_TOKEN_REVOKED"]);
  });

  it("is made at the console for an environment by its slug", async () => {
    const atConsole = createGatewayTokenAtConsole(portico.ports);
    const { environmentId } = await atConsole("development", { name: "Edge", expiresInDays: 1 });
    expect(environmentId).toBe(development.id);
    await expect(atConsole("nowhere", { name: "Edge", expiresInDays: 1 })).rejects.toThrow("NOT_FOUND");
  });
});
