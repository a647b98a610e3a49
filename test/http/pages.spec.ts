import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startupText } from "../../src/http/startup-text.js";
import { type TestServer, testServer } from "../support/http-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ exampleOperations: ["{ hello } # </script>"] });
});
afterAll(() => server.close());

const open = (url: string) => server.app.inject({ url, headers: { accept: "text/html,*/*;q=0.8" } });

describe("pages", () => {
  it("the Sandbox leads on to GraphiQL", async () => {
    const page = await open("/graphql");
    expect(page.headers["content-type"]).toMatch(/^text\/html/);
    expect(page.body).toContain("includeCookies: true");
    expect(page.body).toContain('href="/graphiql"');
    expect(page.body.match(/<\/script>/g)).toHaveLength(1);
  });

  it("/graphql is a page only for who asks for one", async () => {
    const response = await server.app.inject({
      url: "/graphql?query={hello}",
      headers: { accept: "application/json", "apollo-require-preflight": "1" },
    });
    expect(response.json().data).toEqual({ hello: "world" });
    const unsafe = await server.app.inject({ url: "/graphql?query={hello}" });
    expect(unsafe.statusCode).toBe(400);
  });

  it("GraphiQL loads nothing from another server, and its files are kept for a year", async () => {
    const page = await open("/graphiql");
    const policy = String(page.headers["content-security-policy"]);
    expect(`${page.body} ${policy}`).not.toMatch(/https?:\/\//);
    const addresses = page.body.match(/\/graphiql\/assets\/[^"]+/g) ?? [];
    expect(addresses).toHaveLength(2);
    for (const address of addresses) {
      const asset = await server.app.inject(address);
      expect(asset.statusCode).toBe(200);
      expect(asset.headers["content-type"]).toMatch(/^text\/(javascript|css)/);
      expect(asset.headers["cache-control"]).toContain("immutable");
    }
  });

  it("GraphiQL serves no file but its own", async () => {
    const [folder] = (await open("/graphiql")).body.match(/\/graphiql\/assets\/[^/]+/) ?? [];
    for (const path of [
      `${folder}/package.json`,
      `${folder}/..%2f..%2fpackage.json`,
      "/graphiql/assets/0/main.js",
    ]) {
      expect((await server.app.inject(path)).statusCode).toBe(404);
    }
  });

  it("cannot be framed, and answers that are no page may load nothing", async () => {
    expect((await open("/graphiql")).headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect((await open("/healthz")).headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it("the start-up text names each of them", () => {
    const text = startupText({ publicUrl: "http://localhost:4000", hasMailbox: true, dataDir: "/data" });
    for (const path of ["/graphql", "/graphiql", "/dev/mailbox", "/api/auth/sign-up/email"]) {
      expect(text).toContain(`http://localhost:4000${path}`);
    }
    expect(startupText({ publicUrl: "https://portal.example", hasMailbox: false })).not.toContain("mailbox");
  });
});
