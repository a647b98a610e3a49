import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { changePassword } from "../../src/application/developer/change-password.js";
import { grantOperator } from "../../src/application/developer/grant-operator.js";
import { removeFactors } from "../../src/application/developer/remove-factors.js";
import { revokeOperator } from "../../src/application/developer/revoke-operator.js";
import {
  type ActorDirectory,
  actorOf,
  type KnownDeveloper,
} from "../../src/application/developer/sign-in.js";
import type { ChosenWith } from "../../src/application/ports/sign-in-accounts.js";
import type { UnitOfWork } from "../../src/application/ports/unit-of-work.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
beforeEach(() => {
  portico = new InMemoryPortico();
});

const developer = ({ developerId }: Actor) => portico.store.developers.get(developerId);

describe("the first sign-in", () => {
  it("R3 founds the company of the domain, and later ones join it", async () => {
    const [ada, bob] = [await portico.signsIn("ada@acme.example"), await portico.signsIn("bob@acme.example")];
    expect(bob.partnerId).toBe(ada.partnerId);
    expect([portico.memberOf(ada)?.role, portico.memberOf(bob)?.role]).toEqual(["ADMIN", "MEMBER"]);
  });

  it("R5 founds one company when two developers arrive at the same moment", async () => {
    const arriving = ["ada@acme.example", "bob@acme.example", "cyd@acme.example"];
    await Promise.all(arriving.map((email) => portico.signsIn(email)));
    expect(portico.store.partners.size).toBe(1);
    expect(portico.store.developers.size).toBe(3);
  });

  it("R2 is of one developer for each mailbox, whichever spelling or provider they come with", async () => {
    const ada = await portico.signsIn("Ada@ACME.example");
    const again = await portico.signsIn("ada@acme.example", "other-provider|1");
    expect(again.developerId).toBe(ada.developerId);
    expect(portico.store.developers.size).toBe(1);
  });

  it("R2 takes a sub-address for its mailbox, and either form of a domain for the same", async () => {
    const ada = await portico.signsIn("ada@bücher.example");
    for (const email of ["Ada+portico@xn--bcher-kva.example", "ada+1@BÜCHER.example"]) {
      expect((await portico.signsIn(email)).developerId).toBe(ada.developerId);
    }
    expect(developer(ada)?.email).toBe("ada@xn--bcher-kva.example");
  });

  it.each(["x@evil.example@acme.example", "<script>@acme.example", "ada@127.1", "ada@[192.0.2.1]"])(
    "R2 is refused to %s, whatever a provider says of it",
    async (email) => {
      await expect(portico.signsIn(email, "idp|1")).rejects.toThrow("INVALID");
      expect(portico.store.developers.size).toBe(0);
    },
  );

  it("R4 is refused to public mail providers", async () => {
    await expect(portico.signsIn("ada@gmail.com")).rejects.toThrow("NOT_A_COMPANY_DOMAIN");
    expect(portico.store.developers.size).toBe(0);
  });
});

