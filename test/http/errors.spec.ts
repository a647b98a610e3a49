import { afterEach, describe, expect, it } from "@jest/globals";
import Fastify, { type InjectOptions } from "fastify";
import { handleErrors } from "../../src/http/errors.js";
import type { HttpServerDeps } from "../../src/http/server.js";
import { json, type TestServer, testServer } from "../support/http-server.js";
import { plentyOfWork } from "../support/work.js";

let server: TestServer | undefined;
const start = async (deps?: Partial<HttpServerDeps<Record<string, unknown>>>) => {
  server = await testServer(deps);
  return server.app;
};
afterEach(() => server?.close());

const refusing = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  authHandler: async () => Response.json(body, { status, headers }),
});
const signIn: InjectOptions = { method: "POST", url: "/api/auth/sign-in/email", payload: {} };

describe("every way in answers errors in one shape", () => {
  it.each<[string, InjectOptions, number, string]>([
    ["an unknown path", { url: "/nothing" }, 404, "NOT_FOUND"],
    [
      "an unknown path below the API",
      { method: "POST", url: "/graphql/other", payload: {} },
      404,
      "NOT_FOUND",
    ],
    ["a version of the assets that is gone", { url: "/graphiql/assets/0/x.js" }, 404, "NOT_FOUND"],
    ["a host that is none", { url: "/nothing", headers: { host: "%" } }, 404, "NOT_FOUND"],
    ["what is no JSON", { ...json(""), payload: "{oops" }, 400, "BAD_REQUEST"],
    ["another method of a page", { method: "POST", url: "/graphiql" }, 405, "METHOD_NOT_ALLOWED"],
    ["another method of health", { method: "DELETE", url: "/healthz" }, 405, "METHOD_NOT_ALLOWED"],
    ["another method of GraphQL", { method: "PUT", url: "/graphql", payload: {} }, 405, "METHOD_NOT_ALLOWED"],
    ["another method of the metrics", { method: "PATCH", url: "/metrics" }, 405, "METHOD_NOT_ALLOWED"],
    ["another method of signing in", { method: "DELETE", url: "/api/auth/x" }, 405, "METHOD_NOT_ALLOWED"],
  ])("%s", async (_, request, status, code) => {
    const app = await start();
    const answer = await app.inject(request);
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
      status,
      "application/json; charset=utf-8",
    ]);
    const [error, ...others] = answer.json().errors;
    expect([error.extensions.code, error.extensions.requestId, others]).toEqual([
      code,
      answer.headers["x-request-id"],
      [],
    ]);
    expect(error.message.length).toBeGreaterThan(10);
  });
});

describe("a method that a path does not have is answered with those that it has", () => {
  it.each<[string, InjectOptions["method"], string]>([
    ["/graphql", "PUT", "GET, HEAD, POST"],
    ["/graphql/", "DELETE", "GET, HEAD, POST"],
    ["/graphql?query={hello}", "PATCH", "GET, HEAD, POST"],
    ["/healthz", "POST", "GET, HEAD"],
    ["/readyz", "OPTIONS", "GET, HEAD"],
    ["/metrics", "POST", "GET, HEAD"],
    ["/graphiql/assets/1/x.js", "POST", "GET, HEAD"],
    ["/api/auth/get-session", "PUT", "GET, HEAD, POST"],
  ])("%s", async (url, method, allowed) => {
    const app = await start();
    const body = { headers: { "content-type": "application/xml" }, payload: "<x/>" };
    const { statusCode, headers } = await app.inject({
      url,
      ...(method !== "OPTIONS" && body),
      ...{ method },
    });
    expect([statusCode, headers.allow]).toEqual([405, allowed]);
  });

  it("and is paid for, as what is nowhere is", async () => {
    const app = await start({ budget: plentyOfWork() });
    for (const request of [{ url: "/nothing" }, { url: "/healthz", method: "POST" as const }])
      expect((await app.inject(request)).headers.ratelimit).toMatch(/^"address";r=\d+/);
  });

  it("and OPTIONS of a page of another origin with those that pages may send", async () => {
    const app = await start({ corsOrigins: ["https://app.example"] });
    const { statusCode, headers } = await app.inject({ method: "OPTIONS", url: "/graphql" });
    expect([statusCode, headers["access-control-allow-methods"]]).toEqual([204, "GET, HEAD, POST"]);
  });
});

