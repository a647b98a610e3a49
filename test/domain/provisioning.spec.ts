import { describe, expect, it } from "@jest/globals";
import {
  apiKeyStatus,
  applicationStatus,
  grantStatus,
} from "../../src/domain/client-application/api-key-status.js";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { noAccess } from "../../src/domain/client-application/desired-access.js";
import {
  accounts,
  ada,
  catalogue,
  development,
  ids,
  issuer,
  later,
  live,
  memberOf,
  now,
  production,
  provision,
  ready,
  register,
  transfers,
} from "../support/domain.js";

const owner = memberOf(ada);

describe("R15 credentials", () => {
  it.each([
    ["WEB", "AUTHORIZATION_CODE", true],
    ["SERVICE", "AUTHORIZATION_CODE", true],
    ["MOBILE", "AUTHORIZATION_CODE", false],
    ["DESKTOP", "AUTHORIZATION_CODE", false],
  ] as const)("of a %s application hold a secret: %#", (type, authentication, hasSecret) => {
    const [grant] = live({ type, authentication }).state.grants;
    expect(grant?.credentials?.clientId).toBe("cli_1");
    expect(grant?.credentials?.secret !== null).toBe(hasSecret);
  });

  it("are told to the gateway as hashes, and are live once it has them", () => {
    const application = register();
    application.issueMissingCredentials(development, issuer(), now);
    const desired = application.desiredAccess(development.id, now);
    expect(desired.client).toMatchObject({ clientId: "cli_1", secretHash: "sec:cli_1:2", retiring: null });
    expect(application.state.grants[0]?.credentials?.provisionedAt).toBeNull();
    expect(application.confirmProvisioned(development.id, desired, now)).toBe(true);
    expect(application.state.grants[0]?.credentials?.provisionedAt).toEqual(now);
    expect(application.confirmProvisioned(development.id, desired, later)).toBe(true);
    expect(application.state.grants[0]?.credentials?.provisionedAt).toEqual(now);
  });

  it("of a public client have no secret to tell", () => {
    const application = live({ type: "MOBILE" });
    expect(application.desiredAccess(development.id, now).client?.secretHash).toBeNull();
  });

  it("are issued once, however often the work is repeated (R30)", () => {
    const application = register();
    const secrets = issuer();
    application.issueMissingCredentials(development, secrets, now);
    application.events.take();
    application.issueMissingCredentials(development, secrets, now);
    expect(secrets.issued).toHaveLength(3);
    expect(application.events.take()).toEqual([]);
  });
});

describe("R16 when every key of an environment is live", () => {
  it("the owners are told, once", () => {
    const application = register();
    provision(application, development);
    provision(application, development);
    const told = application.events.take().filter(({ type }) => type === "EnvironmentWentLive");
    expect(told).toMatchObject([{ environmentId: development.id, keyIds: ["key_3", "key_4"] }]);
  });

  it("and not before", () => {
    const application = register();
    application.issueMissingCredentials(development, issuer(), now);
    const desired = application.desiredAccess(development.id, now);
    application.events.take();
    application.confirmProvisioned(development.id, { ...desired, keys: desired.keys.slice(1) }, now);
    expect(application.events.take()).toEqual([]);
  });
});

describe("R16 an environment is complete", () => {
  const first = (application: ClientApplication) => application.state.grants[0]?.keys[0]?.id ?? "key_";
  const told = (application: ClientApplication) =>
    application.events.take().filter(({ type }) => type === "EnvironmentWentLive");

  it("without the keys that are revoked", () => {
    const application = register();
    application.issueMissingCredentials(development, issuer(), now);
    application.revokeApiKey(owner, first(application), now);
    provision(application, development);
    expect(told(application)).toMatchObject([{ keyIds: ["key_4"] }]);
  });

  it("without the keys that have expired", () => {
    const application = register({ productIds: [accounts.id] });
    application.issueMissingCredentials(development, issuer(), now);
    application.rotateApiKey(owner, first(application), 0, { newId: ids(), now });
    provision(application, development);
    expect(told(application)).toHaveLength(1);
  });

  it("not while a key is still to be issued", () => {
    const application = register({ productIds: [accounts.id] });
    application.issueMissingCredentials(development, issuer(), now);
    const more = { productIds: [accounts.id, transfers.id] };
    application.edit(owner, { ready: () => ready, expectedVersion: 1, edit: more }, catalogue, {
      newId: ids(),
      now,
    });
    const desired = application.desiredAccess(development.id, now);
    expect(application.confirmProvisioned(development.id, desired, now)).toBe(true);
    expect(told(application)).toEqual([]);
    provision(application, development);
    expect(told(application)).toHaveLength(1);
  });

  it("is no matter of environments that the application has left", () => {
    const application = live();
    const desired = application.desiredAccess("env_left", now);
    expect(desired).toEqual(noAccess);
    expect(application.confirmProvisioned("env_left", desired, now)).toBe(true);
    expect(told(application)).toEqual([]);
  });
});

