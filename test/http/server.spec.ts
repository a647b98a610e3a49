import { afterEach, describe, expect, it } from "@jest/globals";
import type { HttpServerDeps } from "../../src/http/server.js";
import { json, type TestServer, testServer } from "../support/http-server.js";

let server: TestServer;
const start = async (deps?: Partial<HttpServerDeps<Record<string, unknown>>>) => {
  server = await testServer(deps);
  return server.app;
};
afterEach(() => server.close());

const codeOf = (response: { json(): { errors: { extensions: { code: string } }[] } }) =>
  response.json().errors[0]?.extensions.code;

describe("health", () => {
  it("is told without asking anything else", async () => {
    const app = await start({ readinessChecks: { database: () => Promise.reject(new Error("down")) } });
    expect((await app.inject("/healthz")).statusCode).toBe(200);
  });

  it("readiness names the check that fails and not why", async () => {
    const app = await start({
      readinessChecks: {
        database: async () => {},
        queue: () => Promise.reject(new Error("password authentication failed")),
      },
    });
    const response = await app.inject("/readyz");
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({
      status: "not ready",
      checks: { database: true, queue: false },
      errors: [{ message: "Not ready: queue.", extensions: { code: "NOT_READY" } }],
    });
  });

  it("readiness does not wait for a check that hangs", async () => {
    const app = await start({ readinessChecks: { database: () => new Promise(() => {}) } });
    expect((await app.inject("/readyz")).json()).toMatchObject({ checks: { database: false } });
  });

  it("metrics count requests by route and not by address", async () => {
    const app = await start();
    await app.inject("/no/such/page");
    const { body } = await app.inject("/metrics");
    expect(body).toMatch(/request_duration_seconds_count\{method="GET",route="unmatched",status="404"\} 1/);
    expect(body).toContain("process_cpu_seconds_total");
  });
});

describe("metrics", () => {
  const token = "0123456789abcdef";
  const read = async (authorization?: string) => {
    const app = await start({ metricsReaders: { token } });
    return app.inject({ url: "/metrics", headers: authorization ? { authorization } : {} });
  };

  it("are for whoever sends their token", async () => {
    expect((await read(`Bearer ${token}`)).statusCode).toBe(200);
  });

  it.each([undefined, "Bearer ", `Bearer ${token}x`, `Basic ${token}`, token])(
    "are refused to %s",
    async (authorization) => {
      const answer = await read(authorization);
      const challenge = authorization?.startsWith("Bearer") ? 'Bearer error="invalid_token"' : "Bearer";
      expect([answer.statusCode, codeOf(answer), answer.headers["www-authenticate"]]).toEqual([
        401,
        "UNAUTHENTICATED",
        challenge,
      ]);
      expect(answer.body).not.toContain("process_");
    },
  );

  it("are nowhere when nobody may read them", async () => {
    const app = await start({ metricsReaders: "nobody" });
    expect((await app.inject("/metrics")).statusCode).toBe(404);
  });
});

describe("the Sandbox", () => {
  it("can be left off: a browser at /graphql is sent to GraphiQL, which this server has itself", async () => {
    const app = await start({ sandbox: false });
    const { headers, statusCode } = await app.inject({ url: "/graphql", headers: { accept: "text/html" } });
    expect([statusCode, headers.location]).toEqual([302, "/graphiql"]);
  });
});

