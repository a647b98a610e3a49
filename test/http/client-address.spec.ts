import type { IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { clientAddressBy } from "../../src/http/client-address.js";
import { networkAddress } from "../../src/http/network-address.js";
import type { Json } from "../support/client.js";
import { json, type TestServer, testServer } from "../support/http-server.js";
import { type Story, startStory } from "../support/story.js";

const proxies = ["10.0.0.0/8", "2001:db8:ffff::/48"];

const addressOf = (remoteAddress: string | undefined, forwarded?: string, trusted = proxies) => {
  const headers = { ...(forwarded !== undefined && { "x-forwarded-for": forwarded }) };
  return clientAddressBy(trusted)({ headers, socket: { remoteAddress } } as unknown as IncomingMessage);
};

describe("an address, as proxies write it", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:51234", "203.0.113.7"],
    ["  203.0.113.7\t", "203.0.113.7"],
    ["2001:db8::1", "2001:db8::1"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["[2001:db8::1]:51234", "2001:db8::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["[::ffff:203.0.113.7]:51234", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["fe80::1%eth0", "fe80::1"],
    ["[fe80::1%25eth0]:443", "fe80::1"],
    ["::1", "::1"],
  ])("%s is %s", (written, address) => {
    expect(networkAddress(written)).toBe(address);
  });

  it.each([
    "",
    " ",
    "unknown",
    "_hidden",
    "_SEVKISEK",
    "localhost",
    "203.0.113",
    "203.0.113.7.8",
    "203.0.113.256",
    "203.0.113.07",
    "0xcb007107",
    "3405803783",
    "127.1",
    "203.0.113.7:",
    "203.0.113.7:http",
    "203.0.113.7:123456",
    "[203.0.113.7",
    "[2001:db8::1",
    "[2001:db8::1]51234",
    "2001:db8::1::2",
    "203.0.113.7 evil",
    "'; drop table audit_entry; --",
  ])("%j is none", (written) => {
    expect(networkAddress(written)).toBeNull();
  });
});

describe("a request comes from", () => {
  it.each<[string, string | undefined, string | undefined, string]>([
    ["whoever connects", "203.0.113.7", undefined, "203.0.113.7"],
    ["whoever connects, in one spelling", "::ffff:203.0.113.7", undefined, "203.0.113.7"],
    [
      "whoever connects, whatever they say when they are not trusted",
      "203.0.113.7",
      "6.6.6.6",
      "203.0.113.7",
    ],
    ["whom a trusted proxy names", "10.0.0.1", "203.0.113.7", "203.0.113.7"],
    ["whom it names with a port", "10.0.0.1", "203.0.113.7:51234", "203.0.113.7"],
    ["whom it names in brackets", "::ffff:10.0.0.1", "[2001:db8::1]:51234", "2001:db8::1"],
    ["whom the outermost of them names", "10.0.0.1", "6.6.6.6, 203.0.113.7:1, 10.0.0.2:443", "203.0.113.7"],
    ["whom one in IPv6 names", "2001:db8:ffff::1", "203.0.113.7, [2001:DB8:FFFF::2]:80", "203.0.113.7"],
    ["the outermost proxy, where all are trusted", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
    ["the proxy, when it does not know", "10.0.0.1", "unknown", "10.0.0.1"],
    ["the last that is known, when the next hides", "10.0.0.1", "6.6.6.6, _hidden, 10.0.0.2", "10.0.0.2"],
    ["the last that is known, before what is no address", "10.0.0.1", "6.6.6.6, evil", "10.0.0.1"],
    ["the next entry, where one is blank", "10.0.0.1", "203.0.113.7, , ,", "203.0.113.7"],
    ["the proxy, when it names nobody", "10.0.0.1", " , ", "10.0.0.1"],
    ["nowhere, when the connection is gone", undefined, "203.0.113.7", ""],
  ])("%s", (_, remoteAddress, forwarded, address) => {
    expect(addressOf(remoteAddress, forwarded)).toBe(address);
  });

  it("whoever connects, where no proxy is trusted", () => {
    expect(addressOf("10.0.0.1", "203.0.113.7", [])).toBe("10.0.0.1");
  });
});

describe("behind a trusted proxy", () => {
  let server: TestServer | undefined;
  afterEach(() => server?.close());

  it("the log, whoever signs in and whoever pays are known by the bare address", async () => {
    const seen: string[] = [];
    server = await testServer({
      trustedProxies: ["127.0.0.1"],
      authHandler: async (request, address) => {
        seen.push(address, request.headers.get("x-forwarded-for") ?? "");
        return Response.json({});
      },
    });
    const forwarded = { "x-forwarded-for": "203.0.113.7:51234" };
    await server.app.inject({ url: "/api/auth/get-session", headers: forwarded });
    expect(seen).toEqual(["203.0.113.7", "203.0.113.7"]);
    expect(server.logLines.join("")).toContain('"ip":"203.0.113.7"');

    const spent = async (from: string) => {
      const headers = { ...json("").headers, "x-forwarded-for": from };
      const answer = await server?.app.inject({ ...json("{hello}"), headers });
      return Number(/r=(\d+)/.exec(String(answer?.headers.ratelimit))?.[1]);
    };
    const first = await spent("203.0.113.8:1");
    expect(await spent("203.0.113.8:2")).toBeLessThan(first);
    expect(await spent("[::ffff:203.0.113.8]:3")).toBeLessThan(first);
    expect(await spent("203.0.113.9:1")).toBe(first);
  });
});

describe("the started product, behind a proxy that writes ports", () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1, ::1" } });
  });
  afterAll(() => story.stop());

  it("R33 keeps the bare address in the trail and of each session", async () => {
    const ada = await story.readyDeveloper("ada@addresses.example");
    ada.address = "203.0.113.7:51234";
    await ada.mutate("inviteDeveloper", { email: "bob@addresses.example" }, "invitation { id }");
    ada.address = "[2001:DB8::7]:51234";
    await ada.mutate("inviteDeveloper", { email: "cyd@addresses.example" }, "invitation { id }");
    const { me } = await ada.data("{ me { partner { activity(first: 2) { edges { node { address } } } } } }");
    expect(me.partner.activity.edges.map(({ node }: Json) => node.address)).toEqual([
      "2001:db8::7",
      "203.0.113.7",
    ]);

    ada.address = "[::ffff:203.0.113.7]:51234";
    const again = { email: ada.email, password: "correct horse battery" };
    expect((await ada.post("/api/auth/sign-in/email", again)).status).toBe(200);
    const sessions = (await (await ada.request("/api/auth/list-sessions")).json()) as Json;
    expect(sessions.map(({ ipAddress }: Json) => ipAddress)).toEqual(["203.0.113.7"]);
  });
});