describe("who a verified identity is", () => {
  const identity = { subject: "idp|ada", email: "ada@acme.example", emailVerified: true };
  const known: KnownDeveloper = {
    developerId: "dev_ada",
    partnerId: "prt_acme",
    isOperator: false,
    mayJoin: false,
    vouching: { email: "ada@acme.example", vouchedAt: new Date("2026-03-01T09:00:00Z") },
  };

  /** The directory knows `before` until somebody is admitted, and `after` from then on. */
  function signIn(before: KnownDeveloper | null, after: KnownDeveloper | null = null) {
    let admissions = 0;
    let followed = 0;
    const directory: ActorDirectory = {
      findBySubject: async () => (admissions > 0 ? after : before),
      findByAccessToken: async () => null,
      findByCompanyToken: async () => null,
    };
    const of = actorOf({
      directory,
      admit: async () => {
        admissions += 1;
      },
      follow: async () => {
        followed += 1;
      },
    });
    return { of, admissions: () => admissions, followed: () => followed };
  }

  it("R1 is nobody while the address is not verified, whoever it belongs to", async () => {
    const { of, admissions } = signIn(known);
    expect(await of({ ...identity, emailVerified: false }, "192.0.2.1")).toBeNull();
    expect(admissions()).toBe(0);
  });

  it("is the developer that is known, without anything being written", async () => {
    const { of, admissions } = signIn(known);
    const { mayJoin: _, vouching: __, ...rest } = known;
    expect(await of(identity, "192.0.2.1")).toEqual({ ...rest, address: "192.0.2.1" });
    expect(admissions()).toBe(0);
  });

  it.each([
    ["another one, said later", "eve@acme.example", "2026-03-01T09:00:01Z", 1],
    ["another one, said at that very moment", "eve@acme.example", "2026-03-01T09:00:00Z", 0],
    ["another one, said before", "eve@acme.example", "2026-03-01T08:00:00Z", 0],
    ["another one, said now", "eve@other.example", null, 1],
    ["a sub-address of the same, in another case", "Ada+tag@ACME.example", "2026-03-01T10:00:00Z", 0],
    ["what is no address", "x@evil.example@acme.example", null, 0],
  ])("R2 has the address followed that the provider says: %s", async (_what, email, at, times) => {
    const { of, followed, admissions } = signIn(known);
    await of({ ...identity, email, ...(at && { issuedAt: new Date(at) }) }, "192.0.2.1");
    expect([followed(), admissions()]).toEqual([times, 0]);
  });

  it("R3 R7 is admitted first when they are new, or are invited back", async () => {
    for (const before of [null, { ...known, partnerId: null, mayJoin: true }]) {
      const { of, admissions } = signIn(before, known);
      expect(await of(identity, null)).toMatchObject({ developerId: "dev_ada", partnerId: "prt_acme" });
      expect(admissions()).toBe(1);
    }
  });
});

describe("a developer's own", () => {
  it("profile keeps what is not named", async () => {
    const ada = await portico.joins("ada@acme.example");
    await portico.commands.updateProfile(ada, { jobTitle: "Architect" });
    expect(developer(ada)?.profile).toMatchObject({ givenName: "Ada", jobTitle: "Architect" });
    await expect(
      portico.commands.updateProfile(ada, { givenName: "\u202e", familyName: "" }),
    ).rejects.toMatchObject({
      problems: [{ path: ["givenName"] }, { path: ["familyName"] }],
    });
  });

  it("R10 acceptance is of the terms of now alone", async () => {
    const ada = await portico.signsIn("ada@acme.example");
    await expect(portico.commands.acceptTerms(ada, { version: "0" })).rejects.toThrow("TERMS_OUTDATED");
    await portico.commands.acceptTerms(ada, { version: "1" });
    expect(developer(ada)).toMatchObject({ termsAcceptance: { version: "1", acceptedAt: portico.now } });
  });
});

