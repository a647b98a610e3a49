import { afterEach, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import { WebSocket } from "ws";
import { unauthenticated } from "../../src/graphql/errors.js";
import type { HttpServerDeps } from "../../src/http/server.js";
import type { Subscriptions } from "../../src/http/subscription-hooks.js";
import { createWorkBudget } from "../../src/infrastructure/work-budget.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type TestServer, testSchema, testServer } from "../support/http-server.js";

let server: TestServer | undefined;
let url: string;
let endings: (() => void)[] = [];
const streams: AbortController[] = [];

afterEach(async () => {
  for (const stream of streams.splice(0)) stream.abort();
  endings = [];
  await server?.close();
  server = undefined;
});

const limits = { socketsPerAddress: 3, socketsPerDeveloper: 2, subscriptionsPerDeveloper: 5 };

async function start(
  deps: Partial<HttpServerDeps<Record<string, unknown>>> = {},
  hooks: Partial<Subscriptions> = {},
) {
  server = await testServer({
    socketLimits: limits,
    corsOrigins: ["https://app.example"],
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
      onAccessEnded(_developer, close) {
        endings.push(close);
        return () => {
          endings = endings.filter((each) => each !== close);
        };
      },
      context: async ({ headers }) => ({ authorization: headers.get("authorization") }),
      ...hooks,
    },
    ...deps,
  });
  url = `http://127.0.0.1:${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`;
}

interface Sending {
  readonly developer?: string;
  readonly accept?: string;
  readonly headers?: Record<string, string>;
}

/** The answer as it is, its body unread. */
const post = (query: string, sending?: Sending) => postBody({ query }, sending);

