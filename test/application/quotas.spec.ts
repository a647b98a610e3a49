import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { usualQuotas } from "../../src/domain/quotas.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
let ada: Actor;
let stranger: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
  stranger = await portico.joins("sam@other.example");
  portico.quotas = {
    applicationsOfPartner: 2,
    tokensOfDeveloper: 2,
    tokensOfPartner: 2,
    openInvitationsOfPartner: 2,
  };
});

const invite = (email: string, by = ada) => portico.commands.inviteDeveloper(by, { email });
const token = (by = ada) =>
  portico.commands.createAccessToken(by, { name: "CI", scopes: ["READ"], expiresInDays: 30 });

describe("what a company or a developer may have of a kind is bounded", () => {
  it("applications: a deleted one makes room, and another company has room of its own", async () => {
    const first = await portico.registers(ada, { name: "One" }, false);
    await portico.registers(ada, { name: "Two" }, false);
    await expect(portico.registers(ada, { name: "Three" }, false)).rejects.toMatchObject({
      problems: [{ code: "LIMIT_REACHED", message: expect.stringContaining("at most 2 applications") }],
    });
    await portico.registers(stranger, { name: "One" }, false);
    const input = { clientApplicationId: first, confirmName: "One" };
    await portico.commands.deleteClientApplication(ada, input);
    await portico.registers(ada, { name: "Three" }, false);
  });

  it("access tokens: a revoked one makes room", async () => {
    const { accessTokenId } = await token();
    await token();
    await expect(token()).rejects.toThrow("LIMIT_REACHED");
    await token(stranger);
    await portico.commands.revokeAccessToken(ada, { accessTokenId });
    await token();
  });

  it("open invitations: one that is withdrawn, accepted or too old makes room", async () => {
    const { invitationId } = await invite("bob@acme.example");
    await invite("cleo@acme.example");
    await expect(invite("dan@acme.example")).rejects.toMatchObject({
      problems: [{ code: "LIMIT_REACHED", message: expect.stringContaining("at most 2 open invitations") }],
    });
    // Sent again, it is the same one.
    await portico.commands.resendInvitation(ada, { invitationId });
    await portico.commands.withdrawInvitation(ada, { invitationId });
    await invite("dan@acme.example");
    await portico.signsIn("cleo@acme.example");
    const { invitationId: eves } = await invite("eve@acme.example");
    portico.now = new Date(portico.now.getTime() + 15 * 24 * 3_600_000);
    await invite("fay@acme.example");
    await invite("gil@acme.example");
    await expect(portico.commands.resendInvitation(ada, { invitationId: eves })).rejects.toThrow(
      "LIMIT_REACHED",
    );
  });

  it("so many as serve a large company, unless the platform says otherwise", () => {
    expect(usualQuotas).toEqual({
      applicationsOfPartner: 500,
      tokensOfDeveloper: 50,
      tokensOfPartner: 50,
      openInvitationsOfPartner: 200,
    });
  });
});
