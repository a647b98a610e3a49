import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { confirmMove } from "../../src/application/developer/confirm-move.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
/** Ada founded the company and is its ADMIN, Bob is a member. */
let ada: Actor;
let bob: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
  bob = await portico.joins("bob@acme.example");
  await portico.keepsAccounts();
});

const asks = (email: string, by = bob) => portico.commands.moveToAddress(by, { email });
const emailOf = ({ developerId }: Actor) => portico.store.developers.get(developerId)?.email;
const confirms = (token: string, subject = "portico|bob@acme.example") =>
  confirmMove(portico.ports)({ subject, token, keptSessionId: "session", address: "192.0.2.1" });
const code = async (work: Promise<unknown>) =>
  work.then(
    () => "OK",
    (error) => error.problems?.[0].code ?? error,
  );

describe("R2 whoever asks to move to another address of their company", () => {
  it("gets a mail there, and nothing has changed yet (R1)", async () => {
    expect(await asks("Robert@ACME.example")).toEqual({ sentTo: "robert@acme.example" });
    const url = "https://portico.example/move-address?token=move-1";
    expect(portico.mails).toEqual([{ template: "move-address", to: "robert@acme.example", data: { url } }]);
    expect(emailOf(bob)).toBe("bob@acme.example");
  });

  it("is refused at any other domain, at their own mailbox, and at what is no address", async () => {
    const refused = ["bob@new.example", "bob@sub.acme.example", "bob+work@acme.example", "bob"];
    const codes = await Promise.all(refused.map((email) => code(asks(email))));
    expect(codes).toEqual(["DIFFERENT_EMAIL_DOMAIN", "DIFFERENT_EMAIL_DOMAIN", "INVALID", "INVALID"]);
    expect(portico.mails).toEqual([]);
  });

  it("is refused while their address follows another provider's", async () => {
    portico.store.subjects.set("idp|bob", bob.developerId);
    expect(await code(asks("robert@acme.example"))).toBe("INVALID");
  });

  it("is not told that the mailbox is somebody's, who is told by mail without a link", async () => {
    expect(await asks("ada@acme.example")).toEqual({ sentTo: "ada@acme.example" });
    const signInUrl = "https://portico.example/sign-in";
    expect(portico.mails).toEqual([
      { template: "already-registered", to: "ada@acme.example", data: { signInUrl } },
    ]);
  });
});

describe("R2 whoever confirms the move", () => {
  beforeEach(() => asks("robert@acme.example"));

  it("has the new address, and all else as it was but their tokens (R36)", async () => {
    const clientApplicationId = await portico.registers(bob);
    await portico.commands.createAccessToken(bob, { name: "CI", scopes: ["READ"], expiresInDays: 1 });
    expect(await confirms("move-1")).toEqual({ from: "bob@acme.example", to: "robert@acme.example" });
    expect(emailOf(bob)).toBe("robert@acme.example");
    expect(portico.actor(bob.developerId)).toEqual(bob);
    expect(portico.application(clientApplicationId).ownerId).toBe(bob.developerId);
    expect([...portico.store.tokens.values()].every(({ revokedAt }) => revokedAt)).toBe(true);
    const moved = portico.store.audit.filter(({ action }) => action === "ADDRESS_MOVED");
    expect(moved.map(({ actorId }) => actorId)).toEqual([bob.developerId]);
    expect(portico.store.vouchings.get("portico|bob@acme.example")?.email).toBe("robert@acme.example");
  });

  it("can do so once, within 24 hours, and with the account that asked alone (R1)", async () => {
    expect(await confirms("move-1", "portico|ada@acme.example")).toBeNull();
    expect(await confirms("move-2")).toBeNull();
    await asks("rob@acme.example");
    expect(await confirms("move-1")).not.toBeNull();
    expect(await confirms("move-1")).toBeNull();
    portico.now = new Date(portico.now.getTime() + 24 * 3_600_000);
    expect(await confirms("move-2")).toBeNull();
    expect(emailOf(bob)).toBe("robert@acme.example");
  });

  it("stays where they are when somebody has come by the address meanwhile, or they are no member any more", async () => {
    await portico.signsIn("robert@acme.example", "portico|robert");
    expect(await confirms("move-1")).toBeNull();
    await asks("rob@acme.example");
    await portico.commands.removeMember(ada, { developerId: bob.developerId, successorId: null });
    expect(await confirms("move-2")).toBeNull();
    expect(emailOf(bob)).toBe("bob@acme.example");
  });

  it("is no operator by the new address, until they are made one", async () => {
    portico.store.operators.set("bob@acme.example", portico.now);
    await confirms("move-1");
    expect(portico.store.operators.size).toBe(0);
  });

  it("does not come back by the earlier address once they are removed (R9)", async () => {
    await confirms("move-1");
    await portico.commands.removeMember(ada, { developerId: bob.developerId, successorId: null });
    const anew = await portico.signsIn("bob@acme.example", "portico|anew");
    expect([anew.developerId === bob.developerId, anew.partnerId]).toEqual([false, null]);
  });

  it("leaves no invitation behind that names the earlier address", async () => {
    await portico.commands.inviteDeveloper(ada, { email: "dan@acme.example" });
    const dan = await portico.signsIn("dan@acme.example", "portico|dan");
    await asks("daniel@acme.example", dan);
    await confirms("move-2", "portico|dan");
    expect(emailOf(dan)).toBe("daniel@acme.example");
    expect(JSON.stringify([...portico.store.partners.values()])).not.toContain("dan@acme.example");
  });

  it("may not while their company is suspended (R37)", async () => {
    const olga = { ...(await portico.joins("olga@bank.example")), isOperator: true };
    await portico.commands.suspendPartner(olga, { partnerId: bob.partnerId ?? "prt_", reason: "Fraud." });
    expect(await code(confirms("move-1"))).toBe("PARTNER_SUSPENDED");
    expect(await code(asks("rob@acme.example"))).toBe("PARTNER_SUSPENDED");
  });
});
