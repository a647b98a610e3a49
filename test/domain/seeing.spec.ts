import { describe, expect, it } from "@jest/globals";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { acme, ada, bob, live, mallory, now, register } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const owner = acme.member(ada.id);
const colleague = acme.member(bob.id);
const later = new Date(now.getTime() + 60_000);

describe("R18 only the owner and the co-owners see keys and credentials", () => {
  it("the owner does", () => {
    expect(live().revealApiKey(owner, "key_3", "REPEATABLE", now).preview).toContain("key");
    expect(live().revealClientSecret(owner, "grt_2", "REPEATABLE", now).secret.preview).toContain("sec");
  });

  it("a co-owner does", () => {
    const application = ClientApplication.fromState({ ...live().state, coOwnerIds: [bob.id] });
    expect(application.revealApiKey(colleague, "key_3", "REPEATABLE", now).preview).toContain("key");
  });

  it("a colleague does not", () => {
    expectRefused(() => live().revealApiKey(colleague, "key_3", "REPEATABLE", now), "NOT_AN_OWNER");
    expectRefused(() => live().revealClientSecret(colleague, "grt_2", "REPEATABLE", now), "NOT_AN_OWNER");
  });

  it("for everyone else the application does not exist", () => {
    expectRefused(() => live().revealApiKey(mallory, "key_3", "REPEATABLE", now), "NOT_FOUND");
    expectRefused(() => live().revealClientSecret(mallory, "grt_2", "REPEATABLE", now), "NOT_FOUND");
  });
});

describe("R19 owners may view a key or secret again at any time after it is issued", () => {
  it("and every view is recorded", () => {
    const application = live();
    application.revealApiKey(owner, "key_3", "REPEATABLE", now);
    application.revealApiKey(owner, "key_3", "REPEATABLE", later);
    application.revealClientSecret(owner, "grt_2", "REPEATABLE", later);
    expect(application.events.take().map(({ type }) => type)).toEqual([
      "ApiKeyRevealed",
      "ApiKeyRevealed",
      "ClientSecretRevealed",
    ]);
  });

  it("not before", () => {
    const application = register();
    expectRefused(() => application.revealApiKey(owner, "key_3", "REPEATABLE", now), "NOT_ISSUED");
    expectRefused(() => application.revealClientSecret(owner, "grt_2", "REPEATABLE", now), "NOT_ISSUED");
  });

  it("a public client has no secret to show (R15)", () => {
    const application = live({ type: "MOBILE" });
    expectRefused(() => application.revealClientSecret(owner, "grt_2", "REPEATABLE", now), "NOT_ISSUED");
  });

  it("an environment can be set to show each secret only once", () => {
    const application = live();
    application.revealApiKey(owner, "key_3", "ONCE", now);
    application.revealApiKey(owner, "key_4", "ONCE", now);
    expectRefused(() => application.revealApiKey(owner, "key_3", "ONCE", later), "ALREADY_SHOWN");
  });

  it("unknown keys and grants are not found", () => {
    expectRefused(() => live().revealApiKey(owner, "key_9", "REPEATABLE", now), "NOT_FOUND");
    expectRefused(() => live().revealClientSecret(owner, "grt_9", "REPEATABLE", now), "NOT_FOUND");
  });
});
