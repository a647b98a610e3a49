import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { DesiredKey } from "../../src/domain/client-application/desired-access.js";
import type { Id } from "../../src/domain/id.js";
import { createKongAdmin } from "../../src/infrastructure/gateway/kong-admin.js";
import { createKongGateway } from "../../src/infrastructure/gateway/kong-gateway.js";
import type { ToldKeys } from "../../src/infrastructure/gateway/told-keys.js";
import { type Kong, type KongFault, kongFaults, startKong } from "../support/kong.js";
import { type Fault, type GatewayUnderTest, itIsAGateway } from "./contract.js";

const token = "a-token-of-this-spec";
const now = new Date("2026-03-01T09:00:00Z");
const clock = { now: () => now };
const clearOf = (name: string) => `ptc_key_uat_${name}`;
const faults: readonly KongFault[] = [
  ...(Object.keys(kongFaults) as (keyof typeof kongFaults)[]),
  "refuses the token",
  "fails half-way",
  "does it, and the answers are lost",
];

describe("a Kong gateway", () => {
  itIsAGateway(open, faults, { holdsClients: false });
});

async function open(): Promise<GatewayUnderTest> {
  const kong = await startKong(token, clock.now);
  const { adminUrl } = kong;
  const known = new Map<Id<"key">, DesiredKey>();
  const toldKeys: ToldKeys = async (ids) =>
    ids.flatMap((apiKeyId) => {
      const key = known.get(apiKeyId);
      return key ? [{ apiKeyId, clear: clearOf(key.hash), products: [key.productId] }] : [];
    });
  const of = (patience?: number) =>
    createKongGateway({ admin: createKongAdmin({ adminUrl, token }, patience), toldKeys, clock });
  const [patient, impatient] = [of(), of(100)];
  let gateway = patient;
  const faultOf = (name: KongFault): Fault => ({
    begin() {
      kong.misbehaves(name);
      if (name === "never answers") gateway = impatient;
    },
    end() {
      kong.misbehaves(null);
      gateway = patient;
    },
  });
  return {
    gateway: {
      async apply(environmentId, applicationId, access) {
        for (const key of access.keys) known.set(key.apiKeyId, key);
        await gateway.apply(environmentId, applicationId, access);
      },
    },
    async keyOf(environmentId, hash, at) {
      const caller = kong.caller(clearOf(hash), at);
      const [, environment, applicationId = "app_"] = caller?.tags ?? [];
      if (!caller || environment !== environmentId) return null;
      const [productId = "prd_"] = caller.groups as Id<"prd">[];
      return {
        apiKeyId: caller.username as Id<"key">,
        productId,
        applicationId: applicationId as Id<"app">,
      };
    },
    faults: Object.fromEntries(faults.map((name) => [name, faultOf(name)])),
    close: kong.close,
  };
}

