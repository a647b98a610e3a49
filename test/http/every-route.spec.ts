import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Story, startStory } from "../support/story.js";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

const oauth = "/environments/development/oauth";
const read = [
  ...["/", "/welcome", "/applications", "/applications/x", "/catalogue", "/profile", "/company"],
  ...["/company/members", "/operator/access-requests", "/favicon.svg", "/assets/none.js"],
  ...["/graphql", "/graphql?query={__typename}", "/graphiql", "/dev/mailbox", "/dev/mailbox/1"],
  ...["/dev/mailbox/1.json", "/healthz", "/readyz", "/metrics", "/leaked-key", "/nowhere"],
  ...["/sign-up", "/sign-in", "/step-up", "/second-factor", "/second-factors", "/signed-in"],
  ...["/forgotten-password", "/reset-password", "/verify-email", "/move-address"],
  ...["/api/auth/reference", "/api/auth/get-session", "/api/auth/nowhere"],
  ...["/jwks", "/authorize", "/authorize/x", "/interaction/x", "/callback", "/nowhere"].map(
    (path) => oauth + path,
  ),
  ...["openid-configuration", "oauth-authorization-server"].map((name) => `${oauth}/.well-known/${name}`),
  `/.well-known/oauth-authorization-server${oauth}`,
  ...["/v1/keys/verify", "/v1/forward-auth/development", "/v1/forward-auth/development/x?y", "/v1/leaks"],
];
const sent = [
  ...["/graphql", "/sign-in", "/leaked-key", "/second-factors", "/nowhere"],
  ...["/api/auth/sign-in/email", "/api/auth/sign-out", "/api/auth/revoke-sessions"],
  ...["/token", "/introspect", "/revoke", "/par", "/interaction/x"].map((path) => oauth + path),
  ...["/v1/keys/verify", "/v1/forward-auth/development", "/v1/leaks"],
];
const asked = [
  ...read.map((path) => ["GET", path] as const),
  ...read.map((path) => ["OPTIONS", path] as const),
  ...sent.map((path) => ["POST", path] as const),
];
/** What may be kept: it is the same for everybody. */
const kept = /^\/(favicon\.svg|$|welcome|applications|catalogue|profile|company|operator)/;
/** What is meant for pages of everybody, and takes no cookie. */
const forAll = new RegExp(`^${oauth}/(jwks|\\.well-known/|token|introspect|revoke|par)|^/\\.well-known/`);

it.each(asked)("%s %s is guarded, and says nothing to pages of other sites", async (method, path) => {
  const type = /graphql|api|v1/.test(path) ? "application/json" : "application/x-www-form-urlencoded";
  const response = await fetch(`${story.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      accept: "text/html",
      origin: "https://elsewhere.example",
      ...(method === "POST" && { "content-type": type }),
    },
    ...(method === "POST" && { body: "{}" }),
  });
  const { headers, status } = response;
  expect(status).toBeLessThan(500);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-request-id")).toMatch(/^[\w-]{36,}$/);
  expect(headers.get("x-powered-by") ?? headers.get("server")).toBeNull();
  expect(headers.get("referrer-policy") ?? "no-referrer").toMatch(
    /^(no-referrer|strict-origin|same-origin)$/,
  );
  expect(headers.get("access-control-allow-credentials")).toBeNull();
  if (!forAll.test(path)) expect(headers.get("access-control-allow-origin")).toBeNull();
  if (!kept.test(path)) expect(headers.get("cache-control")).toMatch(/no-store/);
});
