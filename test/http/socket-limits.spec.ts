import { afterEach, describe, expect, it } from "@jest/globals";
import { GraphQLError } from "graphql";
import { WebSocket } from "ws";
import { documentPrice, prices } from "../../src/application/prices.js";
import { OverspentError } from "../../src/application/work-account.js";
import { rateLimited, unauthenticated } from "../../src/graphql/errors.js";
import type { HttpServerDeps } from "../../src/http/server.js";
import type { Subscriptions } from "../../src/http/subscription-hooks.js";
import { createWorkBudget } from "../../src/infrastructure/work-budget.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type TestServer, testSchema, testServer } from "../support/http-server.js";

let server: TestServer | undefined;
let sockets: Socket[] = [];
let url: string;

afterEach(async () => {
  for (const { socket } of sockets) socket.terminate();
  sockets = [];
  await server?.close();
  server = undefined;
});

const limits = { socketsPerAddress: 3, socketsPerDeveloper: 2, subscriptionsPerDeveloper: 2 };

async function start(
  deps: Partial<HttpServerDeps<Record<string, unknown>>> = {},
  hooks: Partial<Subscriptions> = {},
) {
  server = await testServer({
    socketLimits: limits,
    trustedProxies: ["127.0.0.1"],
    subscriptions: {
      schema: testSchema(Promise.resolve()),
      // Who it is stands in the token.
      connect: async ({ headers, work }) => {
        const developer = headers.get("authorization");
        if (!developer) throw unauthenticated();
        await work.identified(developer);
        return developer;
      },
      context: async () => ({}),
      ...hooks,
    },
    ...deps,
  });
  url = `ws://127.0.0.1:${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`;
}

/** A client that sends what it is told, whether the protocol allows it or not. */
class Socket {
  readonly received: Json[] = [];
  readonly closed: Promise<[code: number, reason: string]>;
  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data) => this.received.push(JSON.parse(String(data))));
    socket.on("error", () => {});
    this.closed = new Promise((resolve) =>
      socket.once("close", (code, reason) => resolve([code, String(reason)])),
    );
    sockets.push(this);
  }

  /** Rejects with the refusal's status, headers and body. */
  static async open(headers: Record<string, string> = {}): Promise<Socket> {
    const socket = new Socket(new WebSocket(url, "graphql-transport-ws", { headers }));
    await new Promise<void>((resolve, reject) => {
      socket.socket.once("open", resolve);
      socket.socket.once("unexpected-response", async (_request, response) => {
        let body = "";
        for await (const chunk of response) body += chunk;
        reject({ status: response.statusCode, headers: response.headers, body: JSON.parse(body) });
      });
    });
    return socket;
  }

  /** An open connection that has been acknowledged. */
  static async of(developer: string, headers: Record<string, string> = {}): Promise<Socket> {
    const socket = await Socket.open(headers);
    socket.init(developer);
    await socket.gets("connection_ack");
    return socket;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  init(developer?: string): void {
    this.send({ type: "connection_init", ...(developer && { payload: { authorization: developer } }) });
  }

  subscribe(id: string, query = "subscription { endless }"): void {
    this.send({ type: "subscribe", id, payload: { query } });
  }

  async gets(type: string, id?: string): Promise<Json> {
    return eventually(async () =>
      this.received.find((message) => message.type === type && (id === undefined || message.id === id)),
    );
  }
}

const waiting = (retryAfterSeconds: unknown = expect.any(Number)) => ({
  code: "RATE_LIMITED",
  retryAfterSeconds,
});
async function expectToWait({ closed }: Socket): Promise<void> {
  const [code, reason] = await closed;
  expect([code, JSON.parse(reason)]).toEqual([1013, expect.objectContaining(waiting())]);
}

