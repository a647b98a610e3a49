import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createHealthServer } from "../../src/http/health-server.js";
import type { HttpServerDeps } from "../../src/http/server.js";
import { json, type TestServer, testServer } from "../support/http-server.js";
import { recordingLogger } from "../support/logger.js";

let server: TestServer | undefined;
const start = async (deps: Partial<HttpServerDeps<Record<string, unknown>>> = {}) => {
  const started = await testServer({ publicUrl: "https://portal.example", ...deps });
  server = started;
  return started.app;
};
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const everyKindOfAnswer = {
  "a page": { url: "/graphiql" },
  "an operation's answer": json("{ hello }"),
  "a refused operation's": json("{ nonsense }"),
  "an answer of /api/auth": { url: "/api/auth/get-session" },
  "an error": { url: "/nowhere" },
  "a method that nothing uses": { method: "TRACE" as const, url: "/" },
  health: { url: "/healthz" },
  "what is measured": { url: "/metrics" },
  "a preflight request's": {
    method: "OPTIONS" as const,
    url: "/graphql",
    headers: { origin: "https://app.example", "access-control-request-method": "POST" },
  },
};

describe.each(Object.entries(everyKindOfAnswer))("%s", (_kind, request) => {
  it("is https only, for a year and on every subdomain; is what its type says; tells nobody where from; is framed nowhere", async () => {
    const app = await start({ corsOrigins: ["https://app.example"] });
    const { headers } = await app.inject(request);
    expect(headers).toMatchObject({
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    const policy = String(headers["content-security-policy"]);
    for (const directive of [
      "default-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(directive);
  });
});

describe("a worker", () => {
  it("guards its answers alike", async () => {
    const health = await createHealthServer({
      logger: recordingLogger(),
      readinessChecks: {},
      metricsReaders: "everybody",
    });
    const port = await health.listen({ host: "127.0.0.1", port: 0 });
    for (const path of ["/healthz", "/metrics", "/nowhere"]) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect([path, headers.get("x-content-type-options"), headers.get("cache-control")]).toEqual([
        path,
        "nosniff",
        "no-store",
      ]);
    }
    await health.close();
  });
});

describe("HSTS", () => {
  it("is not spoken of where people reach this server by http", async () => {
    const app = await start({ publicUrl: "http://localhost:4000" });
    expect((await app.inject("/")).headers).not.toHaveProperty("strict-transport-security");
  });
});

describe("what is no request that can be read", () => {
  const port = async () => {
    await start();
    return server?.listen({ host: "127.0.0.1", port: 0 }) ?? 0;
  };
  const answerTo = async (raw: string) => {
    const socket = connect(await port(), "127.0.0.1");
    socket.write(raw);
    return text(socket);
  };

  it.each([
    ["of two lengths", 400, "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"],
    ["with a null in a header", 400, "X: a\0b\r\n"],
    ["with a line that is no header", 400, "nonsense\r\n"],
    ["with headers without end", 431, `X: ${"a".repeat(17 * 1024)}\r\n`],
  ])("is refused like everything else: %s", async (_what, status, lines) => {
    const answer = await answerTo(
      `GET / HTTP/1.1\r\nHost: a\r\n${lines}\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n`,
    );
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain("X-Content-Type-Options: nosniff");
    expect(head).toContain("Strict-Transport-Security: max-age=31536000; includeSubDomains");
    expect(head).toContain("Content-Type: application/json; charset=utf-8");
    expect(JSON.parse(body).errors[0].extensions).toEqual({
      code: status === 431 ? "REQUEST_TOO_LARGE" : "BAD_REQUEST",
      requestId: expect.any(String),
    });
    expect(answer.match(/^HTTP\/1\.1/gm)).toHaveLength(1);
  });
});

describe("signing out", () => {
  it("clears what the browser has kept, and nothing else does", async () => {
    const app = await start({ authHandler: async () => Response.json({ success: true }) });
    const clearing = async (url: string) =>
      (await app.inject({ method: "POST", url })).headers["clear-site-data"];
    expect(await clearing("/api/auth/sign-out")).toBe('"cache", "storage"');
    expect(await clearing("/api/auth/sign-in/email")).toBeUndefined();
  });
});