describe("a key at Kong", () => {
  let kong: Kong;
  let products: string[];

  beforeEach(async () => {
    products = ["banking", "accounts"];
    kong = await startKong(token, clock.now, 2);
  });
  afterEach(() => kong.close());

  const key = (name: string, facts: Partial<DesiredKey> = {}): DesiredKey => ({
    apiKeyId: `key_${name}`,
    productId: "prd_banking",
    hash: name,
    expiresAt: null,
    networks: [],
    ...facts,
  });
  const gateway = () =>
    createKongGateway({
      admin: createKongAdmin({ adminUrl: kong.adminUrl, token }),
      toldKeys: async (ids) => ids.map((apiKeyId) => ({ apiKeyId, clear: clearOf(apiKeyId), products })),
      clock,
    });
  const apply = (...keys: DesiredKey[]) => gateway().apply("env_uat", "app_1", { keys, client: null });
  const holdTo = (...keys: DesiredKey[]) =>
    gateway().holdTo("env_uat", "app_1", async () => ({ keys, client: null }));
  const caller = (name: string, at = now) => kong.caller(clearOf(`key_${name}`), at);

  it("is a consumer with a group for each product that it opens, and follows the catalogue", async () => {
    await apply(key("one"));
    expect(caller("one")).toEqual({
      username: "key_one",
      tags: ["portico", "env_uat", "app_1"],
      groups: products,
      networks: [],
    });
    products = ["banking", "transfers"];
    await apply(key("one"));
    expect(caller("one")?.groups.sort()).toEqual(products);
  });

  it("R40 is limited to its networks, and again to others, and to none", async () => {
    for (const networks of [["192.0.2.0/24", "2001:db8::/32"], ["198.51.100.7/32"], []]) {
      await apply(key("one", { networks }));
      expect(caller("one")?.networks).toEqual(networks);
    }
  });

  it("R39 ends by itself, and is not told once it has ended", async () => {
    const expiresAt = new Date(now.getTime() + 90_500);
    await apply(key("one", { expiresAt }), key("over", { expiresAt: now }));
    expect(caller("one", new Date(now.getTime() + 89_999))).not.toBeNull();
    expect(caller("one", expiresAt)).toBeNull();
    expect(caller("over")).toBeNull();
  });

  it("stops at one that was left, and is limited there, but never added (R29, R40)", async () => {
    await apply(key("one"), key("two"), key("three"));
    const networks = ["192.0.2.0/24"];
    await holdTo(key("one"), key("two", { networks }), key("four"));
    expect(["one", "two", "three", "four"].map((name) => caller(name)?.networks)).toEqual([
      [],
      networks,
      undefined,
      undefined,
    ]);
    // What is told of while it is looked at what there is stays: two names may lead to one Kong.
    await gateway().holdTo("env_uat", "app_1", async () => {
      await apply(key("one"), key("two"), key("five"));
      return { keys: [key("one"), key("two"), key("five")], client: null };
    });
    expect(caller("five")).not.toBeNull();
    await holdTo();
    expect(["one", "two"].map((name) => caller(name))).toEqual([null, null]);
  });

  it("is found again over many pages, and goes with all others that are wanted no more", async () => {
    const keys = Array.from({ length: 7 }, (_, index) => key(`number-${index}`));
    await apply(...keys);
    await apply(key("number-3"));
    expect(keys.filter((_, index) => caller(`number-${index}`)).map(({ hash }) => hash)).toEqual([
      "number-3",
    ]);
  });

  it("takes the place of what an earlier Portico left under its name (409)", async () => {
    kong.holds("key_one", ["portico", "env_uat", "app_1"], clearOf("key_one"));
    await apply(key("one"));
    expect(caller("one")?.groups).toEqual(products);
    kong.holds("key_two", ["portico", "env_other", "app_2"]);
    await apply(key("one"), key("two"));
    expect(caller("two")?.tags).toEqual(["portico", "env_uat", "app_1"]);
  });

  it("R34 takes nobody else's place (409), and says so without what Kong repeats: the key", async () => {
    kong.holds("key_one", null);
    await expect(apply(key("one"))).rejects.toThrow("Kong has something else in that place (409)");
    kong.holds("somebody", ["theirs"], clearOf("key_two"));
    const failure = await apply(key("two")).catch((error: Error) => error);
    expect(String(failure)).toMatch(/\(409\) at PUT \/consumers/);
    expect(String(failure)).not.toContain("ptc_key");
  });

  it("comes back once it is told again, when Kong has lost everything (404)", async () => {
    await apply(key("one"));
    kong.forgets();
    expect(caller("one")).toBeNull();
    await apply(key("one"));
    expect(caller("one")).not.toBeNull();
  });

  it("never works where its groups and networks are not told yet", async () => {
    await apply(key("one", { networks: ["192.0.2.0/24"] }));
    const kinds = kong.requests
      .filter((each) => each.startsWith("PUT"))
      .map((each) => each.split("/")[3] ?? "");
    expect(kinds).toEqual(["", "plugins", "acls", "acls", "key-auth"]);
  });

  it("is told to nobody whom the token is not meant for, and the token to no one else", async () => {
    const admin = createKongAdmin({ adminUrl: kong.adminUrl, token: "another" });
    await expect(admin.consumers(["portico"])).rejects.toThrow(
      "Kong refuses the token (401) at GET /consumers.",
    );
    const nowhere = createKongAdmin({ adminUrl: "http://127.0.0.1:9", token });
    await expect(nowhere.consumers([])).rejects.toThrow(/^Kong does not answer GET \/consumers: /);
  });
});
