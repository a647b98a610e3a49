import { describe, expect, it } from "@jest/globals";
import type { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { clientKeys } from "../../src/domain/client-application/client-keys.js";
import type { Member } from "../../src/domain/partner/partner.js";
import {
  ada,
  bob,
  catalogue,
  cyd,
  ids,
  issuer,
  later,
  mallory,
  memberOf,
  now,
  ready,
  shared,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const grantOf = (application: ClientApplication) => application.state.grants[0]?.id ?? "grt_";
const keyOf = (application: ClientApplication) => application.state.grants[0]?.keys[0]?.id ?? "key_";

const byUri = { method: "PRIVATE_KEY_JWT", jwksUri: "https://keys.acme.example/jwks" } as const;

const commands: Record<string, (application: ClientApplication, by: Member) => unknown> = {
  edit: (it, by) =>
    it.edit(by, { ready: () => ready, expectedVersion: 2, edit: { description: "Edited." } }, catalogue, {
      newId: ids(),
      now: later,
    }),
  addCoOwner: (it, by) => it.addCoOwner(by, memberOf(cyd), later),
  removeCoOwner: (it, by) => it.removeCoOwner(by, bob.id, later),
  transferOwnership: (it, by) => it.transferOwnership(by, memberOf(bob), null, later),
  limitApiKey: (it, by) => it.limitApiKey(by, { apiKeyId: keyOf(it), networks: ["192.0.2.0/24"] }, later),
  revokeApiKey: (it, by) => it.revokeApiKey(by, keyOf(it), later),
  revokeGrantCredentials: (it, by) => it.revokeGrantCredentials(by, grantOf(it), later),
  rotateApiKey: (it, by) =>
    it.rotateApiKey(by, keyOf(it), 1, {
      newId: <Prefix extends string>(prefix: Prefix) => `${prefix}_new` as const,
      now: later,
    }),
  rotateClientSecret: (it, by) => it.rotateClientSecret(by, grantOf(it), 1, { issuer: issuer(), now: later }),
  setClientKeys: (it, by) => it.setClientKeys(by, grantOf(it), clientKeys(byUri), later),
  deactivate: (it, by) => it.deactivate(by, later),
  delete: (it, by) => it.delete(by, "Ledger", later),
  revealApiKey: (it, by) => it.revealApiKey(by, keyOf(it), "REPEATABLE", later),
  revealClientSecret: (it, by) => it.revealClientSecret(by, grantOf(it), "REPEATABLE", later),
};
const names = Object.keys(commands);
const views = new Set(["revealApiKey", "revealClientSecret"]);

describe("R18 R21 who may", () => {
  it.each(names)("%s: nobody of another company, to whom it does not exist", (name) => {
    const application = shared();
    const before = application.state;
    expectRefused(() => commands[name]?.(application, mallory), "NOT_FOUND");
    expect(application.state).toBe(before);
    expect(application.events.take()).toEqual([]);
  });

  it.each(names)("%s: no member who is no owner", (name) => {
    const application = shared();
    const before = application.state;
    expectRefused(() => commands[name]?.(application, memberOf(cyd)), "NOT_AN_OWNER");
    expect(application.state).toBe(before);
  });

  it.each(names)("%s: the owner, with one event that says of what and to whom", (name) => {
    const application = shared();
    const { id } = application;
    const { partnerId } = application.state;
    commands[name]?.(application, memberOf(ada));
    const version = views.has(name) ? 2 : 3;
    const { state } = application;
    expect(state.version).toBe(version);
    expect(state.updatedAt).toEqual(views.has(name) ? now : later);
    const ownerIds = [state.ownerId, ...state.coOwnerIds];
    const subject = { applicationId: id, ownerIds, version };
    expect(application.events.take()).toEqual([expect.objectContaining({ ...subject, partnerId })]);
  });

  it.each(names.filter((name) => name !== "transferOwnership"))("%s: a co-owner", (name) => {
    const application = shared();
    commands[name]?.(application, memberOf(bob));
    expect(application.events.take()).toHaveLength(1);
  });
});
