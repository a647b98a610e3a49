import { runInNewContext } from "node:vm";
import helmet from "@fastify/helmet";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import type { Visitors } from "../../src/application/ports/visitors.js";
import { accountPages } from "../../src/http/account-pages/account-pages.js";

/** Who is signed in stands in the cookie, and of the links all are good but `used`. */
const visitors: Visitors = {
  emailOf: async (headers) => headers.get("cookie"),
  isGood: async (_link, token) => token !== "used",
};
const addresses = { publicUrl: "http://localhost:4000", portals: [], visitors };
let app: FastifyInstance;
const attack = `"'><script>alert(1)</script>`;
const encoded = encodeURIComponent(attack);

beforeAll(async () => {
  app = Fastify();
  await app.register(helmet);
  await app.register(accountPages({ ...addresses, mailboxUrl: "/dev/mailbox" }));
});

afterAll(() => app.close());

/** As somebody who is signed in, if not said otherwise. */
const get = (url: string, cookie: string | undefined = "ada@acme.example") =>
  app.inject({ method: "GET", url, headers: { ...(cookie && { cookie }) } });

describe("the account pages", () => {
  it.each([
    ["/sign-up", "/api/auth/sign-up/email"],
    ["/sign-in", "/api/auth/sign-in/email"],
    ["/step-up", "/api/auth/step-up"],
    ["/step-up?with=code", "/api/auth/two-factor/verify-totp"],
    ["/second-factor", "/api/auth/two-factor/verify-totp"],
    ["/second-factor?with=recovery-code", "/api/auth/two-factor/verify-backup-code"],
    ["/forgotten-password", "/api/auth/request-password-reset"],
    ["/reset-password?token=t", "/api/auth/reset-password"],
    ["/verify-email?token=t", "/api/auth/verify-email"],
    ["/move-address?token=t", "/api/auth/move-address"],
    ["/signed-in", "/api/auth/sign-out"],
  ])("%s posts to %s, with the one script that its policy allows", async (page, endpoint) => {
    const { statusCode, body, headers } = await get(page);
    expect(statusCode).toBe(200);
    expect(body).toContain(JSON.stringify(endpoint));
    const [nonce] = [...body.matchAll(/<script nonce="([^"]+)">/g)].map((match) => match[1]);
    expect(body).toContain(`<style nonce="${nonce}">`);
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).not.toMatch(/(src|href)="https?:|\s(style|on[a-z]+)="/);
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
        `style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'`,
    );
    expect((await get(page)).headers["content-security-policy"]).not.toContain(nonce);
  });

  it.each([
    "/sign-up",
    "/sign-in",
    "/step-up",
    "/second-factor",
    "/second-factors",
    "/forgotten-password",
    "/reset-password?token=t",
    "/verify-email?token=t",
    "/move-address?token=t",
  ])("%s is kept nowhere, and its address told to nobody", async (page) => {
    const { headers } = await get(page);
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
  });

  it.each([
    `/sign-up?email=${encoded}`,
    `/reset-password?token=${encoded}`,
    `/move-address?token=${encoded}`,
    `/verify-email?token=${encoded}&callbackURL=${encoded}`,
  ])("%s runs nothing that came with the address", async (url) => {
    const { body } = await get(url);
    expect(body).not.toContain("<script>alert");
    expect(body).toMatch(/(&gt;|\\u003e)(&lt;|\\u003c)script(&gt;|\\u003e)alert\(1\)/);
  });

  it("fills in the address that a link to the sign-up names", async () => {
    expect((await get("/sign-up?email=ada%40acme.example")).body).toContain('value="ada@acme.example"');
  });

  it("refuses a parameter given twice instead of failing over it", async () => {
    expect((await get("/sign-up?email=a&email=b")).statusCode).toBe(400);
  });

  it("names the mailbox only where there is one", async () => {
    const other = Fastify();
    await other.register(accountPages(addresses));
    expect((await get("/sign-up")).body).toContain('<a href="/dev/mailbox">');
    expect((await other.inject("/sign-up")).body).not.toContain("mailbox");
    await other.close();
  });
});

