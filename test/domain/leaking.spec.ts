import { describe, expect, it } from "@jest/globals";
import { AccessToken } from "../../src/domain/access-token/access-token.js";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import type { ClientKeys } from "../../src/domain/client-application/client-keys.js";
import { GatewayToken } from "../../src/domain/gateway/gateway-token.js";
import { platformConsole } from "../../src/domain/operator.js";
import {
  accounts,
  ada,
  development,
  hoursLater,
  issuer,
  later,
  live,
  memberOf,
  now,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const owner = memberOf(ada);
const one = () => live({ productIds: [accounts.id] });
type Application = ReturnType<typeof one>;
type WhenKeyLeaks = "TELL" | "REVOKE";
const found = { source: "SCANNER", url: "https://code.example/.env" } as const;

function grantOf(application: Application) {
  const [grant] = application.state.grants;
  const [key] = grant?.keys ?? [];
  if (!grant?.credentials || !key) throw new Error("There are no credentials.");
  return { grant, key, credentials: grant.credentials };
}
const leaks = (application: Application, whenKeyLeaks: WhenKeyLeaks, at = later) =>
  application.leaked({ apiKeyId: grantOf(application).key.id, ...found }, { whenKeyLeaks }, at);

describe("R27 a key that was found in public", () => {
  it.each([
    ["TELL", "ACTIVE", false],
    ["REVOKE", "REVOKED", true],
  ] as const)(
    "where the environment says %s is %s, and its owners are told",
    (whenKeyLeaks, status, isRevoked) => {
      const application = one();
      const { version } = application.state;
      leaks(application, whenKeyLeaks);
      const { grant, key } = grantOf(application);
      expect(apiKeyStatus(key, grant, application.state, later)).toBe(status);
      expect(key.leakedAt).toEqual(later);
      expect(application.state.version).toBe(version + 1);
      expect(application.events.take()).toMatchObject([
        { type: "ApiKeyLeaked", key: { id: key.id }, ...found, isRevoked },
      ]);
    },
  );

  it("is told of once, however often it is found", () => {
    const application = one();
    leaks(application, "TELL");
    application.events.take();
    const before = application.state;
    leaks(application, "TELL", hoursLater(48));
    leaks(application, "REVOKE", hoursLater(48));
    expect(application.events.take()).toEqual([]);
    expect(application.state).toBe(before);
  });

  it("is no news once it is revoked or has expired", () => {
    const revoked = one();
    revoked.revokeApiKey(owner, grantOf(revoked).key.id, now);
    const ended = one();
    ended.rotateApiKey(owner, grantOf(ended).key.id, 1, { newId: (prefix) => `${prefix}_next`, now });
    for (const application of [revoked, ended]) {
      application.events.take();
      leaks(application, "REVOKE");
      expect(application.events.take()).toEqual([]);
    }
  });

  it("is one of the application's", () => {
    const unknown = { apiKeyId: "key_none", ...found } as const;
    expectRefused(() => one().leaked(unknown, { whenKeyLeaks: "TELL" }, now), "NOT_FOUND");
  });
});

const hashOf = (application: Application) => grantOf(application).credentials.secret?.hash ?? "";
const rotate = (application: Application, overlapHours: number) =>
  application.rotateClientSecret(owner, grantOf(application).grant.id, overlapHours, {
    issuer: issuer(),
    now,
  });
const secretLeaks = (application: Application, hash: string, whenKeyLeaks: WhenKeyLeaks, at = later) => {
  const { id: grantId } = grantOf(application).grant;
  application.leaked({ grantId, hashes: ["another", hash], ...found }, { whenKeyLeaks }, at);
};
const clientOf = (application: Application) => application.desiredAccess(development.id, later).client;
const keys: ClientKeys = {
  method: "PRIVATE_KEY_JWT",
  jwks: null,
  jwksUri: "https://acme.example/jwks",
  tlsSubject: null,
};

describe("R27 a client secret that was found in public", () => {
  it("goes on working where the environment leaves it to the owners, who are told", () => {
    const application = live();
    secretLeaks(application, hashOf(application), "TELL");
    const { grant, credentials } = grantOf(application);
    expect(credentials).toMatchObject({ leakedAt: later, revokedAt: null });
    expect(clientOf(application)).toMatchObject({ secretHash: hashOf(application) });
    expect(application.events.take()).toMatchObject([
      {
        type: "ClientSecretLeaked",
        grantId: grant.id,
        preview: credentials.secret?.preview,
        ...found,
        isRetiring: false,
        isIdle: false,
        isRevoked: false,
      },
    ]);
  });

  it("takes the client credentials with it where the environment revokes what leaks, and no key", () => {
    const application = live();
    rotate(application, 48);
    application.events.take();
    secretLeaks(application, hashOf(application), "REVOKE");
    const { grant, key, credentials } = grantOf(application);
    expect(credentials).toMatchObject({ leakedAt: later, revokedAt: later, retiring: null });
    expect(clientOf(application)).toBeNull();
    expect(apiKeyStatus(key, grant, application.state, later)).toBe("ACTIVE");
    expect(application.events.take()).toMatchObject([{ type: "ClientSecretLeaked", isRevoked: true }]);
  });

  it("is replaced by one that did not leak", () => {
    const application = live();
    const leaked = hashOf(application);
    secretLeaks(application, leaked, "TELL");
    rotate(application, 48);
    const { credentials } = grantOf(application);
    expect(credentials).toMatchObject({ leakedAt: null, retiring: { hash: leaked, leakedAt: later } });
    application.events.take();
    secretLeaks(application, leaked, "REVOKE", hoursLater(30));
    expect(application.events.take()).toEqual([]);
  });

  it("stops alone, where it is the one before the last rotation", () => {
    const [told, revoked] = [live(), live()].map((application) => {
      const old = hashOf(application);
      rotate(application, 48);
      application.events.take();
      return { application, old };
    });
    if (!told || !revoked) throw new Error("There is none.");
    secretLeaks(told.application, told.old, "TELL");
    expect(grantOf(told.application).credentials).toMatchObject({
      leakedAt: null,
      retiring: { hash: told.old, leakedAt: later },
    });
    secretLeaks(revoked.application, revoked.old, "REVOKE");
    expect(grantOf(revoked.application).credentials).toMatchObject({
      leakedAt: null,
      revokedAt: null,
      retiring: null,
    });
    expect(clientOf(revoked.application)).toMatchObject({ secretHash: hashOf(revoked.application) });
    for (const [{ application }, isRevoked] of [
      [told, false],
      [revoked, true],
    ] as const)
      expect(application.events.take()).toMatchObject([
        { type: "ClientSecretLeaked", preview: null, isRetiring: true, isRevoked },
      ]);
  });

  it("stops no client that shows who it is by keys, which keeps them until the secret is another one", () => {
    const application = live({ type: "SERVICE" });
    const { id: grantId } = grantOf(application).grant;
    application.setClientKeys(owner, grantId, keys, now);
    application.events.take();
    secretLeaks(application, hashOf(application), "REVOKE");
    expect(grantOf(application).credentials).toMatchObject({ leakedAt: later, revokedAt: null });
    expect(application.events.take()).toMatchObject([{ isIdle: true, isRevoked: false }]);
    expectRefused(() => application.setClientKeys(owner, grantId, null, later), "INVALID");
    rotate(application, 0);
    application.setClientKeys(owner, grantId, null, later);
  });

  it("never counts again once the keys are taken away, whatever overlap it was rotated with", () => {
    const [before, after] = [live({ type: "SERVICE" }), live({ type: "SERVICE" })];
    for (const application of [before, after]) {
      const { id: grantId } = grantOf(application).grant;
      const leaked = hashOf(application);
      application.setClientKeys(owner, grantId, keys, now);
      if (application === before) secretLeaks(application, leaked, "REVOKE");
      rotate(application, 48);
      if (application === after) secretLeaks(application, leaked, "TELL");
      expect(grantOf(application).credentials.retiring).toMatchObject({ hash: leaked, leakedAt: later });
      application.setClientKeys(owner, grantId, null, later);
      expect(grantOf(application).credentials).toMatchObject({ clientKeys: null, retiring: null });
      expect(clientOf(application)).toMatchObject({ secretHash: hashOf(application), retiring: null });
    }
  });

  it("ends with the keys alone: one that nobody has found outlives them", () => {
    const application = live({ type: "SERVICE" });
    const { id: grantId } = grantOf(application).grant;
    const old = hashOf(application);
    application.setClientKeys(owner, grantId, keys, now);
    rotate(application, 48);
    application.setClientKeys(owner, grantId, null, later);
    expect(grantOf(application).credentials.retiring).toMatchObject({ hash: old, leakedAt: null });
  });

  it("is no news once it is revoked, has ended, or is another one", () => {
    const revoked = live();
    revoked.revokeGrantCredentials(owner, grantOf(revoked).grant.id, now);
    const ended = live();
    const old = hashOf(ended);
    rotate(ended, 1);
    for (const [application, hash, at] of [
      [revoked, hashOf(revoked), later],
      [ended, old, hoursLater(1)],
      [live(), "of nobody's secret", later],
    ] as const) {
      application.events.take();
      secretLeaks(application, hash, "REVOKE", at);
      expect(application.events.take()).toEqual([]);
    }
  });
});

describe("R27 a gateway token that was found in public", () => {
  const token = () => {
    const secret = { id: "gwt_1", hash: "h", preview: "p" } as const;
    const request = { environmentId: development.id, name: "Edge", expiresInDays: 2 };
    const made = GatewayToken.create(platformConsole(), request, secret, { live: 0, now });
    made.events.take();
    return made;
  };

  it.each([
    ["TELL", null, false],
    ["REVOKE", later, true],
  ] as const)(
    "where the environment says %s is revoked at %p, once",
    (whenKeyLeaks, revokedAt, isRevoked) => {
      const leaked = token();
      leaked.leaked(found, { whenKeyLeaks }, later);
      leaked.leaked(found, { whenKeyLeaks: "REVOKE" }, hoursLater(30));
      expect(leaked.state).toMatchObject({ leakedAt: later, revokedAt });
      const facts = { tokenId: "gwt_1", environmentId: development.id, ...found, isRevoked };
      expect(leaked.events.take()).toEqual([{ type: "GatewayTokenLeaked", ...facts }]);
    },
  );

  it("is no news once it has expired or is revoked", () => {
    const [expired, revoked] = [token(), token()];
    expired.leaked(found, { whenKeyLeaks: "REVOKE" }, hoursLater(48));
    revoked.revoke(platformConsole(), now);
    revoked.events.take();
    revoked.leaked(found, { whenKeyLeaks: "REVOKE" }, later);
    for (const each of [expired, revoked]) expect(each.events.take()).toEqual([]);
  });
});

describe("R27 an access token that was found in public", () => {
  const request = { name: "CI", scopes: ["READ"], expiresInDays: 2 } as const;
  const room = { live: 0, most: 50, now };
  const secret = { id: "pat_1", hash: "h", preview: "p" } as const;
  const own = () => AccessToken.create(ada.id, request, secret, room);
  const companys = () => {
    const application = live();
    const ofCompany = { ...request, namedIds: [application.id] };
    return AccessToken.createForCompany(owner, ofCompany, [application.state], { secret, room });
  };

  it.each([
    ["a developer's own", own, { type: "AccessTokenLeaked", developerId: ada.id }],
    ["a company's", companys, { type: "CompanyTokenLeaked", partnerId: owner.partnerId }],
  ] as const)("stops at once, %s, and is told of once", (_, make, happened) => {
    const token = make();
    token.events.take();
    token.leaked(found, later);
    token.leaked(found, hoursLater(30));
    expect(token.state.revokedAt).toEqual(later);
    expect(token.events.take()).toEqual([{ ...happened, tokenId: "pat_1", ...found, at: later }]);
  });

  it("is no news once it has expired or is revoked", () => {
    const [expired, revoked] = [own(), own()];
    revoked.revoke(now);
    for (const token of [expired, revoked]) {
      token.events.take();
      token.leaked(found, hoursLater(48));
      expect(token.events.take()).toEqual([]);
    }
    expect(expired.state.revokedAt).toBeNull();
  });
});