describe("requests", () => {
  it("keep a sane request id and get a new one for any other", async () => {
    const app = await start();
    const idFor = async (id: string) =>
      (await app.inject({ url: "/healthz", headers: { "x-request-id": id } })).headers["x-request-id"];
    expect(await idFor("trace-0123456789")).toBe("trace-0123456789");
    expect(await idFor('x" , "forged":"')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor("a".repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("are logged without query, body and headers", async () => {
    const app = await start();
    await app.inject({
      url: "/api/auth/verify-email?token=s3cret",
      headers: { cookie: "session=s3cret", authorization: "Bearer s3cret" },
    });
    await app.inject("/api/auth/reset-password/s3cret?callbackURL=/x");
    const log = server.logLines.join("");
    expect(log).toContain('"path":"/api/auth/verify-email"');
    expect(log).not.toContain("s3cret");
  });

  it("that are malformed or too large are answered in GraphQL's form", async () => {
    const app = await start();
    expect(codeOf(await app.inject({ ...json(""), payload: "{oops" }))).toBe("BAD_REQUEST");
    const large = await app.inject(json("#".repeat(300 * 1024)));
    expect([large.statusCode, codeOf(large)]).toEqual([413, "REQUEST_TOO_LARGE"]);
    const filled = await app.inject({
      ...json(""),
      payload: JSON.stringify({ query: "{hello}", variables: { a: Array(6_001).fill(1) } }),
    });
    expect([filled.statusCode, codeOf(filled)]).toEqual([400, "BAD_USER_INPUT"]);
    const signIn = await app.inject({ ...json("#".repeat(17 * 1024)), url: "/api/auth/sign-in/email" });
    expect([signIn.statusCode, codeOf(signIn)]).toEqual([413, "REQUEST_TOO_LARGE"]);
    expect(signIn.json().errors[0].message).toBe("The request body is larger than 16 KiB.");
    const xml = await app.inject({ ...json(""), headers: { "content-type": "application/xml" } });
    expect([xml.statusCode, codeOf(xml)]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  it("that fail on our side tell the request id and nothing else", async () => {
    const app = await start({ authHandler: () => Promise.reject(new Error("password of the database")) });
    const response = await app.inject({
      url: "/api/auth/get-session",
      headers: { "x-request-id": "trace-0123" },
    });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain("password");
    expect(response.json()).toMatchObject({
      errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "trace-0123" } }],
    });
  });

  it("from pages of another origin are allowed only when it is named", async () => {
    const app = await start({ corsOrigins: ["https://app.example"] });
    const allowed = async (origin: string) =>
      (await app.inject({ ...json("{hello}"), headers: { ...json("").headers, origin } })).headers[
        "access-control-allow-origin"
      ];
    expect(await allowed("https://app.example")).toBe("https://app.example");
    expect(await allowed("https://evil.example")).toBeUndefined();
  });

  it("from pages of another origin may carry what ordinary clients send", async () => {
    const app = await start({ corsOrigins: ["https://app.example"] });
    const { statusCode, headers } = await app.inject({
      method: "OPTIONS",
      url: "/graphql",
      headers: { origin: "https://app.example", "access-control-request-method": "POST" },
    });
    expect(statusCode).toBe(204);
    const allowed = String(headers["access-control-allow-headers"]).split(", ");
    for (const name of ["graphql-client-name", "traceparent", "sentry-trace", "baggage", "x-requested-with"])
      expect(allowed).toContain(name);
    for (const name of [
      "apollo-require-preflight",
      "graphql-require-preflight",
      "apollographql-client-version",
    ])
      expect(allowed).toContain(name);
  });

  it("that run when the server closes are answered, new ones are not", async () => {
    await start();
    const port = await server.listen({ host: "127.0.0.1", port: 0 });
    const url = `http://127.0.0.1:${port}/graphql`;
    const { method, headers, payload } = json("{slow}");
    const running = fetch(url, { method, headers, body: payload });
    await new Promise((resolve) => server.app.server.once("request", resolve));
    const closed = server.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(fetch(url)).rejects.toThrow();
    server.finishSlow();
    expect(await (await running).json()).toMatchObject({ data: { slow: "done" } });
    await closed;
  });
});

describe("the auth handler", () => {
  it("gets the request as it was sent, with the caller's real address", async () => {
    const seen: { request: Request; body: string; clientIp: string }[] = [];
    const app = await start({
      authHandler: async (request, clientIp) => {
        seen.push({ request, body: await request.text(), clientIp });
        return Response.json({});
      },
    });
    const body = '{ "email":"ada@firm.example" }';
    await app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email?x=%20y",
      headers: { "content-type": "application/json", cookie: "a=1; b=2", "x-forwarded-for": "6.6.6.6" },
      payload: body,
    });
    const [call] = seen;
    expect(call?.request.url).toBe("http://localhost:4000/api/auth/sign-in/email?x=%20y");
    expect(call?.request.method).toBe("POST");
    expect(call?.body).toBe(body);
    expect(call?.request.headers.get("cookie")).toBe("a=1; b=2");
    expect(call?.request.headers.get("x-forwarded-for")).toBe("127.0.0.1");
    expect(call?.clientIp).toBe("127.0.0.1");
  });

  it("may set several cookies, redirect and answer without a body", async () => {
    const headers = new Headers({ location: "/signed-in" });
    headers.append(
      "set-cookie",
      "portico.session=a; Path=/; HttpOnly; Expires=Wed, 25 Nov 2026 00:00:00 GMT",
    );
    headers.append("set-cookie", "portico.other=b; Path=/");
    const app = await start({ authHandler: async () => new Response(null, { status: 302, headers }) });
    const response = await app.inject("/api/auth/verify-email?token=x");
    expect(response.statusCode).toBe(302);
    expect(response.headers.location).toBe("/signed-in");
    expect(response.headers["set-cookie"]).toEqual(headers.getSetCookie());
    expect(response.headers["cache-control"]).toBe("no-store");
  });
});
