import { readdirSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type TestServer, testServer } from "../support/http-server.js";

const built = new URL("../../portal/dist/", import.meta.url);
const document = readFileSync(new URL("index.html", built), "utf8");

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const open = (url: string, encoding = "br") =>
  server.app.inject({ url, headers: { accept: "text/html", "accept-encoding": encoding } });

it.each([
  "/",
  "/welcome",
  "/applications/new",
  "/applications/app_1",
  "/catalogue",
  "/profile",
  "/company",
  "/company/members",
  "/operator/access-requests",
])("%s is a page of the portal, which may load only what is its own", async (path) => {
  const { statusCode, headers, body } = await open(path);
  expect([statusCode, headers["content-type"], headers["cache-control"]]).toEqual([
    200,
    "text/html; charset=utf-8",
    "no-cache",
  ]);
  expect(body).toBe(document);
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
});

it("what is no page of it is not found", async () => {
  for (const path of ["/elsewhere", "/companyx", "/assets/none.js", "/assets/..%2f..%2fpackage.json"])
    expect([path, (await open(path)).statusCode]).toEqual([path, 404]);
});

it("its assets are kept for a year, and come compressed to who accepts that", async () => {
  const [script = ""] = /\/assets\/index-[\w-]+\.js/.exec(document) ?? [];
  const original = readFileSync(new URL(`.${script}`, built));
  for (const encoding of ["br", "gzip"]) {
    const { statusCode, headers } = await open(script, encoding);
    expect([statusCode, headers["content-encoding"]]).toEqual([200, encoding]);
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(Number(headers["content-length"])).toBeLessThan(original.length / 2);
  }
  expect((await open(script, "identity")).rawPayload).toEqual(original);
});

it("nothing of it is loaded from elsewhere, and no script stands in the document", () => {
  expect(document).not.toMatch(/https?:\/\//);
  expect(document).not.toMatch(/<script(?![^>]*\bsrc=)/);
});

it("what a page needs first is at most 250 KiB of compressed script", () => {
  const scripts = [...document.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
    ([, path]) => path ?? "",
  );
  const sizes = scripts.map((path) => {
    const compressed = `${path}.br`;
    const isSmall = !readdirSync(new URL("assets/", built)).includes(compressed.slice("assets/".length));
    return statSync(new URL(isSmall ? path : compressed, built)).size;
  });
  expect(scripts.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250 * 1024);
});