describe("the link of a verification mail", () => {
  it("leads to a page where the password is chosen, which then signs in", async () => {
    const page = await submit("/verify-email?token=a1&callbackURL=/signed-in?x=1", () => Response.json({}));
    expect(page.sent).toMatchObject({ url: "/api/auth/verify-email", body: { token: "a1" } });
    expect(page.wentTo).toBe("/signed-in?x=1");
  });

  it("may lead back to a portal that is trusted, and to no other", async () => {
    const trusting = Fastify();
    await trusting.register(accountPages({ ...addresses, portals: ["https://portal.example"] }));
    const page = async (callback: string) =>
      trusting.inject(`/verify-email?token=t&callbackURL=${encodeURIComponent(callback)}`);
    expect((await page("https://portal.example/welcome")).body).toContain(
      '"goTo":"https://portal.example/welcome"',
    );
    expect((await page("https://portal.example.evil.example/")).body).toContain('"goTo":"/signed-in"');
    await trusting.close();
  });

  it("that was cut off leads to a new one", async () => {
    const { body } = await get("/verify-email");
    expect(body).toContain("This link does not work");
    expect(body).toContain('href="/sign-up"');
    expect(body).not.toContain("<form");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/..//evil.example",
    "/api/auth/sign-out",
    "/\\evil.example",
    "/\t/evil.example",
    "\n//evil.example",
    "javascript:alert(1)",
    "evil",
    "",
  ])("goes on to /signed-in instead of %j", async (url) => {
    const { body } = await get(`/verify-email?token=t&callbackURL=${encodeURIComponent(url)}`);
    expect(body).toContain('"goTo":"/signed-in"');
  });
});

describe("the link of a mail that works no longer says what is true", () => {
  it.each([
    ["/verify-email?token=used", "", "more than a day old", 'href="/sign-in"', 'href="/sign-up"'],
    ["/verify-email?token=used", "ada@acme.example", "nothing left to do", 'href="/signed-in"', "ada@acme"],
    ["/verify-email?token=used&callbackURL=/graphql", "ada@acme.example", 'href="/graphql"'],
    [
      "/reset-password?token=used",
      "",
      "more than an hour old",
      'href="/sign-in"',
      'href="/forgotten-password"',
    ],
    ["/reset-password?token=used", "ada@acme.example", "You are signed in as ada@acme.example."],
    ["/move-address?token=used", "", "sign in with your present address", 'href="/sign-in"'],
    ["/move-address?token=used", "ada@acme.example", "signed in as ada@acme.example", 'href="/signed-in"'],
  ])("%s, opened by “%s”", async (url, cookie, ...sentences) => {
    const { statusCode, body } = await get(url, cookie);
    expect(statusCode).toBe(200);
    for (const sentence of ["This link does not work", ...sentences]) expect(body).toContain(sentence);
    expect(body).not.toContain("<form");
  });
});

describe("/signed-in", () => {
  it("says who is signed in, and lets them sign out", async () => {
    const { body } = await get("/signed-in", "ada@acme.example");
    expect(body).toContain("You are signed in");
    expect(body).toContain("as ada@acme.example.");
    expect(body).toContain("Sign out");
  });

  it("claims nothing when nobody is", async () => {
    const { body } = await get("/signed-in", "");
    expect(body).toContain("You are not signed in");
    expect(body).toContain('href="/sign-in"');
    expect(body).not.toMatch(/You are signed in|is verified|Sign out/);
  });
});

describe("signing in", () => {
  it("R36 leads on to the second factor, where there is one", async () => {
    expect((await submit("/sign-in", () => Response.json({ twoFactorRedirect: true }))).wentTo).toBe(
      "/second-factor",
    );
    expect((await submit("/second-factor", () => Response.json({}))).wentTo).toBe("/signed-in");
  });
});

describe("confirming that it is you", () => {
  it("R36 leads back to where it was asked for, when that is a page of ours, or says that it worked", async () => {
    expect((await submit("/step-up?callbackURL=/graphql", () => Response.json({}))).wentTo).toBe("/graphql");
    const page = await submit("/step-up?callbackURL=https://evil.example", () => Response.json({}));
    expect([page.wentTo, page.done.hidden]).toEqual(["", false]);
  });
});

