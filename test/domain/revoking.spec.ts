import { describe, expect, it } from "@jest/globals";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import type { ClientApplication } from "../../src/domain/client-application/client-application.js";
import {
  accounts,
  ada,
  development,
  issuer,
  lastEvent,
  later,
  live,
  memberOf,
  now,
  onceOnly,
  production,
  provision,
  register,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const owner = memberOf(ada);

function statuses({ state }: ClientApplication): string[] {
  return state.grants.flatMap((grant) => grant.keys.map((key) => apiKeyStatus(key, grant, state, later)));
}

const keyId = ({ state }: ClientApplication, grant = 0, key = 0) =>
  state.grants[grant]?.keys[key]?.id ?? "key_";

describe("R27 revoking a key", () => {
  it("is final and for this key alone", () => {
    const application = live();
    const [first] = application.state.grants[0]?.keys ?? [];
    application.revokeApiKey(owner, keyId(application), later);
    expect(statuses(application)).toEqual(["REVOKED", "ACTIVE"]);
    expect(application.state.grants[0]?.keys[0]).toEqual({ ...first, revokedAt: later });
    expect(application.state.grants[0]?.credentials?.revokedAt).toBeNull();
    expect(application.desiredAccess(development.id, later).keys).toHaveLength(1);
    expect(lastEvent(application)).toMatchObject({
      type: "ApiKeyRevoked",
      key: {
        id: keyId(application),
        productId: accounts.id,
        environmentId: development.id,
        preview: first?.secret?.preview,
      },
    });
    expectRefused(() => application.revokeApiKey(owner, keyId(application), later), "ALREADY_REVOKED");
  });

  it("leaves other environments alone", () => {
    const application = register({ environmentIds: [development.id, onceOnly.id] });
    for (const where of [development, onceOnly]) provision(application, where);
    application.revokeApiKey(owner, keyId(application, 1), later);
    expect(statuses(application)).toEqual(["ACTIVE", "ACTIVE", "REVOKED", "ACTIVE"]);
  });

  it("before it is issued keeps it from ever being issued (R30)", () => {
    const application = register();
    application.events.take();
    application.revokeApiKey(owner, keyId(application), later);
    expect(lastEvent(application)).toMatchObject({ key: { preview: null } });
    const secrets = issuer();
    application.issueMissingCredentials(development, secrets, later);
    expect(secrets.issued.filter((hash) => hash.startsWith("key"))).toHaveLength(1);
    expect(application.state.grants[0]?.keys[0]?.secret).toBeNull();
  });

  it("while the gateway is told keeps it from being confirmed (R30)", () => {
    const application = register();
    application.issueMissingCredentials(development, issuer(), now);
    const pushed = application.desiredAccess(development.id, now);
    application.revokeApiKey(owner, keyId(application), later);
    expect(application.confirmProvisioned(development.id, pushed, later)).toBe(false);
    provision(application, development);
    expect(statuses(application)).toEqual(["REVOKED", "ACTIVE"]);
  });

  it("finds only the application's own keys", () => {
    const application = live();
    expectRefused(() => application.revokeApiKey(owner, "key_none", later), "NOT_FOUND");
    expect(application.environmentOfKey("key_none")).toBeNull();
    expect(application.environmentOfKey(keyId(application))).toBe(development.id);
  });
});

describe("R27 revoking an environment", () => {
  const grantId = ({ state }: ClientApplication) => state.grants[0]?.id ?? "grt_";

  it("revokes every key and the client credentials, and counts the keys that were left", () => {
    const application = live();
    application.revokeApiKey(owner, keyId(application), now);
    application.rotateClientSecret(owner, grantId(application), 1, { issuer: issuer(), now });
    application.revokeGrantCredentials(owner, grantId(application), later);
    expect(statuses(application)).toEqual(["REVOKED", "REVOKED"]);
    const [grant] = application.state.grants;
    expect(grant?.keys.map(({ revokedAt }) => revokedAt)).toEqual([now, later]);
    expect(grant?.credentials).toMatchObject({ revokedAt: later, retiring: null });
    expect(application.desiredAccess(development.id, later)).toEqual({ keys: [], client: null });
    expect(lastEvent(application)).toMatchObject({
      type: "GrantCredentialsRevoked",
      grantId: grantId(application),
      environmentId: development.id,
      keyCount: 1,
    });
  });

  it("is refused once nothing is left", () => {
    const application = live();
    const revoke = () => application.revokeGrantCredentials(owner, grantId(application), later);
    revoke();
    expectRefused(revoke, "ALREADY_REVOKED");
  });

  it("revokes the credentials also when every key is revoked, and keeps when that was", () => {
    const application = live({ productIds: [accounts.id] });
    application.revokeApiKey(owner, keyId(application), now);
    application.revokeGrantCredentials(owner, grantId(application), now);
    expect(application.state.grants[0]?.credentials?.revokedAt).toEqual(now);
    application.rotateApiKey(owner, keyId(application), 0, {
      newId: <Prefix extends string>(prefix: Prefix) => `${prefix}_9` as const,
      now: later,
    });
    application.revokeGrantCredentials(owner, grantId(application), later);
    expect(application.state.grants[0]?.credentials?.revokedAt).toEqual(now);
  });

  it("works before anything is issued", () => {
    const application = register({ environmentIds: [production.id] });
    application.revokeGrantCredentials(owner, grantId(application), later);
    expect(statuses(application)).toEqual(["REVOKED", "REVOKED"]);
    expect(application.state.grants[0]?.credentials).toBeNull();
    expectRefused(
      () => application.revokeGrantCredentials(owner, grantId(application), later),
      "ALREADY_REVOKED",
    );
  });

  it("finds only the application's own grants", () => {
    const application = live();
    expectRefused(() => application.revokeGrantCredentials(owner, "grt_none", later), "NOT_FOUND");
    expect(application.environmentOfGrant("grt_none")).toBeNull();
    expect(application.environmentOfGrant(grantId(application))).toBe(development.id);
  });
});