describe("nobody passes the connection init", () => {
  it("without being signed in", async () => {
    await start();
    const socket = await Socket.open();
    socket.init();
    const { message, extensions } = unauthenticated();
    const [code, reason] = await socket.closed;
    expect([code, JSON.parse(reason)]).toEqual([4401, { ...extensions, message }]);
    expect(socket.received).toEqual([]);
  });

  it.each<[string, unknown, [number, object]]>([
    [
      "may not sign in",
      new GraphQLError("Use your company address.", { extensions: { code: "FORBIDDEN" } }),
      [4403, { code: "FORBIDDEN", message: "Use your company address." }],
    ],
    [
      "may not sign in, for a reason that a close has no room for",
      new GraphQLError("ä".repeat(50), { extensions: { code: "FORBIDDEN" } }),
      [4403, { code: "FORBIDDEN" }],
    ],
    [
      "has worked enough",
      rateLimited(
        new OverspentError({
          payer: "DEVELOPER",
          limit: 1,
          windowSeconds: 10,
          remaining: 0,
          resetSeconds: 7,
        }),
      ),
      [1013, expect.objectContaining(waiting(7))],
    ],
    [
      "cannot be found out",
      new Error("password of the database"),
      [4500, { code: "INTERNAL_SERVER_ERROR", message: "Something went wrong on our side." }],
    ],
  ])("who %s", async (_, reason, closed) => {
    await start({}, { connect: () => Promise.reject(reason) });
    const socket = await Socket.open();
    socket.init("ada");
    const [code, told] = await socket.closed;
    expect([code, JSON.parse(told)]).toEqual(closed);
  });

  it("and what is sent before it is acknowledged is not looked at", async () => {
    let contexts = 0;
    const context = async () => {
      contexts += 1;
      return {};
    };
    await start({}, { context });
    const early = await Socket.open();
    early.subscribe("1");
    expect(await early.closed).toEqual([4401, "Unauthorized"]);
    const many = await Socket.open();
    for (let count = 0; count < 20; count += 1) many.send({ type: "ping" });
    expect((await many.closed)[0]).toBe(4400);
    expect(contexts).toBe(0);
  });

  it("in silence for longer than three seconds", async () => {
    await start();
    expect((await (await Socket.open()).closed)[0]).toBe(4408);
  });
});

