import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { type TestServer, testSchema, testServer } from "../support/http-server.js";

let server: TestServer;
let url: string;
beforeEach(async () => {
  server = await testServer({ corsOrigins: ["https://app.example"] });
  url = `ws://127.0.0.1:${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`;
});
afterEach(() => server.close());

/** 101 when the connection was made, else the status of the refusal. */
function statusFor(path: string, origin?: string): Promise<number> {
  const socket = new WebSocket(url.replace("/graphql", path), "graphql-transport-ws", { origin });
  return new Promise((resolve) => {
    socket.once("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.once("error", () => {});
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
  });
}

async function first(query: string, connectionParams?: Record<string, unknown>): Promise<unknown> {
  const client = createClient({ url, connectionParams, webSocketImpl: WebSocket, retryAttempts: 0 });
  try {
    for await (const result of client.iterate({ query })) return result;
    return undefined;
  } finally {
    await client.dispose();
  }
}

describe("subscriptions", () => {
  it("are open to this site's pages, to allowed origins and to programs, not to other sites' pages", async () => {
    expect(await statusFor("/graphql")).toBe(101);
    expect(await statusFor("/graphql", "http://localhost:4000")).toBe(101);
    expect(await statusFor("/graphql", "http://127.0.0.1:4000")).toBe(101);
    expect(await statusFor("/graphql", "https://app.example")).toBe(101);
    expect(await statusFor("/graphql", "https://evil.example")).toBe(403);
    expect(await statusFor("/graphql", "http://localhost:9999")).toBe(403);
    expect(await statusFor("/graphql", "null")).toBe(403);
    expect(await statusFor("/elsewhere")).toBe(404);
  });

  it("take the token from the connection init, flat or under headers", async () => {
    const query = "subscription { me }";
    expect(await first(query, { Authorization: "Bearer a" })).toMatchObject({ data: { me: "Bearer a" } });
    expect(await first(query, { headers: { authorization: "Bearer b" } })).toMatchObject({
      data: { me: "Bearer b" },
    });
    expect(await first(query)).toMatchObject({ data: { me: null } });
  });

  it("hide what went wrong inside", async () => {
    const result = await first("subscription { broken }");
    expect(JSON.stringify(result)).not.toContain("password");
    expect(result).toMatchObject({ errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR" } }] });
  });

  it("tell of errors with the id of the request that opened the connection", async () => {
    await server.close();
    const ids: string[] = [];
    server = await testServer({
      subscriptions: {
        schema: testSchema(Promise.resolve()),
        connect: async () => "dev_somebody",
        context: async ({ requestId }) => ({ opened: ids.push(requestId) }),
        formatError(error, requestId) {
          ids.push(requestId);
          return error.toJSON();
        },
      },
    });
    url = `ws://127.0.0.1:${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`;
    await first("subscription { broken }");
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), ids[0]]);
  });

  it("are all that this connection serves", async () => {
    await expect(first("{ hello }")).rejects.toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    await expect(first("subscription { nothing }")).rejects.toMatchObject([
      { message: /Cannot query field/ },
    ]);
  });

  it("end with 1001 when the server closes", async () => {
    const socket = new WebSocket(url, "graphql-transport-ws");
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await new Promise((resolve) => socket.once("open", resolve));
    await server.close();
    expect(await closed).toBe(1001);
  });
});