describe("R17 where the environment needs approval", () => {
  it("nothing is issued and nothing works before it is given", () => {
    const application = register({ environmentIds: [production.id] });
    provision(application, production);
    const [grant] = application.state.grants;
    expect(grant).toMatchObject({ requests: [{ decision: null }], credentials: null });
    expect(grant?.keys.every(({ secret }) => secret === null)).toBe(true);
    expect(application.desiredAccess(production.id, now)).toEqual(noAccess);
  });

  it("nor after it is refused", () => {
    const { state } = register({ environmentIds: [production.id] });
    const decision = { verdict: "REJECTED", at: now, reason: "No licence." } as const;
    const application = ClientApplication.fromState({
      ...state,
      grants: state.grants.map((grant) => ({ ...grant, decision })),
    });
    provision(application, production);
    expect(application.desiredAccess(production.id, now)).toEqual(noAccess);
  });
});

describe("R30 work that was queued before", () => {
  const changed = (change: (application: ClientApplication) => ClientApplication) => {
    const application = register();
    application.issueMissingCredentials(development, issuer(), now);
    return change(application);
  };

  it("a deactivation issues nothing and lets nothing in", () => {
    const { state } = register();
    const application = ClientApplication.fromState({ ...state, deactivatedAt: now });
    provision(application, development);
    expect(application.state.grants[0]?.keys.every(({ secret }) => secret === null)).toBe(true);
    expect(application.desiredAccess(development.id, now)).toEqual(noAccess);
  });

  it("a revocation brings no key back to life", () => {
    const application = changed((before) => {
      const grants = before.state.grants.map((grant) => ({
        ...grant,
        keys: grant.keys.map((key) => ({ ...key, revokedAt: now })),
      }));
      return ClientApplication.fromState({ ...before.state, grants });
    });
    const pushed = changed((before) => before).desiredAccess(development.id, now);
    application.confirmProvisioned(development.id, pushed, now);
    expect(application.desiredAccess(development.id, now).keys).toEqual([]);
    expect(application.state.grants[0]?.keys.every(({ provisionedAt }) => provisionedAt === null)).toBe(true);
  });
});

describe("the status of a key is derived from facts, first match wins", () => {
  const facts = { productId: accounts.id, revokedAt: null, expiresAt: null, provisionedAt: now };
  const request = (decision: { verdict: "APPROVED" | "REJECTED" } | null) => ({
    requests: [{ productIds: [accounts.id], decision }],
  });
  const approved = request({ verdict: "APPROVED" });
  const rejected = request({ verdict: "REJECTED" });
  const undecided = request(null);
  const active = { deactivatedAt: null, isPartnerSuspended: false };
  const stopped = { deactivatedAt: now, isPartnerSuspended: false };
  const withPartner = { deactivatedAt: null, isPartnerSuspended: true };

  it.each([
    ["REVOKED", { ...facts, revokedAt: now, expiresAt: now }, rejected, stopped],
    ["EXPIRED", { ...facts, expiresAt: now }, rejected, stopped],
    ["REJECTED", facts, rejected, stopped],
    ["AWAITING_APPROVAL", { ...facts, provisionedAt: null }, undecided, stopped],
    ["SUSPENDED", { ...facts, provisionedAt: null }, approved, stopped],
    ["SUSPENDED", facts, approved, stopped],
    ["SUSPENDED", facts, approved, withPartner],
    ["SUSPENDED", { ...facts, provisionedAt: null }, approved, withPartner],
    ["AWAITING_APPROVAL", facts, undecided, withPartner],
    ["REVOKED", { ...facts, revokedAt: now }, approved, withPartner],
    ["PROVISIONING", { ...facts, provisionedAt: null }, approved, active],
    ["ACTIVE", { ...facts, expiresAt: new Date(now.getTime() + 1) }, approved, active],
  ] as const)("%s", (status, key, grant, application) => {
    expect(apiKeyStatus(key, grant, application, now)).toBe(status);
  });

  it("and so are those of a grant and of an application", () => {
    expect([approved, rejected, undecided].map(grantStatus)).toEqual([
      "APPROVED",
      "REJECTED",
      "AWAITING_APPROVAL",
    ]);
    const requests = [rejected, undecided, approved].flatMap((grant) => grant.requests);
    expect(grantStatus({ requests })).toBe("APPROVED");
    expect(grantStatus({ requests: requests.slice(0, 2) })).toBe("AWAITING_APPROVAL");
    expect([active, stopped].map(applicationStatus)).toEqual(["ACTIVE", "DEACTIVATED"]);
  });
});