describe("deleting one's account", () => {
  const erase = (by: Actor, confirmEmail: string) => portico.commands.deleteMyAccount(by, { confirmEmail });

  it("needs the address typed again", async () => {
    const ada = await portico.joins("ada@acme.example");
    await expect(erase(ada, "bob@acme.example")).rejects.toThrow("NAME_NOT_CONFIRMED");
    expect(developer(ada)?.email).toBe("ada@acme.example");
  });

  it("leaves nothing that tells who it was, and the trail without an address", async () => {
    await portico.joins("ada@acme.example");
    const bob = await portico.joins("bob@acme.example");
    await erase(bob, "bob@acme.example");
    const { developers, subjects, partners } = portico.store;
    const kept = JSON.stringify([[...developers.values()], [...subjects], [...partners.values()]]);
    expect(kept).not.toContain("bob@acme.example");
    expect(portico.trail).toContain("ACCOUNT_DELETED");
  });

  it("R9 is refused to who owns applications, and to the last ADMIN of others", async () => {
    const ada = await portico.joins("ada@acme.example");
    const bob = await portico.joins("bob@acme.example");
    await portico.registers(bob);
    await expect(erase(bob, "bob@acme.example")).rejects.toThrow("OWNS_APPLICATIONS");
    await expect(erase(ada, "ada@acme.example")).rejects.toThrow("LAST_ADMIN");
  });

  it("takes the company along when they are alone in it, once it has no application", async () => {
    const ada = await portico.joins("ada@acme.example");
    const clientApplicationId = await portico.registers(ada);
    await expect(erase(ada, "ada@acme.example")).rejects.toThrow("OWNS_APPLICATIONS");
    await portico.commands.deleteClientApplication(ada, { clientApplicationId, confirmName: "Ledger" });
    await erase(ada, "ada@acme.example");
    expect(portico.store.partners.size).toBe(0);
  });

  it("R9 is no way round a removal", async () => {
    const ada = await portico.joins("ada@acme.example");
    const { developerId } = await portico.joins("bob@acme.example");
    await portico.commands.removeMember(ada, { developerId, successorId: null });
    await erase(portico.actor(developerId), "bob@acme.example");
    const anew = await portico.signsIn("Bob@acme.example", "idp|anew");
    expect(anew.developerId).not.toBe(developerId);
    expect(anew.partnerId).toBeNull();
  });

  it("R9 nor is another sub-address of the mailbox, before or after it", async () => {
    const ada = await portico.joins("ada@acme.example");
    const { developerId } = await portico.joins("bob+work@acme.example");
    await portico.commands.removeMember(ada, { developerId, successorId: null });
    const same = await portico.signsIn("bob+1@acme.example");
    expect(same).toMatchObject({ developerId, partnerId: null });
    await erase(portico.actor(developerId), "bob@acme.example");
    const anew = await portico.signsIn("bob+2@acme.example");
    expect(anew.developerId).not.toBe(developerId);
    expect(anew.partnerId).toBeNull();
    await portico.commands.inviteDeveloper(ada, { email: "bob+3@acme.example" });
    expect((await portico.signsIn("bob@acme.example")).partnerId).toBe(ada.partnerId);
  });
});

describe("operators, at the console", () => {
  it("R17 R33 are granted and revoked once, each time with an entry in the trail", async () => {
    const grant = grantOperator(portico.ports);
    const revoke = revokeOperator(portico.ports);
    expect(await grant("Olga@Bank.example")).toEqual({ email: "olga@bank.example", isNew: true });
    expect(await grant("olga@bank.example")).toMatchObject({ isNew: false });
    expect([...portico.store.operators.keys()]).toEqual(["olga@bank.example"]);
    expect(await revoke("olga@bank.example")).toMatchObject({ wasGranted: true });
    expect(await revoke("olga@bank.example")).toMatchObject({ wasGranted: false });
    expect(portico.trail).toEqual(["OPERATOR_GRANTED", "OPERATOR_REVOKED"]);
    await expect(grant("olga")).rejects.toThrow("INVALID");
  });
});

describe("R37 operators who end somebody's access", () => {
  it("end their access tokens with the rest, and say why", async () => {
    const [ada, olga] = [await portico.joins("ada@acme.example"), await portico.joins("olga@bank.example")];
    const wanted = { name: "CI", scopes: ["READ"], expiresInDays: 1 } as const;
    const { accessTokenId } = await portico.commands.createAccessToken(ada, wanted);
    const end = (reason: string) =>
      portico.commands.endAccess({ ...olga, isOperator: true }, { developerId: ada.developerId, reason });
    await expect(end(" ")).rejects.toThrow("INVALID");
    expect(portico.store.tokens.get(accessTokenId)?.revokedAt).toBeNull();
    await end("Their laptop was stolen.");
    expect(portico.store.tokens.get(accessTokenId)?.revokedAt).toEqual(portico.now);
    expect(portico.trail.at(-1)).toBe("ACCESS_ENDED");
  });

  it("find nobody once the account is deleted", async () => {
    const [ada, olga] = [await portico.joins("ada@acme.example"), await portico.joins("olga@bank.example")];
    await portico.commands.deleteMyAccount(ada, { confirmEmail: "ada@acme.example" });
    const input = { developerId: ada.developerId, reason: "Stolen." };
    await expect(portico.commands.endAccess({ ...olga, isOperator: true }, input)).rejects.toThrow(
      "NOT_FOUND",
    );
  });
});