describe("the link of a password mail", () => {
  it("that was cut off leads to a new one", async () => {
    const { body } = await get("/reset-password");
    expect(body).toContain("This link does not work");
    expect(body).toContain('href="/forgotten-password"');
    expect(body).not.toContain("<form");
  });
});

describe("submitting", () => {
  it("posts the fields as JSON, and then shows what comes next instead of the form", async () => {
    const page = await submit("/sign-up", () => Response.json({ token: null }));
    expect(page.sent).toEqual({
      url: "/api/auth/sign-up/email",
      body: { email: "ada@acme.example", password: "correct horse", callbackURL: "/signed-in" },
    });
    expect([page.form.hidden, page.done.hidden, page.done.focused]).toEqual([true, false, true]);
  });

  it("leads on after signing in, and back after signing out", async () => {
    expect((await submit("/sign-in", () => Response.json({}))).wentTo).toBe("/signed-in");
    expect((await submit("/signed-in", () => Response.json({}))).wentTo).toBe("/sign-in");
  });

  it.each([
    [
      "/sign-up",
      422,
      { code: "NOT_A_COMPANY_DOMAIN", message: "Use your company's." },
      "Use your company's.",
    ],
    [
      "/verify-email?token=t",
      400,
      { code: "PASSWORD_TOO_WEAK", message: "Easy to guess." },
      "Easy to guess.",
    ],
    ["/sign-in", 401, { code: "INVALID_EMAIL_OR_PASSWORD" }, "The address or the password is wrong."],
    ["/sign-in", 429, { code: "TOO_MANY_ATTEMPTS", message: "Ask for a link." }, "Ask for a link."],
    ["/sign-in", 429, { code: "RATE_LIMITED", message: "Too many." }, "Please try again in 7 seconds."],
    ["/sign-in", 503, { errors: [{ message: "The server is overloaded." }] }, "The server is overloaded."],
    ["/sign-in", 502, "<html>", "It did not work."],
    ["/reset-password?token=t", 400, { code: "INVALID_TOKEN" }, "This link has expired"],
  ])("on %s says what %i %j means, and lets one try again", async (url, status, body, sentence) => {
    const headers = { "x-retry-after": "7" };
    const page = await submit(url, () => Response.json(body, { status, headers }));
    expect(page.refusal.textContent).toContain(sentence);
    expect([page.form.hidden, page.button.disabled, page.wentTo]).toEqual([false, false, ""]);
  });

  it("says when the server does not answer", async () => {
    const page = await submit("/sign-in", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(page.refusal.textContent).toBe("The server does not answer. Please try again.");
  });
});

/** Runs the script of a page and submits its form; `answer` stands for the identity API. */
async function submit(page: string, answer: () => Response | Promise<Response>) {
  const script = /<script[^>]*>(.*)<\/script>/s.exec((await get(page)).body)?.[1] ?? "";
  let submitted = async (_event: object) => {};
  const button = { disabled: false };
  const form = {
    hidden: false,
    querySelector: () => button,
    addEventListener: (_event: string, listener: typeof submitted) => {
      submitted = listener;
    },
  };
  const refusal = { textContent: "" };
  const done = { hidden: true, focused: false, focus: () => void Object.assign(done, { focused: true }) };
  const passkey = { hidden: true, addEventListener() {} };
  const elements: Record<string, object> = { form, refusal, done, passkey };
  const seen = { form, button, refusal, done, wentTo: "", sent: {} };
  runInNewContext(script, {
    document: { getElementById: (id: string) => elements[id] },
    location: { assign: (url: string) => void Object.assign(seen, { wentTo: url }) },
    FormData: class extends Map<string, string> {
      constructor() {
        super(Object.entries({ email: "ada@acme.example", password: "correct horse" }));
      }
    },
    fetch: async (url: string, { body, referrerPolicy }: { body: string; referrerPolicy: string }) => {
      // Else browsers hide the origin, without which a post is refused.
      expect(referrerPolicy).toBe("strict-origin");
      seen.sent = { url, body: JSON.parse(body) };
      return answer();
    },
  });
  await submitted({ preventDefault() {} });
  return seen;
}