function postBody(
  body: object,
  { developer = "ada", accept = "text/event-stream", headers = {} }: Sending = {},
) {
  const stream = new AbortController();
  streams.push(stream);
  return fetch(url, {
    method: "POST",
    signal: stream.signal,
    headers: {
      "content-type": "application/json",
      accept,
      ...(developer && { authorization: developer }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

/** What graphql-sse's own client gets. */
async function received(query: string): Promise<Json[]> {
  const client = createClient({ url, retryAttempts: 0, headers: { authorization: "ada" } });
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  client.dispose();
  return results;
}

const endless = "subscription { endless }";

describe("a subscription as a stream of events", () => {
  it("tells graphql-sse's client each result, and what it costs", async () => {
    await start();
    expect(await received("subscription { me }")).toEqual([
      {
        data: { me: "ada" },
        extensions: {
          cost: { operation: null, spent: expect.any(Number) },
          rateLimit: expect.objectContaining({ payer: "DEVELOPER" }),
        },
      },
    ]);
  });

  it("is neither compressed, kept nor gathered on its way, and may be read by the portal's pages", async () => {
    await start();
    const headers = { "accept-encoding": "gzip, br", origin: "https://app.example" };
    const response = await post(endless, { headers });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-credentials": "true",
      "x-request-id": expect.any(String),
      ratelimit: expect.stringMatching(/^"developer";r=\d+;t=\d+$/),
    });
    expect(response.headers.has("content-encoding")).toBe(false);
  });

  it.each([
    ["a query", "{ hello }", /Only subscriptions/, "BAD_USER_INPUT"],
    ["what is no GraphQL", "subscription {", /^Syntax Error/, undefined],
    ["what does not fit the schema", "subscription { nothing }", /Cannot query field/, undefined],
  ])(
    "tells within the stream, as its protocol wants, why %s is not run",
    async (_, query, sentence, code) => {
      await start();
      const [result, ...others] = await received(query);
      expect(others).toEqual([]);
      expect(result).not.toHaveProperty("data");
      expect(result.errors).toMatchObject([{ message: expect.stringMatching(sentence) }]);
      expect(result.errors[0].extensions?.code).toBe(code);
    },
  );

  it("hides what went wrong inside", async () => {
    await start();
    const results = await received("subscription { broken }");
    expect(JSON.stringify(results)).not.toContain("password");
    expect(results).toMatchObject([{ errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR" } }] }]);
  });

  it("is not for a query of a client that names every type, and is for its subscription", async () => {
    await start();
    const accept =
      "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed";
    const typeOf = async (query: string) => (await post(query, { accept })).headers.get("content-type");
    expect(await typeOf("{ hello } # no subscription")).toMatch(/^application\/(graphql-response\+)?json/);
    expect(await typeOf("subscription { me }")).toBe("text/event-stream");
    expect(await typeOf("subscription {")).toMatch(/json/);
  });

  it("ends when the access of its developer ends, and its client is told why", async () => {
    await start();
    const response = await post(endless);
    const text = response.text();
    await eventually(async () => endings.length === 1);
    for (const end of endings) end();
    expect(await text).toMatch(
      /event: next\ndata: \{"errors":\[\{"message":"Your access has ended[^\n]*"code":"UNAUTHENTICATED"[^\n]*\n\nevent: complete\ndata: \n\n$/,
    );
    expect(endings).toEqual([]);
  });

  it("ends without a word when the server stops, so that its client comes back", async () => {
    await start();
    const text = (await post(endless)).text();
    await server?.close();
    expect(await text).not.toContain("complete");
  });
});

describe("no stream begins", () => {
  it("without being signed in: 401", async () => {
    await start();
    const response = await post(endless, { developer: "" });
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    const { errors } = (await response.json()) as Json;
    expect(errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });

  it("from a form of another site's page, which could send no JSON", async () => {
    await start();
    const response = await post(endless, { headers: { "content-type": "text/plain" } });
    expect(response.headers.get("content-type")).not.toBe("text/event-stream");
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ["no query", {}],
    ["a query that is a number", { query: 1 }],
    ["a query that is a list", { query: ["subscription { me }"] }],
    ["a query that is an object", { query: { body: "subscription { me }" } }],
    ["a name that is none", { query: "subscription { me }", operationName: { a: 1 } }],
    ["variables that are a text", { query: "subscription { me }", variables: "{}" }],
    ["variables that are a list", { query: "subscription { me }", variables: [1] }],
    ["extensions that are a number", { query: "subscription { me }", extensions: 1 }],
    ["a list of operations", [{ query: "subscription { me }" }]],
  ])("from %s: 400, and what to send", async (_, body) => {
    await start();
    const response = await postBody(body);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as Json;
    expect(errors).toEqual([
      { message: expect.stringMatching(/^Send an object/), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });

  it("beyond what is paid for: 429 with a time to wait", async () => {
    await start({ budget: createWorkBudget({ address: 1_000, developer: 1_000 }) });
    const response = await post(`${endless} # ${"x".repeat(2_000)}`);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("when who it is cannot be found out: 500, and not why", async () => {
    await start({}, { connect: () => Promise.reject(new Error("password of the database")) });
    const response = await post(endless);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("password");
  });
});

describe("streams are numbered together with sockets", () => {
  const opened = async (sending?: Sending) => (await post(endless, sending)).status;

  it("for each address", async () => {
    await start();
    const developers = ["ada", "bob", "cyd"];
    expect(await Promise.all(developers.map((developer) => opened({ developer })))).toEqual([200, 200, 200]);
    expect(await opened({ developer: "dan" })).toBe(429);
    const elsewhere = { "x-forwarded-for": "192.0.2.7" };
    expect(await opened({ developer: "dan", headers: elsewhere })).toBe(200);
  });

  it("for each developer, wherever they are, and a place is given back once the client has gone", async () => {
    await start();
    const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
    const socket = createSocketClient({
      url: url.replace("http", "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: "ada" },
      lazy: false,
      retryAttempts: 0,
    });
    await new Promise((resolve) => socket.on("connected", () => resolve(null)));
    expect(await opened(from("192.0.2.1"))).toBe(200);
    expect(await opened(from("192.0.2.2"))).toBe(429);
    streams[0]?.abort();
    await eventually(async () => (await opened(from("192.0.2.3"))) === 200);
    await socket.dispose();
  });

  it("and one that is refused or complete keeps no place", async () => {
    await start();
    for (let count = 0; count < 10; count += 1) {
      expect(await opened({ developer: "" })).toBe(401);
      expect(await received("subscription { me }")).toHaveLength(1);
    }
    expect(await opened()).toBe(200);
  });

  it("and those that are open are measured", async () => {
    await start();
    await opened();
    const metrics = async () => (await fetch(url.replace("/graphql", "/metrics"))).text();
    expect(await metrics()).toMatch(/^portico_event_streams 1$/m);
    streams[0]?.abort();
    await eventually(async () => /^portico_event_streams 0$/m.test(await metrics()));
    expect(await metrics()).not.toMatch(
      /portico_http_request_duration_seconds_count.*route="\/graphql",status="200"/,
    );
  });
});
