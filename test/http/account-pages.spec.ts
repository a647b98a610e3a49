import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { accountPages } from "../../src/http/account-pages/account-pages.js";

let app: FastifyInstance;
const attack = `"><script>alert(1)</script>`;

beforeAll(async () => {
  app = Fastify();
  await app.register(accountPages({ mailboxUrl: "/dev/mailbox" }));
});

afterAll(() => app.close());

const get = (url: string) => app.inject({ method: "GET", url });

describe("the account pages", () => {
  it.each([
    ["/sign-up", "/api/auth/sign-up/email"],
    ["/sign-in", "/api/auth/sign-in/email"],
    ["/forgotten-password", "/api/auth/request-password-reset"],
    ["/reset-password", "/api/auth/reset-password"],
  ])("%s posts to %s, with the one script that its policy allows", async (page, endpoint) => {
    const { statusCode, body, headers } = await get(page);
    expect(statusCode).toBe(200);
    expect(body).toContain(JSON.stringify(endpoint));
    const nonce = /<script nonce="([^"]+)">/.exec(body)?.[1];
    expect(nonce).toBeDefined();
    expect(headers["content-security-policy"]).toContain(`script-src 'nonce-${nonce}'`);
    expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).not.toMatch(/(src|href)="https?:/);
  });

  it.each([
    `/sign-up?email=${encodeURIComponent(attack)}`,
    `/reset-password?token=${encodeURIComponent(attack)}`,
    `/verify-email?token=${encodeURIComponent(attack)}&callbackURL=${encodeURIComponent(attack)}`,
  ])("%s runs nothing that came with the address", async (url) => {
    const { body } = await get(url);
    expect(body).not.toContain("<script>alert");
    expect(body).toMatch(/alert\(1\)/);
  });

  it("the link of a verification mail needs a press of the button, and no script", async () => {
    const { body } = await get("/verify-email?token=a.b.c&callbackURL=/signed-in");
    expect(body).toContain('<form method="get" action="/api/auth/verify-email">');
    expect(body).toContain('name="token" value="a.b.c"');
    expect(body).not.toContain("<script");
  });
});