describe("at a time", () => {
  it("an address has so many connections: beyond them the upgrade is refused with 429 and a time to wait", async () => {
    await start();
    const [first] = await Promise.all([Socket.open(), Socket.open(), Socket.open()]);
    await expect(Socket.open()).rejects.toMatchObject({
      status: 429,
      headers: { "retry-after": "10", "content-type": "application/json; charset=utf-8" },
      body: { errors: [{ extensions: { code: "RATE_LIMITED" } }] },
    });
    await Socket.open({ "x-forwarded-for": "192.0.2.7" });
    first?.socket.close();
    await first?.closed;
    await eventually(() => Socket.open().catch(() => null));
  });

  it("an address is one behind proxies, too, and of IPv6 a /64", async () => {
    await start();
    const from = (address: string) => Socket.open({ "x-forwarded-for": address });
    for (const last of [1, 2, 3]) await from(`2001:db8::${last}`);
    await expect(from("2001:db8::ffff:4")).rejects.toMatchObject({ status: 429 });
    await from("2001:db8:0:1::4");
  });

  it("an upgrade that fails keeps no place", async () => {
    await start();
    for (let count = 0; count < 10; count += 1) {
      const response = await fetch(url.replace("ws", "http"), {
        headers: { connection: "upgrade", upgrade: "websocket" },
      }).catch(() => null);
      await response?.arrayBuffer();
    }
    await Promise.all([Socket.open(), Socket.open(), Socket.open()]);
  });

  it("nor does a connection that is closed while its developer is looked up", async () => {
    let lookUps = 0;
    const connect = async () => {
      lookUps += 1;
      await new Promise((resolve) => setTimeout(resolve, lookUps > 3 ? 0 : 100));
      return "ada";
    };
    await start({}, { connect });
    for (const _ of [1, 2, 3]) {
      const socket = await Socket.open();
      socket.init("ada");
      await eventually(async () => lookUps > 0);
      socket.socket.terminate();
      await socket.closed;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    await eventually(() => Socket.of("ada").catch(() => null));
    await eventually(() => Socket.of("ada").catch(() => null));
  });

  it("a developer has so many, from wherever they are", async () => {
    await start();
    const first = await Socket.of("ada", { "x-forwarded-for": "192.0.2.1" });
    await Socket.of("ada", { "x-forwarded-for": "192.0.2.2" });
    await Socket.of("bob", { "x-forwarded-for": "192.0.2.1" });
    const third = await Socket.open({ "x-forwarded-for": "192.0.2.3" });
    third.init("ada");
    await expectToWait(third);
    first.socket.close();
    await eventually(() => Socket.of("ada").catch(() => null));
  });

  it("a developer has so many subscriptions, on all connections together", async () => {
    await start();
    const [one, other] = [await Socket.of("ada"), await Socket.of("ada")];
    one.subscribe("1");
    await one.gets("next", "1");
    other.subscribe("2");
    await other.gets("next", "2");
    other.subscribe("3");
    const { payload } = await other.gets("error", "3");
    expect(payload).toEqual([
      {
        message: expect.stringMatching(/as many subscriptions/),
        extensions: expect.objectContaining(waiting(10)),
      },
    ]);
    const bob = await Socket.of("bob");
    bob.subscribe("1");
    await bob.gets("next", "1");

    one.socket.close();
    await one.closed;
    for (const id of ["4", "5", "6"]) {
      other.subscribe(id, "subscription { me }");
      await other.gets("complete", id);
    }
    other.subscribe("7", "subscription { nothing }");
    await other.gets("error", "7");
    other.subscribe("8");
    await other.gets("next", "8");
    other.subscribe("9");
    await other.gets("error", "9");
  });
});

describe("what comes over a connection is paid for", () => {
  const poor = (points: number) =>
    start({ budget: createWorkBudget({ address: points, developer: points }) });

  it("from the address for opening it, as over HTTP", async () => {
    await poor(2 * prices.upgrade + 1);
    await Promise.all([Socket.open(), Socket.open()]);
    await expect(Socket.open()).rejects.toMatchObject({
      status: 429,
      headers: {
        "retry-after": expect.stringMatching(/^[1-9]\d?$/),
        "ratelimit-policy": `"address";q=${2 * prices.upgrade + 1};qu="points";w=10`,
        ratelimit: expect.stringMatching(/^"address";r=1;t=\d+$/),
      },
      body: {
        errors: [{ message: expect.stringMatching(/budget of work/), extensions: { code: "RATE_LIMITED" } }],
        extensions: { cost: { operation: null, spent: 0 } },
      },
    });
    const response = await fetch(url.replace("ws", "http"));
    expect(response.status).toBe(429);
  });

  it("by the developer for messages and subscriptions: one that is not paid for gets an error with the time to wait", async () => {
    await poor(1_000);
    const socket = await Socket.of("ada");
    socket.subscribe("1", `subscription { endless } # ${"x".repeat(1_900)}`);
    expect((await socket.gets("error", "1")).payload).toEqual([
      {
        message: expect.stringMatching(/^Your budget of work/),
        extensions: expect.objectContaining(waiting()),
      },
    ]);
    socket.subscribe("2");
    await socket.gets("next", "2");
    expect(socket.socket.readyState).toBe(WebSocket.OPEN);
  });

  it("and every answer tells what it cost and what is left, also one that refuses", async () => {
    await start(
      { budget: createWorkBudget({ address: 1_000, developer: 700 }) },
      {
        operationRefusal: async (_, work) => {
          await work.spendOnOperation(prices.message);
          return [];
        },
      },
    );
    const rateLimit = (remaining: number) => ({
      payer: "DEVELOPER",
      limit: 700,
      windowSeconds: 10,
      remaining,
      resetSeconds: expect.any(Number),
    });
    const socket = await Socket.of("ada");
    const { payload: acknowledged } = await socket.gets("connection_ack");
    const { remaining } = acknowledged.rateLimit;
    expect(acknowledged).toEqual({ rateLimit: rateLimit(remaining) });
    expect(remaining).toBeLessThan(700);

    socket.subscribe("1");
    const document = documentPrice("subscription { endless }");
    const spent = prices.request + document + prices.message;
    const { payload } = await socket.gets("next", "1");
    expect(payload.extensions.cost).toEqual({ operation: prices.message, spent });
    expect(payload.extensions.rateLimit).toEqual(rateLimit(payload.extensions.rateLimit.remaining));
    expect(payload.extensions.rateLimit.remaining).toBeLessThanOrEqual(remaining - spent);

    socket.subscribe("2", "subscription { nothing }");
    const [invalid] = (await socket.gets("error", "2")).payload;
    const onlyRead = prices.request + documentPrice("subscription { nothing }");
    expect(invalid.extensions.cost).toEqual({ operation: null, spent: onlyRead });

    socket.subscribe("3", `subscription { endless } # ${"x".repeat(1_900)}`);
    const [refused] = (await socket.gets("error", "3")).payload;
    expect(refused.extensions).toEqual({
      ...waiting(),
      cost: { operation: null, spent: 0 },
      rateLimit: rateLimit(refused.extensions.rateLimit.remaining),
    });
  });

  it.each<[string, (socket: Socket) => void]>([
    ["messages", (socket) => socket.send({ type: "ping" })],
    ["pings of the wire", (socket) => socket.socket.ping("x".repeat(100))],
  ])("and who floods it with %s is closed, and waits", async (_, flood) => {
    await poor(3_000);
    const socket = await Socket.of("ada");
    const timer = setInterval(() => {
      for (let count = 0; count < 50; count += 1) flood(socket);
    }, 5);
    await expectToWait(socket);
    clearInterval(timer);
  });

  it("and who sends faster than is answered is closed, too", async () => {
    let begun = 0;
    await start(
      {},
      {
        context: async () => {
          begun += 1;
          await new Promise((resolve) => setTimeout(resolve, 20));
          return {};
        },
      },
    );
    const socket = await Socket.of("ada");
    for (let id = 0; id < 1_500; id += 1) socket.subscribe(String(id), "subscription { me }");
    await expectToWait(socket);
    expect(begun).toBeLessThan(20);
  });

  it.each<[string, (socket: Socket) => void, number]>([
    ["is no JSON", (socket) => socket.send("{"), 4400],
    ["is too long", (socket) => socket.send("x".repeat(65 * 1024)), 1009],
    [
      "comes in too many fragments",
      (socket) => {
        for (let count = 0; count < 200; count += 1) socket.socket.send("", { fin: false });
      },
      1008,
    ],
    ["initialises again", (socket) => socket.init("ada"), 4429],
    [
      "subscribes under a name that is taken",
      (socket) => {
        socket.subscribe("1");
        socket.subscribe("1");
      },
      4409,
    ],
  ])("and what %s closes the connection", async (_, send, code) => {
    await start();
    const socket = await Socket.of("ada");
    send(socket);
    expect((await socket.closed)[0]).toBe(code);
    await eventually(async () => (await Socket.of("ada")) && (await Socket.of("ada")));
  });
});

describe("one connection", () => {
  it("runs its messages one after the other, and goes on when one fails", async () => {
    const running: number[] = [];
    let now = 0;
    await start(
      {},
      {
        context: async () => {
          now += 1;
          running.push(now);
          await new Promise((resolve) => setTimeout(resolve, 5));
          now -= 1;
          if (running.length === 2) throw new Error("password of the database");
          return {};
        },
      },
    );
    const socket = await Socket.of("ada");
    for (let id = 1; id <= 5; id += 1) socket.subscribe(String(id), "subscription { me }");
    await socket.gets("complete", "5");
    expect(running).toEqual([1, 1, 1, 1, 1]);
    expect(JSON.stringify(socket.received)).not.toContain("password");
  });
});
