import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { accountPagesServer, publicUrl } from "../support/account-pages.js";

interface Asked {
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
  readonly ip: string;
}

let app: FastifyInstance;
const asked: Asked[] = [];
/** What stands for the identity API. */
let answer: () => Response | Promise<Response>;

beforeAll(async () => {
  app = await accountPagesServer({
    mailboxUrl: "/dev/mailbox",
    portals: ["https://portal.example"],
    async handler(request, ip) {
      const { pathname } = new URL(request.url);
      if (request.method === "GET") return Response.json([]);
      asked.push({ path: pathname, body: await request.json(), headers: request.headers, ip });
      return answer();
    },
  });
});
beforeEach(() => {
  asked.length = 0;
  answer = () => Response.json({ status: true });
});
afterAll(() => app.close());

const ada = "ada@acme.example";
const attack = `"'><script>alert(1)</script>`;
const encoded = encodeURIComponent(attack);

/** As somebody who is signed in, if not said otherwise. */
const get = (url: string, cookie = ada) => app.inject({ url, headers: { ...(cookie && { cookie }) } });

interface Sending {
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
  readonly hasOrigin?: boolean;
}

/** As a browser sends the form of a page. */
const send = (
  url: string,
  fields: Record<string, string>,
  { cookie = ada, headers = {}, hasOrigin = true }: Sending = {},
) =>
  app.inject({
    method: "POST",
    url,
    headers: {
      ...(hasOrigin && { origin: publicUrl }),
      "content-type": "application/x-www-form-urlencoded",
      accept: "text/html",
      ...(cookie && { cookie }),
      ...headers,
    },
    payload: String(new URLSearchParams(fields)),
  });

const everyPage = [
  "/sign-up",
  "/sign-in",
  "/step-up",
  "/second-factor",
  "/second-factor?with=recovery-code",
  "/second-factors",
  "/forgotten-password",
  "/reset-password?token=t",
  "/verify-email?token=t",
  "/move-address?token=t",
  "/signed-in",
];

/** The tags of the fields that people see. */
const inputsOf = (page: string) =>
  (page.match(/<input [^>]*>/g) ?? []).filter((tag) => !tag.includes("hidden"));
const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];

