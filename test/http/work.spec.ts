import { afterEach, describe, expect, it } from "@jest/globals";
import type { InjectOptions } from "fastify";
import { prices } from "../../src/application/prices.js";
import { WorkAccount } from "../../src/application/work-account.js";
import { networkOf } from "../../src/http/network-of.js";
import { createWorkBudget } from "../../src/infrastructure/work-budget.js";
import { json, type TestServer, testServer } from "../support/http-server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(points: number) {
  server = await testServer({ budget: createWorkBudget({ address: points, developer: points }) });
  return server.app;
}

const one = prices.request + 1;

describe("every request pays from the budget of its address", () => {
  it("and is told what is left in the fields of the IETF draft", async () => {
    const app = await start(1_000);
    const { headers } = await app.inject(json("{hello}"));
    expect(headers["ratelimit-policy"]).toBe('"address";q=1000;qu="points";w=10');
    expect(headers.ratelimit).toBe(`"address";r=${1_000 - one};t=10`);
  });

  it("until nothing is left: then 429 RATE_LIMITED with the time to wait, on every way in", async () => {
    const app = await start(one);
    expect((await app.inject(json("{hello}"))).statusCode).toBe(200);
    const ways = [
      json("{hello}"),
      { method: "GET" as const, url: "/graphql?query={hello}", headers: { "apollo-require-preflight": "1" } },
      { method: "GET" as const, url: "/graphql" },
      { method: "POST" as const, url: "/api/auth/sign-in/email", payload: {} },
      { method: "GET" as const, url: "/api/auth/get-session" },
      { method: "GET" as const, url: "/metrics" },
      { method: "GET" as const, url: "/graphiql" },
      { method: "GET" as const, url: "/nothing" },
    ];
    for (const way of ways) {
      const refused = await app.inject(way);
      const [error] = refused.json().errors;
      expect([way.url, refused.statusCode, error.extensions.code]).toEqual([way.url, 429, "RATE_LIMITED"]);
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      expect(error.extensions.retryAfterSeconds).toBe(Number(refused.headers["retry-after"]));
      expect(error.message).toMatch(/^Your budget of work is used up for now\. Try again in \d+ seconds?\.$/);
      expect(refused.headers.ratelimit).toMatch(/^"address";r=0;t=\d+$/);
      if (way.url.startsWith("/api/")) continue;
      const page = await app.inject({ ...way, headers: { accept: "text/html" } });
      expect([way.url, page.statusCode, page.headers["content-type"]]).toEqual([
        way.url,
        429,
        "text/html; charset=utf-8",
      ]);
      expect(page.body).toMatch(
        /<p>Your budget of work is used up for now\. Try again in \d+ seconds?\.<\/p>/,
      );
      expect(refused.headers["content-security-policy"]).toBeDefined();
    }
  });

  it("but asking for the health of the process is free", async () => {
    const app = await start(1);
    expect((await app.inject(json("{hello}"))).statusCode).toBe(429);
    for (const url of ["/healthz", "/readyz"]) {
      const { statusCode, headers } = await app.inject(url);
      expect([statusCode, headers.ratelimit]).toEqual([200, undefined]);
    }
  });

  it("by what it costs and not by how many there are: a password is dear, a long body dearer than a short one", async () => {
    const app = await start(100_000);
    const paid = async (request: InjectOptions | string) => {
      const before = await app.inject("/nothing");
      const after = await app.inject(request);
      const left = (field: unknown) => Number(/r=(\d+)/.exec(String(field))?.[1]);
      return left(before.headers.ratelimit) - left(after.headers.ratelimit);
    };
    expect(await paid("/nothing")).toBe(prices.request);
    expect(await paid(json(`{hello}${" ".repeat(50 * 1024)}`))).toBe(prices.request + 51);
    const auth = (path: string, method: "GET" | "POST" = "POST") => ({ method, url: `/api/auth/${path}` });
    for (const path of [
      "sign-in/email",
      "sign-up/email",
      "verify-email",
      "reset-password",
      "change-password",
    ]) {
      expect(await paid(auth(path))).toBe(prices.password);
    }
    expect(await paid(auth("get-session", "GET"))).toBe(prices.signingIn);
    expect(await paid(auth("sign-out?x=/sign-in"))).toBe(prices.signingIn);
  });

  it("each address from its own", async () => {
    const app = await start(one);
    const from = async (remoteAddress: string) =>
      (await app.inject({ ...json("{hello}"), remoteAddress })).statusCode;
    expect(await from("192.0.2.1")).toBe(200);
    expect(await from("192.0.2.1")).toBe(429);
    expect(await from("192.0.2.2")).toBe(200);
    expect(await from("2001:db8::1")).toBe(200);
    expect(await from("2001:db8::2:3:4:5")).toBe(429);
    expect(await from("2001:db8:0:1::1")).toBe(200);
  });
});