describe("the API is served with a slash at its end as well", () => {
  it.each(["/graphql/", "/graphql"])("%s", async (url) => {
    const app = await start();
    expect((await app.inject({ ...json("{hello}"), url })).json().data).toEqual({ hello: "world" });
    const page = await app.inject({ url, headers: { accept: "text/html" } });
    expect([page.statusCode, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("signing in too, for the same price", async () => {
    const seen: string[] = [];
    const app = await start({
      authHandler: async ({ url, method }) => {
        seen.push(`${method} ${url}`);
        return Response.json({});
      },
    });
    const left = async (url: string) => {
      const { headers } = await app.inject({ ...signIn, url });
      return Number(/r=(\d+)/.exec(String(headers.ratelimit))?.[1]);
    };
    const [before, between, after] = [
      await left("/api/auth/sign-in/email"),
      await left("/api/auth/sign-in/email/"),
      await left("/api/auth/sign-in/email/?x=/"),
    ];
    expect(before - between).toBe(between - after);
    expect(before - between).toBeGreaterThan(1_000);
    expect(seen.map((each) => each.replace(/\?.*/, ""))).toEqual(
      Array(3).fill("POST http://localhost:4000/api/auth/sign-in/email"),
    );
  });
});

describe("the identity API answers errors in the same shape, with better-auth's own beside it", () => {
  it("its code and sentence as they are", async () => {
    const app = await start(
      refusing(400, { code: "INVALID_TOKEN", message: "Used.", stepUp: { url: "/x" } }),
    );
    const answer = await app.inject(signIn);
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      {
        code: "INVALID_TOKEN",
        message: "Used.",
        stepUp: { url: "/x" },
        errors: [
          {
            message: "Used.",
            extensions: {
              code: "INVALID_TOKEN",
              requestId: answer.headers["x-request-id"],
              stepUp: { url: "/x" },
            },
          },
        ],
      },
    ]);
  });

  it("too many requests with a code, and with the time to wait in Retry-After", async () => {
    const app = await start(refusing(429, { message: "Too many requests." }, { "x-retry-after": "8" }));
    const answer = await app.inject(signIn);
    expect([answer.statusCode, answer.headers["retry-after"], answer.json()]).toMatchObject([
      429,
      "8",
      { code: "RATE_LIMITED", errors: [{ extensions: { code: "RATE_LIMITED", retryAfterSeconds: 8 } }] },
    ]);
  });

  it.each<[number, unknown, string]>([
    [401, null, "UNAUTHENTICATED"],
    [403, "text", "FORBIDDEN"],
    [404, {}, "NOT_FOUND"],
    [400, [], "BAD_REQUEST"],
    [418, { code: 5, message: {} }, "BAD_REQUEST"],
  ])("%i without a code of its own", async (status, body, code) => {
    const app = await start(refusing(status, body));
    const answer = await app.inject(signIn);
    const told = answer.json();
    expect([answer.statusCode, told.code, told.errors[0].extensions.code]).toEqual([status, code, code]);
    expect([typeof told.message, told.errors[0].message]).toEqual(["string", told.message]);
  });

  it("what does not reach it as well", async () => {
    const app = await start({ authHandler: () => Promise.reject(new Error("away")) });
    for (const request of [signIn, { ...signIn, payload: "x".repeat(17 * 1024) }]) {
      const told = (await app.inject(request)).json();
      expect(told.errors[0]).toMatchObject({ message: told.message, extensions: { code: told.code } });
    }
  });

  it("and HEAD has the status and the headers of GET", async () => {
    const app = await start({
      authHandler: async ({ method }) => Response.json({ method }, { headers: { "x-asked": method } }),
    });
    const { statusCode, headers, body } = await app.inject({ method: "HEAD", url: "/api/auth/get-session" });
    expect([statusCode, headers["x-asked"], body]).toEqual([200, "GET", ""]);
  });
});

it("pages of another origin may read when to ask again, and how to sign in", async () => {
  const app = await start({ corsOrigins: ["https://app.example"] });
  const headers = { ...json("").headers, origin: "https://app.example" };
  const answer = await app.inject({ ...json("{hello}"), headers });
  const exposed = String(answer.headers["access-control-expose-headers"]).split(", ");
  for (const name of ["retry-after", "www-authenticate", "ratelimit", "x-request-id"])
    expect(exposed).toContain(name);
});

it("what fails while it is compressed is answered as what it is, uncompressed", async () => {
  const app = Fastify();
  handleErrors(app);
  app.addHook("onSend", async (_, reply) => {
    if (reply.statusCode !== 200) return;
    reply.header("content-encoding", "gzip");
    throw new Error("It cannot be compressed.");
  });
  app.get("/", async () => "x".repeat(2_000));
  const { statusCode, headers, body } = await app.inject("/");
  await app.close();
  expect([statusCode, headers["content-encoding"], JSON.parse(body).errors.length]).toEqual([
    500,
    undefined,
    1,
  ]);
});