describe("the account pages", () => {
  it.each(everyPage)(
    "%s sends its forms to its own path, and runs no script but what its policy allows",
    async (url) => {
      const { statusCode, body, headers } = await get(url);
      expect(statusCode).toBe(200);
      const forms = [...body.matchAll(/<form method="post" action="([^"]*)"/g)].map((match) => match[1]);
      expect(new Set(forms)).toEqual(new Set([url.split("?")[0]]));
      const nonces = [...body.matchAll(/<(?:script|style)(?: nonce="([^"]+)")?>/g)].map((match) => match[1]);
      expect(new Set(nonces).size).toBe(1);
      expect(body).not.toMatch(/src="https?:|\s(style|on[a-z]+)="/);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain(`style-src 'nonce-${nonces[0]}'`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect((await get(url)).headers["content-security-policy"]).not.toContain(nonces[0]);
    },
  );

  it.each(everyPage)(
    "%s is kept nowhere, and of its address no more is told than the origin",
    async (url) => {
      expect((await get(url)).headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "referrer-policy": "strict-origin",
      });
    },
  );

  it.each([
    `/sign-up?email=${encoded}`,
    `/reset-password?token=${encoded}`,
    `/move-address?token=${encoded}`,
    `/verify-email?token=${encoded}&callbackURL=${encoded}`,
  ])("%s runs nothing that came with the address", async (url) => {
    const { body } = await get(url);
    expect(body).not.toContain("<script>alert");
    expect(body).toContain("&gt;&lt;script&gt;alert(1)");
  });

  it.each([
    ["/sign-up", ["username"]],
    ["/sign-in", ["username", "current-password"]],
    ["/step-up", ["username", "current-password"]],
    ["/second-factor", ["one-time-code"]],
    ["/second-factor?with=recovery-code", ["off"]],
    ["/forgotten-password", ["username"]],
    ["/reset-password?token=t", ["username", "new-password"]],
    ["/verify-email?token=t", ["username", "new-password"]],
  ])("%s tells what keeps passwords which is which: %j", async (url, tokens) => {
    const { body } = await get(url);
    expect(inputsOf(body).map((tag) => attribute(tag, "autocomplete"))).toEqual(tokens);
    for (const tag of inputsOf(body)) expect(body).toContain(`<label for="${attribute(tag, "id")}">`);
  });

  it.each(["/reset-password?token=t", "/verify-email?token=t"])(
    "%s names whose password it is",
    async (url) => {
      expect(inputsOf((await get(url)).body)[0]).toMatch(/ value="ada@acme.example" readonly/);
    },
  );

  it("fills in the address that a link to the sign-up names", async () => {
    expect((await get("/sign-up?email=ada%40acme.example")).body).toContain('value="ada@acme.example"');
  });

  it("refuses a parameter given twice instead of failing over it", async () => {
    expect((await get("/sign-up?email=a&email=b")).statusCode).toBe(400);
  });

  it("asks whoever has an authenticator app for its code, not for the password", async () => {
    const { body } = await get("/step-up", `${ada} app`);
    expect(inputsOf(body).map((tag) => attribute(tag, "autocomplete"))).toEqual([
      "username",
      "one-time-code",
    ]);
    await send("/step-up", { code: " 123 456 " }, { cookie: `${ada} app` });
    expect(asked).toMatchObject([{ path: "/api/auth/two-factor/verify-totp", body: { code: "123456" } }]);
  });
});

describe("a form", () => {
  it.each([
    ["/sign-up", { email: ada }, "/sign-up/email", { email: ada, callbackURL: "/signed-in" }],
    ["/sign-in", { email: ` ${ada} `, password: " x " }, "/sign-in/email", { email: ada, password: " x " }],
    ["/step-up", { password: "x" }, "/step-up", { password: "x" }],
    ["/second-factor", { code: "1" }, "/two-factor/verify-totp", { code: "1" }],
    [
      "/second-factor",
      { code: "a-b", with: "recovery-code" },
      "/two-factor/verify-backup-code",
      { code: "a-b" },
    ],
    [
      "/forgotten-password",
      { email: ada },
      "/request-password-reset",
      { email: ada, redirectTo: "/reset-password" },
    ],
    [
      "/reset-password",
      { token: "t", newPassword: "p" },
      "/reset-password",
      { token: "t", newPassword: "p" },
    ],
    ["/verify-email", { token: "t", password: "p" }, "/verify-email", { token: "t", password: "p" }],
    ["/move-address", { token: "t" }, "/move-address", { token: "t" }],
    ["/signed-in", {}, "/sign-out", {}],
    ["/second-factors", { do: "enable", password: "x" }, "/two-factor/enable", { password: "x" }],
    [
      "/second-factors",
      { do: "codes", password: "x" },
      "/two-factor/generate-backup-codes",
      { password: "x" },
    ],
    ["/second-factors", { do: "remove-app", password: "x" }, "/two-factor/disable", { password: "x" }],
    ["/second-factors", { do: "remove-passkey", id: "p" }, "/passkey/delete-passkey", { id: "p" }],
  ])("of %s with %j asks the identity API at %s", async (url, fields, path, body) => {
    answer = () => Response.json({ totpURI: "otpauth://totp/x?secret=ABCD", backupCodes: ["a"] });
    const { statusCode } = await send(url, { ...fields, more: "x" });
    expect([200, 303]).toContain(statusCode);
    expect(asked).toMatchObject([{ path: `/api/auth${path}`, body }]);
    expect(asked[0]?.body).toEqual(body);
  });

  it("is sent on as its browser's own, from the address that the server knows", async () => {
    const headers = { "user-agent": "Browser/1", "x-forwarded-for": "203.0.113.9" };
    await send("/sign-in", { email: ada, password: "x" }, { headers });
    const [{ headers: sent, ip }] = asked as [Asked];
    expect([sent.get("user-agent"), sent.get("origin"), sent.get("cookie")]).toEqual([
      "Browser/1",
      publicUrl,
      ada,
    ]);
    expect([ip, sent.get("x-forwarded-for")]).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  it("leads on, with the cookies that the answer sets", async () => {
    const headers = new Headers([
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
    answer = () => Response.json({}, { headers });
    const signedIn = await send("/sign-in", { email: ada, password: "x" });
    expect([signedIn.statusCode, signedIn.headers.location]).toEqual([303, "/signed-in"]);
    expect(signedIn.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
    const signedOut = await send("/signed-in", {});
    expect(signedOut.headers).toMatchObject({
      location: "/sign-in",
      "clear-site-data": '"cache", "storage"',
    });
  });

  it.each([
    ["/sign-up", { email: ada }, [ada, "24 hours", "/dev/mailbox?to=ada%40acme.example", "send it again"]],
    ["/forgotten-password", { email: ada }, [ada, "1 hour", "/dev/mailbox?to=ada%40acme.example"]],
    ["/reset-password", { token: "t", newPassword: "p" }, ["Your password is changed", 'href="/sign-in"']],
    ["/move-address", { token: "t" }, ["Your account has moved", ada]],
    ["/step-up", { password: "x" }, ["15 minutes"]],
  ])("of %s is answered with a page that says what follows", async (url, fields, sentences) => {
    const { statusCode, body } = await send(url, fields);
    expect(statusCode).toBe(200);
    for (const sentence of sentences) expect(body).toContain(sentence);
  });

  it("names the mailbox only where there is one", async () => {
    const other = await accountPagesServer();
    const headers = { origin: publicUrl, "content-type": "application/x-www-form-urlencoded" };
    const { body } = await other.inject({
      method: "POST",
      url: "/sign-up",
      headers,
      payload: `email=${ada}`,
    });
    expect(body).toContain("Check your inbox");
    expect(body).not.toContain("mailbox");
    await other.close();
  });
});

describe("what is wrong with a form", () => {
  it("is told all at once, each at its field, and the first has the focus", async () => {
    const { statusCode, body } = await send("/sign-in", { email: "ada", password: "" });
    expect([statusCode, asked]).toEqual([400, []]);
    const [email = "", password = ""] = inputsOf(body);
    for (const tag of [email, password]) {
      expect(tag).toContain('aria-invalid="true"');
      expect(body).toMatch(
        new RegExp(`<p class="error" id="${attribute(tag, "aria-describedby")}">[^<]{10}`),
      );
    }
    expect([email.includes(" autofocus"), password.includes(" autofocus")]).toEqual([true, false]);
    expect(body).toContain("<title>Error: Sign in");
  });

  it("keeps what was typed, but no password", async () => {
    answer = () => Response.json({ code: "INVALID_EMAIL_OR_PASSWORD" }, { status: 401 });
    const { body } = await send("/sign-in", { email: ada, password: "hunter2 hunter2" });
    expect(body).toContain(`value="${ada}"`);
    expect(body).not.toContain("hunter2");
  });

  it.each([
    [
      "/sign-up",
      { email: ada },
      422,
      { code: "NOT_A_COMPANY_DOMAIN", message: "Use your company's." },
      "email",
      "Use your company&#39;s.",
    ],
    [
      "/verify-email",
      { token: "t", password: "p" },
      400,
      { code: "PASSWORD_TOO_WEAK", message: "Easy to guess." },
      "password",
      "Easy to guess.",
    ],
    [
      "/reset-password",
      { token: "t", newPassword: "p" },
      400,
      { code: "PASSWORD_PERSONAL", message: "Known." },
      "newPassword",
      "Known.",
    ],
    [
      "/sign-in",
      { email: ada, password: "p" },
      401,
      { code: "INVALID_EMAIL_OR_PASSWORD" },
      "password",
      "The address or the password is wrong.",
    ],
    [
      "/sign-in",
      { email: ada, password: "p" },
      429,
      { code: "TOO_MANY_ATTEMPTS", message: "Ask for a link." },
      "password",
      "Ask for a link.",
    ],
    [
      "/step-up",
      { password: "p" },
      400,
      { code: "INVALID_PASSWORD", message: "Wrong." },
      "password",
      "Wrong.",
    ],
    ["/second-factor", { code: "1" }, 401, { code: "INVALID_CODE" }, "code", "This code is wrong"],
    [
      "/second-factor",
      { code: "1", with: "recovery-code" },
      401,
      { code: "INVALID_BACKUP_CODE" },
      "code",
      "has been used",
    ],
    [
      "/second-factors",
      { do: "enable", password: "p" },
      400,
      { code: "INVALID_PASSWORD", message: "Wrong." },
      "enable-password",
      "Wrong.",
    ],
  ])("on %s with %j, %i %j, is told at its field", async (url, fields, status, refusal, id, sentence) => {
    answer = () => Response.json(refusal, { status });
    const { statusCode, body } = await send(url, fields);
    expect(statusCode).toBe(status);
    const tag = inputsOf(body).find((each) => attribute(each, "id") === id) ?? "";
    expect(tag).toContain('aria-invalid="true"');
    expect(attribute(tag, "aria-describedby")?.split(" ")).toContain(`${id}-error`);
    expect(body.split(`id="${id}-error">`)[1]?.split("<")[0]).toContain(sentence);
    expect(body).not.toContain('role="alert" tabindex');
  });

  it.each([
    [429, { code: "RATE_LIMITED", message: "Too many." }, "Please try again in 7 seconds."],
    [429, {}, "Please try again in 7 seconds."],
    [502, "<html>", "It did not work."],
    [403, { code: "ELSE", message: "Not you." }, "Not you."],
  ])("as a whole is told above it, and has the focus: %i %j", async (status, refusal, sentence) => {
    const headers = { "x-retry-after": "7" };
    answer = () => Response.json(refusal, { status, headers });
    const { body, headers: told } = await send("/sign-in", { email: ada, password: "p" });
    expect(body).toMatch(
      new RegExp(`<div class="notice" role="alert" tabindex="-1" autofocus><p>[^<]*${sentence}`),
    );
    expect(body).not.toContain('aria-invalid="');
    expect(told["retry-after"]).toBe("7");
  });

  it("is told on a page of the same look when the identity API is away", async () => {
    answer = () => Promise.reject(new Error("secret of the database"));
    const { statusCode, body } = await send("/sign-in", { email: ada, password: "p" });
    expect(statusCode).toBe(500);
    expect(body).toContain("<main>");
    expect(body).not.toContain("secret");
  });
});

describe("nothing is done for a form that no page of ours has sent", () => {
  const paths = everyPage.map((url) => url.split("?")[0] ?? "");
  it.each([...new Set(paths)])("%s", async (url) => {
    const fields = { email: ada, password: "p", newPassword: "p", token: "t", code: "1", do: "codes" };
    const sent = [
      send(url, fields, { hasOrigin: false }),
      ...["https://evil.example", "https://portal.example", "null", `${publicUrl}.evil.example`].map(
        (origin) => send(url, fields, { headers: { origin } }),
      ),
    ];
    for (const { statusCode, headers, body } of await Promise.all(sent)) {
      expect([statusCode, headers["set-cookie"]]).toEqual([403, undefined]);
      expect(body).toContain(`href="${publicUrl}${url}"`);
    }
    expect(asked).toEqual([]);
  });

  it("and for none that no form could send", async () => {
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
      const answered = await send(
        "/sign-in",
        { email: ada, password: "p" },
        { headers: { "content-type": type } },
      );
      expect([type, answered.statusCode]).toEqual([type, 415]);
    }
    const twice = await app.inject({
      method: "POST",
      url: "/sign-in",
      headers: { origin: publicUrl, "content-type": "application/x-www-form-urlencoded" },
      payload: "email=a&email=b",
    });
    expect(twice.statusCode).toBe(400);
    expect((await send("/sign-in", { email: "a\0", password: "p" })).statusCode).toBe(400);
    expect(
      (await app.inject({ method: "POST", url: "/sign-in", headers: { origin: publicUrl } })).statusCode,
    ).toBe(415);
    expect(asked).toEqual([]);
  });
});

describe("where a page leads on to", () => {
  const signIn = { email: ada, password: "x" };

  it("is carried from page to page, and from one form to the next", async () => {
    expect((await get("/sign-in?callbackURL=/second-factors")).body).toContain(
      '<input type="hidden" name="callbackURL" value="/second-factors">',
    );
    expect((await send("/sign-in", { ...signIn, callbackURL: "/graphql" })).headers.location).toBe(
      "/graphql",
    );
    answer = () => Response.json({ twoFactorRedirect: true });
    const half = await send("/sign-in", { ...signIn, callbackURL: "/graphql" });
    expect(half.headers.location).toBe("/second-factor?callbackURL=%2Fgraphql");
    answer = () => Response.json({});
    expect((await send("/second-factor", { code: "1", callbackURL: "/graphql" })).headers.location).toBe(
      "/graphql",
    );
    expect((await send("/step-up", { password: "x", callbackURL: "/graphql" })).headers.location).toBe(
      "/graphql",
    );
  });

  it("may be a portal that is trusted, to which its policy lets the form lead", async () => {
    const callbackURL = "https://portal.example/welcome";
    const page = await get(`/verify-email?token=t&callbackURL=${encodeURIComponent(callbackURL)}`);
    expect(page.headers["content-security-policy"]).toContain("form-action 'self' https://portal.example;");
    const sent = await send("/verify-email", { token: "t", password: "p", callbackURL });
    expect(sent.headers.location).toBe(callbackURL);
  });

  it.each([
    "https://evil.example",
    "https://portal.example.evil.example/",
    "//evil.example",
    "/..//evil.example",
    "/api/auth/sign-out",
    "/\\evil.example",
    "/\t/evil.example",
    "\n//evil.example",
    "javascript:alert(1)",
    "evil",
    "",
  ])("is no other than that: %j", async (callbackURL) => {
    const query = `callbackURL=${encodeURIComponent(callbackURL)}`;
    expect((await get(`/verify-email?token=t&${query}`)).body).not.toContain("evil");
    for (const [url, fields] of [
      ["/sign-in", signIn],
      ["/verify-email", { token: "t", password: "p" }],
      ["/second-factor", { code: "1" }],
    ] as const)
      expect((await send(url, { ...fields, callbackURL })).headers.location).toBe("/signed-in");
    expect((await send("/step-up", { password: "x", callbackURL })).statusCode).toBe(200);
  });

  it("R36 is back to what needed a recent sign-in", async () => {
    answer = () => Response.json({ code: "STEP_UP_REQUIRED" }, { status: 403 });
    const { statusCode, headers } = await send("/second-factors", { do: "enable", password: "x" });
    expect([statusCode, headers.location]).toEqual([303, "/step-up?callbackURL=%2Fsecond-factors"]);
  });
});

describe("the link of a mail", () => {
  it("leaves the address bar once its form is sent, and is kept for the next try", async () => {
    answer = () => Response.json({ code: "PASSWORD_TOO_WEAK", message: "Easy." }, { status: 400 });
    const { body } = await send("/verify-email", { token: "a1", password: "p" });
    expect(body).toContain('action="/verify-email"');
    expect(body).toContain('<input type="hidden" name="token" value="a1">');
  });

  it.each([
    ["/verify-email", "/sign-up"],
    ["/reset-password", "/forgotten-password"],
  ])("that was cut off, %s, leads to a new one", async (url, askAgain) => {
    const { body } = await get(url);
    expect(body).toContain("This link does not work");
    expect(body).toContain(`href="${askAgain}"`);
    expect(body).not.toContain("<form");
  });

  it.each([
    ["/verify-email?token=used", "", "more than 24 hours old", 'href="/sign-in"', 'href="/sign-up"'],
    ["/verify-email?token=used", ada, "nothing left to do", 'href="/signed-in"', "ada@acme"],
    ["/verify-email?token=used&callbackURL=/graphql", ada, 'href="/graphql"'],
    [
      "/reset-password?token=used",
      "",
      "more than 1 hour old",
      'href="/sign-in"',
      'href="/forgotten-password"',
    ],
    ["/reset-password?token=used", ada, "You are signed in as <strong>ada@acme.example</strong>."],
    ["/move-address?token=used", "", "sign in with your present address", 'href="/sign-in"'],
    ["/move-address?token=used", ada, "signed in as <strong>ada@acme.example</strong>", 'href="/signed-in"'],
  ])("that works no longer says what is true: %s, opened by “%s”", async (url, cookie, ...sentences) => {
    const [path = "", query = ""] = url.split("?");
    const fields = { ...Object.fromEntries(new URLSearchParams(query)), password: "p", newPassword: "p" };
    const opened = await get(url, cookie);
    const sent = await send(path, fields, { cookie });
    expect([opened.statusCode, sent.statusCode, asked]).toEqual([200, 400, []]);
    for (const { body } of [opened, sent]) {
      for (const sentence of ["This link does not work", ...sentences]) expect(body).toContain(sentence);
      expect(body).not.toContain("<form");
    }
  });
});

describe("pages about a session", () => {
  it("say who is signed in, how long for, and let them sign out", async () => {
    const { body } = await get("/signed-in");
    for (const sentence of [
      "You are signed in",
      `as <strong>${ada}</strong>.`,
      "Sign out",
      "7 days",
      "30 days",
    ])
      expect(body).toContain(sentence);
  });

  it.each([
    ["/signed-in", 'href="/sign-in"'],
    ["/step-up?callbackURL=/graphql", 'href="/sign-in?callbackURL=%2Fgraphql"'],
    ["/second-factors", 'href="/sign-in?callbackURL=%2Fsecond-factors"'],
  ])("claim nothing when nobody is: %s", async (url, signIn) => {
    const { body } = await get(url, "");
    expect(body).toContain("You are not signed in");
    expect(body).toContain(signIn);
    expect(body).not.toMatch(/You are signed in|is verified|Sign out/);
  });
});

describe("setting up an authenticator app", () => {
  const uri = "otpauth://totp/Bank:ada?secret=ABCDEFGH&issuer=Bank";

  it("shows its key and the recovery codes until a code of it is right", async () => {
    answer = () => Response.json({ totpURI: uri, backupCodes: ["one-1", "two-2"] });
    const begun = await send("/second-factors", { do: "enable", password: "x" });
    answer = () => Response.json({ code: "INVALID_CODE" }, { status: 401 });
    const refused = await send("/second-factors", { do: "confirm", uri, codes: "one-1 two-2", code: "1" });
    for (const { body } of [begun, refused]) {
      expect(body).toContain('<img class="qr" id="app-qr" alt="QR code of the key"');
      for (const part of ["ABCD EFGH", "one-1", "two-2", uri.replace("&", "&amp;")])
        expect(body).toContain(part);
    }
    expect(refused.body).toContain("This code is wrong");
    answer = () => Response.json({});
    const done = await send("/second-factors", { do: "confirm", uri, codes: "one-1 two-2", code: "1" });
    expect(done.headers.location).toBe("/second-factors?done=app-added");
  });

  it.each(["javascript:alert(1)", "otpauth://totp/é", `otpauth://totp/${"x".repeat(600)}`, ""])(
    "takes back no key that it cannot have made: %s",
    async (uri) => {
      const { statusCode, body } = await send("/second-factors", {
        do: "confirm",
        uri,
        codes: "",
        code: "1",
      });
      expect([statusCode, asked]).toEqual([400, []]);
      expect(body).not.toContain("app-qr");
    },
  );
});