describe("every answer of GraphQL tells in its extensions what it cost", () => {
  it.each<[string, object, number]>([
    ["an answer", json("{hello}"), one],
    ["an error", json("{"), one],
    ["what is no request", { ...json(""), payload: "{oops" }, one],
    ["a body that is no JSON", { ...json(""), headers: { "content-type": "text/plain" } }, one],
  ])("%s", async (_, request, spent) => {
    const app = await start(1_000);
    const answer = (await app.inject(request)).json();
    expect(answer.extensions).toEqual({ cost: { operation: null, spent } });
    expect(Object.keys(answer).length).toBeGreaterThan(1);
  });

  it("and a refusal that it cost nothing", async () => {
    const app = await start(1);
    expect((await app.inject(json("{hello}"))).json().extensions).toEqual({
      cost: { operation: null, spent: 0 },
    });
  });
});

describe("a budget", () => {
  const address = { kind: "ADDRESS", id: "192.0.2.1" } as const;
  const developer = { kind: "DEVELOPER", id: "dev_1" } as const;

  it("gives what is there, and takes nothing when there is less", async () => {
    const budget = createWorkBudget({ address: 10, developer: 100 });
    expect(await budget.spend(address, 7)).toMatchObject({ isSpent: true, balance: { remaining: 3 } });
    expect(await budget.spend(address, 4)).toMatchObject({ isSpent: false, balance: { remaining: 3 } });
    expect(await budget.spend(address, 3)).toMatchObject({ isSpent: true, balance: { remaining: 0 } });
    expect(await budget.spend(developer, 100)).toMatchObject({ isSpent: true });
  });

  it("gives no more however many ask at once", async () => {
    const budget = createWorkBudget({ address: 10, developer: 10 });
    const asked = await Promise.all(Array.from({ length: 100 }, () => budget.spend(address, 1)));
    expect(asked.filter(({ isSpent }) => isSpent)).toHaveLength(10);
  });

  it("is whole again when its window is over, and never more than whole", async () => {
    const budget = createWorkBudget({ address: 10, developer: 10, windowSeconds: 0.05 });
    await budget.spend(address, 10);
    expect((await budget.spend(address, 1)).isSpent).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await budget.giveBack(address, 10);
    expect(await budget.spend(address, 1)).toMatchObject({ isSpent: true, balance: { remaining: 9 } });
  });

  it("remembers a bounded number of payers, and forgets those first who have not asked for the longest", async () => {
    const budget = createWorkBudget({ address: 10, developer: 10, maxPayers: 3 });
    const spend = async (id: string) => (await budget.spend({ kind: "ADDRESS", id }, 6)).isSpent;
    for (const id of ["a", "b", "c"]) expect(await spend(id)).toBe(true);
    expect(await spend("a")).toBe(false);
    expect(await spend("d")).toBe(true);
    expect(await spend("a")).toBe(false);
    expect(await spend("b")).toBe(true);
  });
});

describe("an account", () => {
  it("moves what was spent from the address to the developer, once it is known who asks", async () => {
    const budget = createWorkBudget({ address: 10, developer: 100 });
    const payer = { kind: "ADDRESS", id: "192.0.2.1" } as const;
    const account = new WorkAccount(budget, payer);
    await account.spend(8);
    expect(account.balance).toMatchObject({ payer: "ADDRESS", remaining: 2 });
    await account.identified("dev_1");
    expect(account.balance).toMatchObject({ payer: "DEVELOPER", remaining: 92 });
    await account.spend(50);
    await account.identified("dev_1");
    expect([account.spent, account.balance?.remaining]).toEqual([58, 42]);
    expect((await budget.spend(payer, 10)).isSpent).toBe(true);
  });

  it("of a developer who has spent everything is refused, and the address does not pay for it", async () => {
    const budget = createWorkBudget({ address: 10, developer: 10 });
    await budget.spend({ kind: "DEVELOPER", id: "dev_1" }, 9);
    const account = new WorkAccount(budget, { kind: "ADDRESS", id: "192.0.2.1" });
    await account.spend(5);
    await expect(account.identified("dev_1")).rejects.toThrow(/^Your budget of work is used up/);
    expect((await budget.spend({ kind: "ADDRESS", id: "192.0.2.1" }, 10)).isSpent).toBe(true);
  });
});

describe("an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
    ["2001:DB8:1:2::", "2001:db8:1:2::"],
    ["::1", "::"],
    ["fe80::1%eth0", "fe80::"],
    ["no address", "no address"],
    ["", ""],
  ])("%s counts as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
