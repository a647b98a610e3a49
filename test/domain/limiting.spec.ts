import { describe, expect, it } from "@jest/globals";
import { keyNetworks } from "../../src/domain/client-application/networks.js";
import { readNetwork } from "../../src/infrastructure/networks.js";
import {
  accounts,
  ada,
  development,
  lastEvent,
  later,
  live,
  memberOf,
  now,
  provision,
} from "../support/domain.js";
import { expectRefused, problemsOf } from "../support/given.js";

const owner = memberOf(ada);
const networks = ["192.0.2.0/24", "2001:db8::/32"];
const one = () => live({ productIds: [accounts.id] });
type Application = ReturnType<typeof one>;
const keyAt = (application: Application, index = 0) => {
  const key = application.state.grants[0]?.keys[index];
  if (!key) throw new Error("There is no such key.");
  return key;
};

describe("R40 networks of a key", () => {
  it("are kept in one spelling, each once, in the order given", () => {
    expect(keyNetworks([" 192.0.2.0/24 ", "2001:DB8:0::/32", "198.51.100.7"], readNetwork)).toEqual([
      ...networks,
      "198.51.100.7/32",
    ]);
    expect(keyNetworks([], readNetwork)).toEqual([]);
  });

  it("are refused each at its place", () => {
    const typed = ["192.0.2.0/24", "010.0.0.1", "::ffff:192.0.2.0/120", "10.1.2.3/8", "fe80::1%eth0"];
    expect(
      problemsOf(() => keyNetworks(typed, readNetwork)).map(({ code, path, message }) => [
        code,
        path.join("."),
        /(\S+)\.$/.exec(message)?.[1],
      ]),
    ).toEqual([
      ["INVALID", "networks.1", "zeros"],
      ["INVALID", "networks.2", "twice"],
      ["INVALID", "networks.3", "10.0.0.0/8"],
      ["INVALID", "networks.4", "zeros"],
    ]);
  });

  it("are at most 50", () => {
    const many = Array.from({ length: 51 }, (_, index) => `192.0.2.${index}`);
    expect(keyNetworks(many.slice(1), readNetwork)).toHaveLength(50);
    expect(problemsOf(() => keyNetworks(many, readNetwork))).toMatchObject([
      { code: "INVALID", path: ["networks"] },
    ]);
  });
});

describe("R40 a key limited to networks", () => {
  it("tells its gateway, is a new version, and changes nothing when it is limited alike already", () => {
    const application = one();
    const { version } = application.state;
    application.limitApiKey(owner, { apiKeyId: keyAt(application).id, networks }, later);
    expect(keyAt(application).networks).toEqual(networks);
    expect(application.state).toMatchObject({ version: version + 1, updatedAt: later });
    expect(application.desiredAccess(development.id, now).keys).toMatchObject([{ networks }]);
    expect(lastEvent(application)).toMatchObject({ type: "ApiKeyLimited", networks });
    application.limitApiKey(owner, { apiKeyId: keyAt(application).id, networks: [...networks] }, later);
    expect(application.events.take()).toEqual([]);
    application.limitApiKey(owner, { apiKeyId: keyAt(application).id, networks: [] }, later);
    expect(lastEvent(application)).toMatchObject({ type: "ApiKeyLimited", networks: [] });
  });

  it("has successors that are limited alike", () => {
    const application = one();
    application.limitApiKey(owner, { apiKeyId: keyAt(application).id, networks }, now);
    application.rotateApiKey(owner, keyAt(application).id, 1, { newId: (prefix) => `${prefix}_next`, now });
    provision(application, development);
    expect(application.desiredAccess(development.id, now).keys).toMatchObject([{ networks }, { networks }]);
  });

  it("is not revoked, and is one of the application's", () => {
    const application = one();
    const { id: apiKeyId } = keyAt(application);
    expectRefused(() => application.limitApiKey(owner, { apiKeyId: "key_none", networks }, now), "NOT_FOUND");
    application.revokeApiKey(owner, apiKeyId, now);
    expectRefused(() => application.limitApiKey(owner, { apiKeyId, networks }, now), "ALREADY_REVOKED");
  });
});
