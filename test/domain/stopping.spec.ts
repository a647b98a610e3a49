import { describe, expect, it } from "@jest/globals";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import type { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { noAccess } from "../../src/domain/client-application/desired-access.js";
import {
  ada,
  bob,
  cyd,
  development,
  issuer,
  lastEvent,
  later,
  live,
  mallory,
  memberOf,
  now,
  onceOnly,
  provision,
  register,
  shared,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const owner = memberOf(ada);
const statuses = ({ state }: ClientApplication) =>
  state.grants.flatMap((grant) => grant.keys.map((key) => apiKeyStatus(key, grant, state, later)));

describe("R29 deactivating", () => {
  it("stops everything in all environments, and is told to all of their gateways", () => {
    const application = live({ environmentIds: [development.id, onceOnly.id] });
    application.deactivate(owner, later);
    expect(application.state.deactivatedAt).toEqual(later);
    expect(statuses(application)).toEqual(Array(4).fill("SUSPENDED"));
    for (const { id } of [development, onceOnly]) {
      expect(application.desiredAccess(id, later)).toEqual(noAccess);
    }
    expect(lastEvent(application)).toMatchObject({
      type: "ClientApplicationDeactivated",
      environmentIds: [development.id, onceOnly.id],
    });
  });

  it("and restoring give back exactly what worked before", () => {
    const application = live();
    const [first] = application.state.grants[0]?.keys ?? [];
    application.revokeApiKey(owner, first?.id ?? "key_", now);
    const before = application.desiredAccess(development.id, later);
    application.deactivate(owner, now);
    application.events.take();
    application.restore(owner, later);
    expect(application.state).toMatchObject({ deactivatedAt: null, updatedAt: later, version: 4 });
    expect(application.desiredAccess(development.id, later)).toEqual(before);
    expect(statuses(application)).toEqual(["REVOKED", "ACTIVE"]);
    expect(lastEvent(application)).toMatchObject({
      type: "ClientApplicationRestored",
      environmentIds: [development.id],
    });
  });

  it("twice is once, and so is restoring", () => {
    const application = live();
    const active = application.state;
    application.restore(owner, later);
    expect(application.state).toBe(active);
    application.deactivate(owner, now);
    const stopped = application.state;
    application.deactivate(owner, later);
    expect(application.state).toBe(stopped);
    expect(application.events.take()).toHaveLength(1);
  });

  it.each([
    ["a member", memberOf(cyd), "NOT_AN_OWNER"],
    ["another company", mallory, "NOT_FOUND"],
  ] as const)("is refused to %s, also when there is nothing to do", (_, by, code) => {
    const application = live();
    expectRefused(() => application.restore(by, later), code);
    application.deactivate(owner, now);
    expectRefused(() => application.deactivate(by, later), code);
    expectRefused(() => application.restore(by, later), code);
  });

  it("keeps queued work from issuing and confirming anything (R30)", () => {
    const application = register();
    application.issueMissingCredentials(development, issuer(), now);
    const pushed = application.desiredAccess(development.id, now);
    application.deactivate(owner, now);
    expect(application.confirmProvisioned(development.id, pushed, later)).toBe(false);
    const fresh = register();
    fresh.deactivate(owner, now);
    provision(fresh, development);
    expect(fresh.state.grants[0]?.keys.every(({ secret }) => secret === null)).toBe(true);
    fresh.restore(owner, later);
    provision(fresh, development);
    expect(statuses(fresh)).toEqual(["ACTIVE", "ACTIVE"]);
  });
});

describe("R31 deleting", () => {
  it("needs the name typed again, exactly but for outer space and composition", () => {
    const application = live({ name: "Éclair" });
    for (const name of ["", "éclair", "Eclair", "Éclair 2"]) {
      expectRefused(() => application.delete(owner, name, later), "NAME_NOT_CONFIRMED");
      expect(application.isDeleted).toBe(false);
    }
    application.delete(owner, "  E\u0301clair ", later);
    expect(application.isDeleted).toBe(true);
  });

  it("leaves nothing of its grants, and tells all of their gateways and owners", () => {
    const application = shared({ environmentIds: [development.id, onceOnly.id] });
    application.delete(memberOf(bob), "Ledger", later);
    expect(application.state.grants).toEqual([]);
    expect(application.desiredAccess(development.id, later)).toEqual(noAccess);
    expect(lastEvent(application)).toMatchObject({
      type: "ClientApplicationDeleted",
      environmentIds: [development.id, onceOnly.id],
      ownerIds: [ada.id, bob.id],
      version: 3,
    });
  });
});

describe("R19 a view that is refused", () => {
  const refused = { what: "API_KEY", subjectId: "key_1", code: "NOT_AN_OWNER" } as const;

  it("is recorded for a member of the partner, and changes nothing", () => {
    const application = live();
    const before = application.state;
    application.recordRefusedReveal(memberOf(cyd), refused);
    expect(lastEvent(application)).toMatchObject({ type: "RevealRefused", ...refused });
    expect(application.state).toBe(before);
  });

  it("by another company leaves no trace", () => {
    const application = live();
    expectRefused(() => application.recordRefusedReveal(mallory, refused), "NOT_FOUND");
    expect(application.events.take()).toEqual([]);
  });
});
