import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { ownPageLinks } from "../../../src/http/own-page-links.js";
import { type BetterAuth, createBetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { createIdentitySource } from "../../../src/infrastructure/identity/identity-source.js";
import { migrateAuth } from "../../../src/infrastructure/identity/migrate-auth.js";
import { createTestDatabase } from "../../support/database.js";
import { authClient, memoryMail, PUBLIC_URL, password } from "./auth-client.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;
let auth: BetterAuth;
const mail = memoryMail();
const client = authClient(() => auth, mail);
const { post, get, signUp, verified, cookieOf } = client;

const settings = () => ({
  pool,
  publicUrl: PUBLIC_URL,
  secret: "a secret of this spec, long enough: 0123456789",
  trustedOrigins: ["https://portal.example"],
  mail,
  links: ownPageLinks(PUBLIC_URL, ["https://portal.example"]),
  rateLimit: "off" as const,
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

describe("signing up", () => {
  it("needs an address and a password only, and mails a link", async () => {
    const response = await signUp("ann@acme.example");
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toMatchObject({
      token: null,
      user: { email: "ann@acme.example", emailVerified: false, name: "ann" },
    });
    expect(mail.sent).toEqual([
      { template: "verify-email", to: "ann@acme.example", data: { url: expect.any(String) } },
    ]);
    const link = new URL(mail.page());
    expect(link.origin + link.pathname).toBe(`${PUBLIC_URL}/verify-email`);
    expect(link.searchParams.get("callbackURL")).toBe("/signed-in");
  });

  it("keeps the password as Argon2id", async () => {
    await signUp("hash@acme.example");
    const { rows } = await pool.query(
      `select a.password from auth.account a join auth."user" u on u.id = a."userId" where u.email = $1`,
      ["hash@acme.example"],
    );
    expect(rows[0].password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
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
    ["a password of 9", { email: "b@acme.example", password: "123456789" }, "PASSWORD_TOO_SHORT"],
    ["a password of 129", { email: "b@acme.example", password: "x".repeat(129) }, "PASSWORD_TOO_LONG"],
    ["no password", { email: "b@acme.example" }, "VALIDATION_ERROR"],
    ["no address", { password }, "VALIDATION_ERROR"],
    ["something that is no address", { email: "ann", password }, "VALIDATION_ERROR"],
    ["an address that is no string", { email: { a: 1 }, password }, "VALIDATION_ERROR"],
  ])("answers 400 to %s", async (_what, body, code) => {
    const response = await post("/sign-up/email", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });

  it("tells the owner of a registered address by mail, and the caller nothing", async () => {
    await verified("known@acme.example");
    mail.clear();
    const known = await signUp("known@acme.example");
    const unknown = await signUp("unknown@acme.example");
    expect(known.status).toBe(unknown.status);
    expect(shape(await known.json())).toEqual(shape(await unknown.json()));
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

  it("answers many sign-ups of one address at the same moment alike, and creates it once", async () => {
    const responses = await Promise.all(Array.from({ length: 6 }, () => signUp("race@acme.example")));
    expect(responses.map((response) => response.status)).toEqual(Array(6).fill(200));
    const bodies = await Promise.all(responses.map((response) => response.json()));
    expect(new Set(bodies.map((body) => JSON.stringify(shape(body)))).size).toBe(1);
    const { rows } = await pool.query(`select 1 from auth."user" where email = 'race@acme.example'`);
    expect(rows).toHaveLength(1);
  });

  it("that cannot be stored answers as the one of a registered address does", async () => {
    await verified("nul@acme.example");
    const body = (email: string) => ({ email, password, name: "N\u0000" });
    const known = await post("/sign-up/email", body("nul@acme.example"));
    const unknown = await post("/sign-up/email", body("unnul@acme.example"));
    expect([unknown.status, shape(await unknown.json())]).toEqual([known.status, shape(await known.json())]);
  });

  it("of an unverified address again, with the same password, is the same sign-up with a new link", async () => {
    await signUp("twice@acme.example");
    const earlier = mail.link();
    await signUp("twice@acme.example");
    expect((await get(earlier)).headers.get("location")).toBe("/signed-in?error=INVALID_TOKEN");
    expect((await get(mail.link())).headers.get("location")).toBe("/signed-in");
    expect((await post("/sign-in/email", { email: "twice@acme.example", password })).status).toBe(200);
  });

  it.each([
    ["after a stranger", "the squatter's password", password],
    ["before a stranger", password, "the squatter's password"],
  ])(
    "R1 of one address with two passwords, %s, makes neither valid: the mailbox decides",
    async (who, first, second) => {
      const email = `${who.replaceAll(" ", "-")}@acme.example`;
      await post("/sign-up/email", { email, password: first });
      await post("/sign-up/email", { email, password: second });
      const confirmed = await get(mail.link());
      expect(confirmed.headers.get("location")).toBe("/forgotten-password");
      expect(cookieOf(confirmed)).not.toBe("");
      for (const tried of [first, second]) {
        expect((await post("/sign-in/email", { email, password: tried })).status).toBe(401);
      }
    },
  );

  it("with too short a password leaves an earlier sign-up alone", async () => {
    await signUp("keep@acme.example");
    const link = mail.link();
    await post("/sign-up/email", { email: "keep@acme.example", password: "short" });
    expect((await get(link)).headers.get("location")).toBe("/signed-in");
  });
});

describe("R1 verifying the address", () => {
  it("signs in by a plain GET, and leads to the page", async () => {
    await signUp("eve@acme.example");
    const response = await get(mail.link());
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/signed-in");
    const [setCookie] = response.headers.getSetCookie();
    expect(setCookie).toMatch(
      /^portico\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const identity = await createIdentitySource({ betterAuth: auth }).identify(
      new Headers({ cookie: cookieOf(response) }),
    );
    expect(identity).toEqual({
      subject: expect.stringMatching(/^portico\|\w+$/),
      email: "eve@acme.example",
      emailVerified: true,
    });
  });

  it("works once: a link that was used signs nobody in", async () => {
    await signUp("once@acme.example");
    const link = mail.link();
    await get(link);
    expect((await get(link)).headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ["a forged token", "/verify-email?token=abc.def.ghi&callbackURL=%2Fsigned-in", 302],
    ["a page elsewhere", "/verify-email?token=x&callbackURL=https%3A%2F%2Fevil.example", 403],
  ])("refuses %s", async (_what, path, status) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it("sends the link again, and says the same for an address that it does not know", async () => {
    await signUp("again@acme.example");
    mail.clear();
    const known = await post("/send-verification-email", { email: "again@acme.example" });
    const unknown = await post("/send-verification-email", { email: "nobody@acme.example" });
    expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
    expect(mail.sent.map((message) => message.to)).toEqual(["again@acme.example"]);
  });
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

  it("says of an unverified address nothing without its password; with it, sends the link again", async () => {
    await signUp("late@acme.example");
    mail.clear();
    const wrong = await post("/sign-in/email", { email: "late@acme.example", password: "not the password" });
    expect([wrong.status, mail.sent.length]).toEqual([401, 0]);
    const right = await post("/sign-in/email", { email: "late@acme.example", password });
    expect([right.status, ((await right.json()) as { code: string }).code]).toEqual([
      403,
      "EMAIL_NOT_VERIFIED",
    ]);
    expect(right.headers.getSetCookie()).toEqual([]);
    expect((await get(mail.link())).headers.get("location")).toBe("/signed-in");
  });

  it("gives a session that can be listed, revoked and ended, and stops at once", async () => {
    const first = await verified("tess@acme.example");
    const signedIn = await post("/sign-in/email", { email: "tess@acme.example", password });
    const second = cookieOf(signedIn);
    const listed = await (await get("/list-sessions", first)).json();
    expect(listed).toHaveLength(2);
    const { token } = (await signedIn.json()) as { token: string };
    expect((await post("/revoke-session", { token }, first)).status).toBe(200);
    expect(await auth.session(new Headers({ cookie: second }))).toBeNull();
    expect(await auth.session(new Headers({ cookie: first }))).not.toBeNull();
    expect((await post("/sign-out", {}, first)).status).toBe(200);
    expect(await auth.session(new Headers({ cookie: first }))).toBeNull();
    expect((await get("/list-sessions", first)).status).toBe(401);
  });

  it("lists sessions also when the own one is older than a day", async () => {
    const cookie = await verified("old@acme.example");
    await pool.query(`update auth.session set "createdAt" = now() - interval '2 days'`);
    expect((await get("/list-sessions", cookie)).status).toBe(200);
  });

  it("does not end another person's session", async () => {
    const mine = await verified("mine@acme.example");
    const other = await verified("other@acme.example");
    const [session] = (await (await get("/list-sessions", other)).json()) as { token: string }[];
    await post("/revoke-session", { token: session?.token }, mine);
    expect(await auth.session(new Headers({ cookie: other }))).not.toBeNull();
  });

  it("trusts no session token without its signature", async () => {
    const cookie = await verified("sig@acme.example");
    const forged = cookie.replace(/\.[^.]*$/, ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D");
    expect(await auth.session(new Headers({ cookie: forged }))).toBeNull();
  });

  it("takes cookies from known origins only", async () => {
    const cookie = await verified("csrf@acme.example");
    for (const origin of ["https://evil.example", "null", undefined]) {
      expect((await post("/sign-out", {}, cookie, origin)).status).toBe(403);
    }
    expect((await post("/sign-out", {}, cookie, "https://portal.example")).status).toBe(200);
  });

  it("marks cookies Secure when the public URL is https", async () => {
    await verified("tls@acme.example");
    const secure = createBetterAuth({
      ...settings(),
      publicUrl: "https://portico.example",
      trustedOrigins: [PUBLIC_URL],
    });
    const request = client.request("POST", "/sign-in/email", { email: "tls@acme.example", password });
    const [cookie] = (await secure.handler(request)).headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-portico\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/);
  });
});

describe("a mail that a portal asked for", () => {
  const portal = "https://portal.example/welcome?x=1&y=2";

  it.each(["sign-up", "another mail"])(
    "verifies the address and leads back to the portal, after %s",
    async (by) => {
      const email = `back-${by.length}@acme.example`;
      await post("/sign-up/email", { email, password, callbackURL: portal });
      if (by !== "sign-up") await post("/send-verification-email", { email, callbackURL: portal });
      expect((await get(mail.link())).headers.get("location")).toBe(portal);
    },
  );

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
    ["GET", "/reset-password/token"],
    ["POST", "//change-email"],
    ["POST", "/change-email/"],
  ])("%s %s answers 404", async (method, path) => {
    const response = await auth.handler(
      client.request(method, path, method === "POST" ? {} : undefined, cookie),
    );
    expect(response.status).toBe(404);
  });
});

describe("limits", () => {
  it.each(["memory", "database"] as const)(
    "counts by the address that the server knows (%s)",
    async (rateLimit) => {
      const limited = createBetterAuth({ ...settings(), rateLimit });
      const attempt = (ip: string) => {
        const request = client.request("POST", "/sign-in/email", { email: "x@acme.example", password });
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
      "auth.rateLimit",
      "auth.session",
      "auth.user",
      "auth.verification",
    ]);
    await Promise.all(pools.map((each) => each.end()));
    await fresh.drop();
  });
});

/** A body with its keys in order and the kinds of its values, without what differs from person to person. */
function shape(value: unknown): unknown {
  if (value === null || typeof value !== "object") return typeof value === "string" ? "string" : value;
  return Object.entries(value).map(([key, each]) => [key, key === "id" ? String(each).length : shape(each)]);
}
