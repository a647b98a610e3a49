import { describe, expect, it } from "@jest/globals";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import type { ClientApplication } from "../../src/domain/client-application/client-application.js";
import type { NewId } from "../../src/domain/client-application/state.js";
import type { Id } from "../../src/domain/id.js";
import {
  accounts,
  ada,
  development,
  hoursLater,
  issuer,
  lastEvent,
  later,
  live,
  memberOf,
  now,
  provision,
  register,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const owner = memberOf(ada);
let count = 0;
const newId: NewId = (prefix) => `${prefix}_next_${++count}`;
const keysOf = ({ state }: ClientApplication) => state.grants[0]?.keys ?? [];
const idAt = (application: ClientApplication, index: number) => keysOf(application)[index]?.id ?? "key_";

function one(): ClientApplication {
  return live({ productIds: [accounts.id] });
}

function rotate(application: ClientApplication, apiKeyId: Id<"key">, hours: number, at = now): Id<"key"> {
  return application.rotateApiKey(owner, apiKeyId, hours, { newId, now: at });
}

function statuses(application: ClientApplication, at: Date): string[] {
  const { state } = application;
  return state.grants.flatMap((grant) => grant.keys.map((key) => apiKeyStatus(key, grant, state, at)));
}

describe("R28 rotating a key", () => {
  it("issues a successor while the old one goes on working for the overlap, to the hour", () => {
    const application = one();
    const old = keysOf(application)[0];
    const successorId = rotate(application, idAt(application, 0), 24);
    expect(keysOf(application)).toEqual([
      { ...old, expiresAt: hoursLater(24) },
      expect.objectContaining({ id: successorId, productId: accounts.id, secret: null, expiresAt: null }),
    ]);
    expect(lastEvent(application)).toMatchObject({
      type: "ApiKeyRotated",
      key: { id: old?.id, productId: accounts.id, preview: old?.secret?.preview },
      overlapHours: 24,
      wasRevoked: false,
    });
    provision(application, development);
    const before = new Date(hoursLater(24).getTime() - 1);
    expect(statuses(application, before)).toEqual(["ACTIVE", "ACTIVE"]);
    expect(statuses(application, hoursLater(24))).toEqual(["EXPIRED", "ACTIVE"]);
    const accepted = (at: Date) => application.desiredAccess(development.id, at).keys;
    expect(accepted(before).map(({ expiresAt }) => expiresAt)).toEqual([hoursLater(24), null]);
    expect(accepted(hoursLater(24))).toHaveLength(1);
  });

  it("with no overlap stops the old one at once", () => {
    const application = one();
    rotate(application, idAt(application, 0), 0);
    expect(statuses(application, now)).toEqual(["EXPIRED", "PROVISIONING"]);
  });

  it("takes 0 to 720 whole hours", () => {
    for (const hours of [0, 1, 720]) rotate(one(), idAt(one(), 0), hours);
    for (const hours of [-1, 721, 1.5, Number.NaN]) {
      expectRefused(() => rotate(one(), idAt(one(), 0), hours), "INVALID");
    }
  });

  it("never prolongs a key past its expiry", () => {
    const application = one();
    const successorId = rotate(application, idAt(application, 0), 24);
    application.revokeApiKey(owner, successorId, now);
    rotate(application, idAt(application, 0), 720);
    expect(keysOf(application)[0]?.expiresAt).toEqual(hoursLater(24));
    application.revokeApiKey(owner, keysOf(application).at(-1)?.id ?? "key_", now);
    rotate(application, idAt(application, 0), 2);
    expect(keysOf(application)[0]?.expiresAt).toEqual(hoursLater(2));
  });

  it("is refused for a key that has a successor already", () => {
    const application = one();
    rotate(application, idAt(application, 0), 24);
    for (const hours of [0, 1]) {
      expectRefused(() => rotate(application, idAt(application, 0), hours), "LIMIT_REACHED");
    }
  });

  it("keeps at most two live keys for one product and environment", () => {
    const application = one();
    const second = rotate(application, idAt(application, 0), 24);
    provision(application, development);
    expectRefused(() => rotate(application, second, 1, hoursLater(1)), "LIMIT_REACHED");
    rotate(application, second, 0, hoursLater(1));
    expect(statuses(application, hoursLater(1))).toEqual(["ACTIVE", "EXPIRED", "PROVISIONING"]);
  });

  it("may overlap again once the older one is over, which is gone then", () => {
    const application = one();
    const first = idAt(application, 0);
    const second = rotate(application, first, 24);
    provision(application, development);
    rotate(application, second, 1, hoursLater(24));
    expect(keysOf(application).map(({ id }) => id)).not.toContain(first);
    expect(statuses(application, hoursLater(24))).toEqual(["ACTIVE", "PROVISIONING"]);
  });

  it("concerns one product only", () => {
    const application = live();
    const [first, second] = keysOf(application);
    rotate(application, first?.id ?? "key_", 24);
    rotate(application, second?.id ?? "key_", 24);
    expect(statuses(application, now)).toEqual(["ACTIVE", "ACTIVE", "PROVISIONING", "PROVISIONING"]);
  });

  it("is refused before the key is issued, and for keys of others", () => {
    const application = register();
    expectRefused(() => rotate(application, idAt(application, 0), 1), "NOT_ISSUED");
    expectRefused(() => rotate(application, "key_none", 1), "NOT_FOUND");
  });

  it("tells the owners that the successor works, also when the old one never went live", () => {
    const application = register({ productIds: [accounts.id] });
    application.issueMissingCredentials(development, issuer(), now);
    rotate(application, idAt(application, 0), 0);
    application.events.take();
    provision(application, development);
    expect(application.events.take().map(({ type }) => type)).toEqual([
      "CredentialsIssued",
      "EnvironmentWentLive",
    ]);
  });
});

describe("R27 a revoked key", () => {
  it("gets a fresh one and stays revoked", () => {
    const application = one();
    application.revokeApiKey(owner, idAt(application, 0), now);
    rotate(application, idAt(application, 0), 24);
    expect(lastEvent(application)).toMatchObject({ wasRevoked: true });
    expect(keysOf(application)[0]?.expiresAt).toBeNull();
    provision(application, development);
    expect(statuses(application, now)).toEqual(["REVOKED", "ACTIVE"]);
  });

  it("gets none while a successor lives, and one beside a key that is on its way out", () => {
    const application = one();
    const first = idAt(application, 0);
    const second = rotate(application, first, 24);
    application.revokeApiKey(owner, first, now);
    expectRefused(() => rotate(application, first, 0), "LIMIT_REACHED");
    provision(application, development);
    const third = rotate(application, second, 24);
    application.revokeApiKey(owner, third, now);
    rotate(application, third, 24);
    expect(statuses(application, now)).toEqual(["ACTIVE", "REVOKED", "PROVISIONING"]);
  });
});

describe("R28 rotating the client secret", () => {
  const grantOf = ({ state }: ClientApplication) => state.grants[0];
  const rotateSecret = (application: ClientApplication, hours: number, at = now, secrets = issuer()) =>
    application.rotateClientSecret(owner, grantOf(application)?.id ?? "grt_", hours, {
      issuer: secrets,
      now: at,
    });
  const clientOf = (application: ClientApplication, at: Date) =>
    application.desiredAccess(development.id, at).client;

  it("makes a new one under the same client ID, the old one works for the overlap", () => {
    const application = live();
    const old = grantOf(application)?.credentials;
    application.revealClientSecret(owner, grantOf(application)?.id ?? "grt_", "ONCE", now);
    rotateSecret(application, 2, later);
    const expiresAt = new Date(later.getTime() + 2 * 3_600_000);
    const next = grantOf(application)?.credentials;
    expect(next).toMatchObject({
      clientId: old?.clientId,
      issuedAt: later,
      provisionedAt: null,
      lastShownAt: null,
      retiring: { hash: old?.secret?.hash, expiresAt },
    });
    expect(next?.secret?.hash).toMatch(/^sec:cli_1/);
    expect(lastEvent(application)).toMatchObject({
      type: "ClientSecretRotated",
      environmentId: development.id,
      overlapHours: 2,
      wasRevoked: false,
    });
    const before = new Date(expiresAt.getTime() - 1);
    expect(clientOf(application, before)?.retiring).toEqual({ hash: old?.secret?.hash, expiresAt });
    expect(clientOf(application, expiresAt)?.retiring).toBeNull();
  });

  it("with no overlap stops every older one at once", () => {
    const application = live();
    rotateSecret(application, 24);
    rotateSecret(application, 0, hoursLater(1), issuer());
    expect(grantOf(application)?.credentials?.retiring).toBeNull();
  });

  it("keeps at most two secrets that work", () => {
    const application = live();
    rotateSecret(application, 24);
    expectRefused(() => rotateSecret(application, 1, hoursLater(23)), "LIMIT_REACHED");
    rotateSecret(application, 1, hoursLater(24));
  });

  it("is refused for a public client, before anything is issued, and for a wrong overlap", () => {
    expectRefused(() => rotateSecret(live({ type: "MOBILE" }), 1), "NOT_ISSUED");
    expectRefused(() => rotateSecret(register(), 1), "NOT_ISSUED");
    expectRefused(() => rotateSecret(live(), 721), "INVALID");
    expectRefused(
      () => live().rotateClientSecret(owner, "grt_none", 1, { issuer: issuer(), now }),
      "NOT_FOUND",
    );
  });

  it.each(["WEB", "MOBILE"] as const)(
    "replaces revoked credentials of a %s client by a fresh pair (R27)",
    (type) => {
      const application = live({ type });
      application.revokeGrantCredentials(owner, grantOf(application)?.id ?? "grt_", now);
      rotateSecret(application, 24, later);
      expect(grantOf(application)?.credentials).toMatchObject({
        secret: type === "WEB" ? expect.anything() : null,
        issuedAt: later,
        provisionedAt: null,
        revokedAt: null,
        retiring: null,
      });
      expect(lastEvent(application)).toMatchObject({ wasRevoked: true });
      expect(clientOf(application, later)).not.toBeNull();
    },
  );
});
