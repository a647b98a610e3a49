import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { ownPageLinks } from "../../../src/http/own-page-links.js";
import { type BetterAuth, createBetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { createIdentitySource } from "../../../src/infrastructure/identity/identity-source.js";
import { migrateAuth } from "../../../src/infrastructure/identity/migrate-auth.js";
import { createTestDatabase } from "../../support/database.js";
import { authClient, authSettings, memoryMail, PUBLIC_URL, password } from "./auth-client.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;
let auth: BetterAuth;
const mail = memoryMail();
const client = authClient(() => auth, mail);
const { post, get, signUp, verify, verified, cookieOf } = client;

const settings = () => ({
  ...authSettings({ pool, mail }),
  trustedOrigins: ["https://portal.example"],
  links: ownPageLinks(PUBLIC_URL, ["https://portal.example"]),
  knownNames: async () => ["Grace", "Hopper", "Analytical Engines Ltd"],
  refuseEmail: (email: string) =>
    email.endsWith("@gmail.com")
      ? { code: "NOT_A_COMPANY_DOMAIN", message: "Use your company address." }
      : null,
});

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 10 });
  await migrateAuth(pool);
  auth = createBetterAuth(settings());
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

beforeEach(() => mail.clear());

describe("R1 signing up", () => {
  it("takes an address alone, and mails a link", async () => {
    const response = await signUp("ann@acme.example");
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toEqual({ status: true });
    expect(mail.sent).toEqual([
      { template: "verify-email", to: "ann@acme.example", data: { url: expect.any(String) } },
    ]);
    const link = new URL(mail.page());
    expect(link.origin + link.pathname).toBe(`${PUBLIC_URL}/verify-email`);
    expect(link.searchParams.get("callbackURL")).toBe("/signed-in");
  });

  it("makes no account before the link is used, and keeps no token in clear", async () => {
    await signUp("nobody-yet@acme.example");
    const { rows } = await pool.query(
      `select identifier from auth.verification where value = 'nobody-yet@acme.example'
       union all select email from auth."user" where email = 'nobody-yet@acme.example'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].identifier).not.toContain(mail.token());
  });

  it("R4 refuses an address that is not a company's", async () => {
    const response = await signUp("Ann@GMail.com");
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      code: "NOT_A_COMPANY_DOMAIN",
      message: "Use your company address.",
    });
    expect(mail.sent).toEqual([]);
  });

  it.each([
    ["a password that comes too early", { email: "b@acme.example", password }],
    ["no address", {}],
    ["no body", undefined],
    ["a list", ["b@acme.example"]],
    ["something that is no address", { email: "ann" }],
    ["two addresses", { email: "a@acme.example,b@acme.example" }],
    ["an address of two domains (R2)", { email: "x@evil.example@acme.example" }],
    ["markup (R2)", { email: "<script>@acme.example" }],
    ["a network address (R2)", { email: "a@127.1" }],
    ["a tag of no mailbox (R2)", { email: "+tag@acme.example" }],
    ["an address with a line break", { email: "a@acme.example\nb" }],
    ["an address of 255 characters", { email: `a@${"b.".repeat(123)}example` }],
    ["an address that is no string", { email: { a: 1 } }],
  ])("answers 400 to %s", async (_what, body) => {
    const response = await post("/sign-up/email", body);
    expect(response.status).toBe(400);
    expect(mail.sent).toEqual([]);
  });

  it("R2 knows a domain in Unicode form and in ASCII form as one, whichever way anybody came first", async () => {
    const [unicode, ascii] = ["Name@Bücher.example", "name@xn--bcher-kva.example"];
    expect((await signUp(unicode)).status).toBe(200);
    expect(mail.sent).toMatchObject([{ template: "verify-email", to: ascii }]);
    expect((await verify()).status).toBe(200);
    for (const email of [ascii, unicode, "NAME@XN--BCHER-KVA.EXAMPLE"]) {
      expect((await post("/sign-in/email", { email, password })).status).toBe(200);
      mail.clear();
      await signUp(email);
      await post("/request-password-reset", { email });
      expect(mail.sent).toMatchObject([
        { template: "already-registered", to: ascii },
        { template: "reset-password", to: ascii },
      ]);
    }
  });

  it("tells the owner of a registered address by mail, and the caller nothing", async () => {
    await verified("known@acme.example");
    mail.clear();
    const known = await signUp("known@acme.example");
    const unknown = await signUp("unknown@acme.example");
    expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
    expect(mail.sent[0]).toEqual({
      template: "already-registered",
      to: "known@acme.example",
      data: { signInUrl: `${PUBLIC_URL}/sign-in` },
    });
  });

  it("answers registered and new addresses after the same time", async () => {
    await verified("timed@acme.example");
    const spans: number[] = [];
    for (const email of ["timed@acme.example", "untimed@acme.example"]) {
      const start = performance.now();
      await signUp(email);
      spans.push(performance.now() - start);
    }
    for (const span of spans) expect(span).toBeGreaterThanOrEqual(195);
  });

  it("whoever signed up an address, and however often: the mailbox alone chooses", async () => {
    const email = "victim@acme.example";
    await post("/sign-up/email", { email, password: "the squatter's password" });
    await Promise.all([signUp(email), signUp(email)]);
    expect((await verify()).status).toBe(200);
    const signIn = async (tried: string) => (await post("/sign-in/email", { email, password: tried })).status;
    expect([await signIn("the squatter's password"), await signIn(password)]).toEqual([401, 200]);
  });
});

describe("R1 the link of a sign-up", () => {
  it("verifies the address, takes the password, and signs in", async () => {
    await signUp("Eve@acme.example");
    const response = await verify();
    expect(response.status).toBe(200);
    const [setCookie] = response.headers.getSetCookie();
    expect(setCookie).toMatch(
      /^portico\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const identity = await createIdentitySource({ betterAuth: auth }).identify(
      new Headers({ cookie: cookieOf(response) }),
    );
    expect(identity).toEqual({
      subject: expect.stringMatching(/^portico\|\w+$/),
      email: "eve@acme.example",
      emailVerified: true,
      signedIn: { at: expect.any(Date), withSecondFactor: false },
    });
  });

  it("keeps the password as Argon2id", async () => {
    await verified("hash@acme.example");
    const { rows } = await pool.query(
      `select a.password from auth.account a join auth."user" u on u.id = a."userId" where u.email = $1`,
      ["hash@acme.example"],
    );
    expect(rows[0].password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("works once: six uses at the same moment make one session", async () => {
    await signUp("six@acme.example");
    const token = mail.token();
    const responses = await Promise.all(Array.from({ length: 6 }, () => verify(token)));
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
    expect((await verify(token)).status).toBe(400);
    const { rows } = await pool.query(
      `select 1 from auth.session s join auth."user" u on u.id = s."userId" where email = 'six@acme.example'`,
    );
    expect(rows).toHaveLength(1);
  });

  it("dies with the use of another one of the same address, also at the same moment", async () => {
    const tokens: string[] = [];
    for (let i = 0; i < 3; i++) {
      await signUp("three@acme.example");
      tokens.push(mail.token());
    }
    const [last, ...others] = tokens.reverse();
    const raced = await Promise.all(others.map((token) => verify(token)));
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await (await verify(last)).json()).toMatchObject({ code: "INVALID_TOKEN" });
  });

  it("expires after a day", async () => {
    await signUp("slow@acme.example");
    await pool.query(`update auth.verification set "expiresAt" = "expiresAt" - interval '1 day'`);
    expect(await (await verify()).json()).toMatchObject({ code: "INVALID_TOKEN" });
  });

  it.each([
    ["a password of 11", "12345678901", "PASSWORD_TOO_SHORT"],
    ["a password of 129", "x".repeat(129), "PASSWORD_TOO_LONG"],
    ["one that is known", "passwordpassword", "PASSWORD_TOO_WEAK"],
    ["their own address", "their-own-address@acme.example", "PASSWORD_PERSONAL"],
    ["their own name", "GraceHopper1906", "PASSWORD_PERSONAL"],
    ["no password", undefined, "VALIDATION_ERROR"],
    ["a password that is no string", 1234567890, "VALIDATION_ERROR"],
  ])("is not used up by %s", async (what, chosen, code) => {
    await signUp(`${what.replaceAll(" ", "-")}@acme.example`);
    const response = await post("/verify-email", { token: mail.token(), password: chosen });
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ code })]);
    expect((await verify()).status).toBe(200);
  });

  it.each(["", "abc.def.ghi", "x".repeat(10_000), "\u0000"])(
    "that is forged (%j) signs nobody in",
    async (token) => {
      const response = await verify(token);
      expect(response.status).toBe(400);
      expect(response.headers.getSetCookie()).toEqual([]);
    },
  );
});

describe("another site", () => {
  it("cannot sign a browser in by a GET: none of them changes anything", async () => {
    await signUp("get@acme.example");
    const token = mail.token();
    expect((await get(`/verify-email?token=${token}&callbackURL=/signed-in`)).status).toBe(405);
    expect((await verify(token)).status).toBe(200);
  });

  it.each(["https://evil.example", "null"])(
    "cannot make a browser sign up, in or choose a password, from the origin %s",
    async (origin) => {
      await verified(`login-${origin.length}@acme.example`);
      await signUp(`csrf-${origin.length}@acme.example`);
      const token = mail.token();
      const requests: [string, object][] = [
        ["/verify-email", { token, password }],
        ["/sign-up/email", { email: "x@acme.example" }],
        ["/sign-in/email", { email: `login-${origin.length}@acme.example`, password }],
      ];
      for (const [path, body] of requests) {
        for (const cookie of [undefined, "portico.session_token=a.b"]) {
          const response = await post(path, body, cookie, origin);
          expect([path, response.status, response.headers.getSetCookie()]).toEqual([path, 403, []]);
        }
      }
      expect((await verify(token)).status).toBe(200);
    },
  );
});

describe("signing in", () => {
  it("says the same of an unknown address and of a wrong password", async () => {
    await verified("sam@acme.example");
    const wrong = await post("/sign-in/email", { email: "sam@acme.example", password: "not the password" });
    const unknown = await post("/sign-in/email", {
      email: "nosam@acme.example",
      password: "not the password",
    });
    expect(wrong.status).toBe(401);
    expect([unknown.status, await unknown.json()]).toEqual([wrong.status, await wrong.json()]);
  });

  it("gives a session that can be listed, revoked and ended, and stops at once", async () => {
    const first = await verified("tess@acme.example");
    const signedIn = await post("/sign-in/email", { email: "tess@acme.example", password });
    const second = cookieOf(signedIn);
    expect(await (await get("/list-sessions", first)).json()).toHaveLength(2);
    const { session } = (await (await get("/get-session", second)).json()) as { session: { id: string } };
    expect((await post("/revoke-session", { id: session.id }, first)).status).toBe(200);
    expect(await auth.session(new Headers({ cookie: second }))).toBeNull();
    expect(await auth.session(new Headers({ cookie: first }))).not.toBeNull();
    expect((await post("/sign-out", {}, first)).status).toBe(200);
    expect(await auth.session(new Headers({ cookie: first }))).toBeNull();
    expect((await get("/list-sessions", first)).status).toBe(401);
  });

  it("ends all sessions but the one that asks for it, and nobody else's", async () => {
    const own = await verified("others@acme.example");
    const stranger = await verified("stranger@acme.example");
    const signIn = () => post("/sign-in/email", { email: "others@acme.example", password });
    const others = [cookieOf(await signIn()), cookieOf(await signIn())];
    expect((await post("/revoke-other-sessions", {}, own)).status).toBe(200);
    const sessions = await Promise.all(
      [own, stranger, ...others].map((cookie) => auth.session(new Headers({ cookie }))),
    );
    expect(sessions.map((session) => session !== null)).toEqual([true, true, false, false]);
    expect(await (await get("/list-sessions", own)).json()).toHaveLength(1);
  });

  it("tells no token of a session: the cookie alone carries it", async () => {
    const cookie = await verified("told@acme.example");
    const token = /session_token=([^.]+)/.exec(cookie)?.[1] ?? "";
    expect(token).toMatch(/^\w{32}$/);
    const signedIn = await post("/sign-in/email", { email: "told@acme.example", password });
    const answers = [signedIn, await get("/get-session", cookie), await get("/list-sessions", cookie)];
    for (const answer of answers) {
      const body = await answer.text();
      expect(body).not.toMatch(/"token"/);
      expect(body).not.toContain(token);
    }
  });

  it.each([undefined, {}, { id: 1 }, { token: "x" }])(
    "ends no session that is not named: %j",
    async (body) => {
      const cookie = await verified(`unnamed-${JSON.stringify(body)?.length}@acme.example`);
      expect((await post("/revoke-session", body, cookie)).status).toBe(400);
      expect(await auth.session(new Headers({ cookie }))).not.toBeNull();
    },
  );

  it("ends the session that a browser had when somebody signs in there, and no other", async () => {
    const former = await verified("former@acme.example");
    const elsewhere = cookieOf(await post("/sign-in/email", { email: "former@acme.example", password }));
    await verified("latter@acme.example");
    const latter = cookieOf(await post("/sign-in/email", { email: "latter@acme.example", password }, former));
    const isOpen = async (cookie: string) => (await auth.session(new Headers({ cookie }))) !== null;
    expect([await isOpen(former), await isOpen(elsewhere), await isOpen(latter)]).toEqual([
      false,
      true,
      true,
    ]);
    const wrong = { email: "former@acme.example", password: "not the password" };
    expect((await post("/sign-in/email", wrong, latter)).status).toBe(401);
    expect(await isOpen(latter)).toBe(true);
  });

  it("lists sessions also when the own one is older than a day", async () => {
    const cookie = await verified("old@acme.example");
    await pool.query(`update auth.session set "createdAt" = now() - interval '2 days'`);
    expect((await get("/list-sessions", cookie)).status).toBe(200);
  });

  it("does not end another person's session", async () => {
    const mine = await verified("mine@acme.example");
    const other = await verified("other@acme.example");
    const [session] = (await (await get("/list-sessions", other)).json()) as { id: string }[];
    expect((await post("/revoke-session", { id: session?.id }, mine)).status).toBe(200);
    expect(await auth.session(new Headers({ cookie: other }))).not.toBeNull();
  });

  it("trusts no session token without its signature", async () => {
    const cookie = await verified("sig@acme.example");
    const forged = cookie.replace(
      /(session_token=[^.]*)\.[^;]*/,
      "$1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D",
    );
    expect(await auth.session(new Headers({ cookie: forged }))).toBeNull();
  });

  it("takes cookies from known origins only", async () => {
    const cookie = await verified("csrf@acme.example");
    for (const origin of ["https://evil.example", "null", undefined]) {
      expect((await post("/sign-out", {}, cookie, origin)).status).toBe(403);
    }
    expect((await post("/sign-out", {}, cookie, "https://portal.example")).status).toBe(200);
  });

  it.each([
    ["lax", "Secure; SameSite=Lax"],
    ["none", "Secure; SameSite=None; Partitioned"],
  ] as const)(
    "marks cookies Secure, and this host's alone, when the public URL is https (site %s)",
    async (cookieSite, attributes) => {
      const email = `tls-${cookieSite}@acme.example`;
      await verified(email);
      const secure = createBetterAuth({
        ...settings(),
        cookieSite,
        publicUrl: "https://portico.example",
        trustedOrigins: [PUBLIC_URL],
      });
      const request = client.request("POST", "/sign-in/email", { email, password });
      const [cookie] = (await secure.handler(request)).headers.getSetCookie();
      expect(cookie).toMatch(
        new RegExp(`^__Host-portico\\.session_token=.*; Path=/; HttpOnly; ${attributes}$`),
      );
      const headers = new Headers({ cookie: cookie?.split(";")[0] ?? "" });
      expect(await secure.session(headers)).toMatchObject({ email });
    },
  );
});

describe("a mail that a portal asked for", () => {
  const portal = "https://portal.example/welcome?x=1&y=2";

  it("leads back to the portal after the address is verified", async () => {
    await post("/sign-up/email", { email: "back-home@acme.example", callbackURL: portal });
    expect(new URL(mail.page()).searchParams.get("callbackURL")).toBe(portal);
  });

  it("names no page elsewhere", async () => {
    const callbackURL = "https://evil.example";
    expect((await post("/sign-up/email", { email: "away@acme.example", callbackURL })).status).toBe(403);
  });

  it.each(["/..//evil.example", "/%2e%2e//evil.example", "/unknown"])(
    "takes the token of a new password to no page but known ones, such as %s",
    async (redirectTo) => {
      const email = `open-${redirectTo.length}@acme.example`;
      await verified(email);
      await post("/request-password-reset", { email, redirectTo });
      const { origin, pathname } = new URL(mail.page());
      expect([origin, pathname]).toEqual([PUBLIC_URL, "/reset-password"]);
    },
  );

  it("takes the token of a new password to the portal", async () => {
    await verified("back@acme.example");
    await post("/request-password-reset", { email: "back@acme.example", redirectTo: portal });
    const page = new URL(mail.page());
    expect(page.origin + page.pathname).toBe("https://portal.example/welcome");
    expect([...page.searchParams.keys()].sort()).toEqual(["token", "x", "y"]);
  });
});

describe("resetting the password", () => {
  it("says the same for an address that it does not know", async () => {
    await verified("forgot@acme.example");
    mail.clear();
    const known = await post("/request-password-reset", { email: "forgot@acme.example" });
    const unknown = await post("/request-password-reset", { email: "noforgot@acme.example" });
    expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
    expect(mail.sent.map(({ template, to }) => [template, to])).toEqual([
      ["reset-password", "forgot@acme.example"],
    ]);
  });

  it("leads to the page with a token that works once, and ends all sessions", async () => {
    const cookie = await verified("reset@acme.example");
    await post("/request-password-reset", { email: "reset@acme.example" });
    const { rows } = await pool.query("select identifier from auth.verification");
    const page = new URL(mail.page());
    expect(page.pathname).toBe("/reset-password");
    const token = page.searchParams.get("token") ?? "";
    expect(rows.some(({ identifier }) => identifier.includes(token))).toBe(false);
    const newPassword = "another passphrase";
    expect((await post("/reset-password", { token, newPassword: "short" })).status).toBe(400);
    expect((await post("/reset-password", { token, newPassword })).status).toBe(200);
    expect(await auth.session(new Headers({ cookie }))).toBeNull();
    expect((await post("/sign-in/email", { email: "reset@acme.example", password })).status).toBe(401);
    expect(
      (await post("/sign-in/email", { email: "reset@acme.example", password: newPassword })).status,
    ).toBe(200);
    expect((await post("/reset-password", { token, newPassword })).status).toBe(400);
  });
});

describe("a new password", () => {
  const weak = [
    ["12345678901", "PASSWORD_TOO_SHORT"],
    ["x".repeat(129), "PASSWORD_TOO_LONG"],
    ["passwordpassword", "PASSWORD_TOO_WEAK"],
    ["new-words@acme.example", "PASSWORD_PERSONAL"],
    ["Analytical Engines", "PASSWORD_PERSONAL"],
  ];

  it("is judged behind a link, which is not used up", async () => {
    await verified("new-words@acme.example");
    await post("/request-password-reset", { email: "new-words@acme.example" });
    const token = mail.token();
    for (const [newPassword, code] of weak) {
      const response = await post("/reset-password", { token, newPassword });
      expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ code })]);
    }
    expect((await post("/reset-password", { token, newPassword: "another passphrase" })).status).toBe(200);
  });

  it("is judged in a session", async () => {
    await pool.query(`delete from auth."user" where email = 'new-words@acme.example'`);
    const cookie = await verified("new-words@acme.example");
    for (const [newPassword, code] of weak) {
      const response = await post("/change-password", { currentPassword: password, newPassword }, cookie);
      expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ code })]);
    }
    const change = { currentPassword: password, newPassword: "another passphrase" };
    expect((await post("/change-password", change, cookie)).status).toBe(200);
  });

  it("tells whoever has no link nothing but whether its length fits", async () => {
    const answer = async (newPassword: string) =>
      (await post("/reset-password", { token: "forged", newPassword })).json();
    expect(await answer("short")).toMatchObject({ code: "PASSWORD_TOO_SHORT" });
    expect(await answer("passwordpassword")).toMatchObject({ code: "INVALID_TOKEN" });
  });
});

describe("what is closed", () => {
  let cookie: string;

  beforeAll(async () => {
    cookie = await verified("closed@acme.example");
  });

  it.each([
    ["POST", "/change-email"],
    ["POST", "/update-user"],
    ["POST", "/delete-user"],
    ["POST", "/sign-in/social"],
    ["GET", "/list-accounts"],
    ["GET", "/ok"],
    ["GET", "/error"],
    ["POST", "/send-verification-email"],
    ["GET", "/reset-password/token"],
    ["POST", "//change-email"],
    ["POST", "/change-email/"],
  ])("%s %s answers 404", async (method, path) => {
    const response = await auth.handler(
      client.request(method, path, method === "POST" ? {} : undefined, cookie),
    );
    expect(response.status).toBe(404);
  });

  it.each([
    ["GET", "/verify-email?token=x", "POST"],
    ["POST", "/get-session", "GET, HEAD"],
  ])("%s %s answers 405, and says that there is %s", async (method, path, allowed) => {
    const response = await auth.handler(client.request(method, path, method === "POST" ? {} : undefined));
    expect([response.status, response.headers.get("allow")]).toEqual([405, allowed]);
  });
});

describe("limits", () => {
  it.each(["memory", "database"] as const)(
    "counts by the address that the server knows (%s)",
    async (rateLimit) => {
      const limited = createBetterAuth({ ...settings(), rateLimit });
      let attempts = 0;
      const attempt = (ip: string) => {
        const email = `${rateLimit}-${attempts++}@acme.example`;
        const request = client.request("POST", "/sign-in/email", { email, password });
        request.headers.set("x-forwarded-for", `10.0.0.${Math.floor(Math.random() * 255)}`);
        request.headers.set("x-portico-client-ip", `10.0.1.${Math.floor(Math.random() * 255)}`);
        return limited.handler(request, ip);
      };
      const statuses = [];
      for (let i = 0; i < 4; i++) statuses.push((await attempt("192.0.2.1")).status);
      expect(statuses).toEqual([401, 401, 401, 429]);
      expect((await attempt("192.0.2.2")).status).toBe(401);
    },
  );
});

describe("migrating", () => {
  it("may be done again, and by two processes at once", async () => {
    const fresh = await createTestDatabase();
    const client = new pg.Client({ connectionString: fresh.url });
    await client.connect();
    await client.query("drop schema auth cascade");
    await client.end();
    const pools = [0, 1, 2].map(() => new pg.Pool({ connectionString: fresh.url, max: 1 }));
    await Promise.all(pools.map((each) => migrateAuth(each)));
    await Promise.all(pools.map((each) => migrateAuth(each)));
    const { rows } = await (pools[0] as pg.Pool).query(
      "select table_schema || '.' || table_name as name from information_schema.tables where table_schema = 'auth' order by 1",
    );
    expect(rows.map(({ name }) => name)).toEqual([
      "auth.account",
      "auth.passkey",
      "auth.rateLimit",
      "auth.session",
      "auth.twoFactor",
      "auth.user",
      "auth.verification",
    ]);
    await Promise.all(pools.map((each) => each.end()));
    await fresh.drop();
  });
});