describe("R36 who has lost every second factor", () => {
  it("is let in at the console, which ends all that acts for them, once", async () => {
    const ada = await portico.joins("ada@acme.example");
    const wanted = { name: "CI", scopes: ["READ"], expiresInDays: 1 } as const;
    const { accessTokenId } = await portico.commands.createAccessToken(ada, wanted);
    const remove = removeFactors(portico.ports);
    expect(await remove("ada@acme.example")).toMatchObject({ outcome: "HAD_NONE" });
    expect(portico.store.tokens.get(accessTokenId)?.revokedAt).toBeNull();
    portico.store.factors.add(ada.developerId);
    const email = "ada@acme.example";
    expect(await remove("Ada+work@acme.example")).toEqual({ email, outcome: "REMOVED" });
    expect(portico.store.tokens.get(accessTokenId)?.revokedAt).toEqual(portico.now);
    expect(portico.trail.at(-1)).toBe("FACTORS_REMOVED");
    expect(await remove(email)).toEqual({ email, outcome: "HAD_NONE" });
    expect(await remove("bob@acme.example")).toMatchObject({ outcome: "NOBODY" });
    await expect(remove("ada")).rejects.toThrow("INVALID");
  });
});

describe("R36 a new password", () => {
  const ended: unknown[][] = [];
  const change = (subject: string, by: ChosenWith = { linkId: "link_1" }) => {
    const { unitOfWork, clock } = portico;
    const recording: UnitOfWork = {
      run: (origin, work) =>
        unitOfWork.run(origin, ({ accounts, ...transaction }) => {
          const endAccess = async (...asked: unknown[]) => void ended.push(asked);
          return work({ ...transaction, accounts: { ...accounts, endAccess } });
        }),
    };
    return changePassword({ unitOfWork: recording, clock })({ subject, hash: "hash", by, address: null });
  };
  const tokenOf = async (actor: Actor) => {
    const wanted = { name: "CI", scopes: ["READ"], expiresInDays: 1 } as const;
    return (await portico.commands.createAccessToken(actor, wanted)).accessTokenId;
  };
  beforeEach(() => {
    ended.length = 0;
  });

  it("ends all access but the session that chose it, of whoever chose it alone", async () => {
    const [ada, bob] = [await portico.joins("ada@acme.example"), await portico.joins("bob@acme.example")];
    const [token, other] = [await tokenOf(ada), await tokenOf(bob)];
    expect(await change("idp|ada@acme.example", { sessionId: "session_1", newToken: "t" })).toBe(true);
    expect(ended).toEqual([[ada.developerId, "session_1"]]);
    expect(portico.store.tokens.get(token)?.revokedAt).toEqual(portico.now);
    expect(portico.store.tokens.get(other)?.revokedAt).toBeNull();
    expect(portico.trail.at(-1)).toBe("PASSWORD_CHANGED");
  });

  it("ends every session where a mailed link chose it", async () => {
    const ada = await portico.joins("ada@acme.example");
    await change("idp|ada@acme.example");
    expect(ended).toEqual([[ada.developerId, null]]);
  });

  it("with a link that works no longer changes nothing", async () => {
    const { length } = portico.trail;
    expect(await change("idp|nobody")).toBe(false);
    expect([ended, portico.trail.length]).toEqual([[], length]);
  });
});
