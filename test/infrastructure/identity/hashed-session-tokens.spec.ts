import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { type BetterAuth, createBetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { migrateAuth } from "../../../src/infrastructure/identity/migrate-auth.js";
import { createTestDatabase } from "../../support/database.js";
import { dumpDatabase } from "../../support/dump.js";
import { authClient, authSecret, authSettings, memoryMail, password } from "./auth-client.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;
let auth: BetterAuth;
const mail = memoryMail();
const { post, get, verified, cookieOf } = authClient(() => auth, mail);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
  auth = createBetterAuth(authSettings({ pool, mail }));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const tokenIn = (cookie: string) =>
  decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? "").split(".")[0] ?? "";
const isSignedIn = async (cookie: string) => (await auth.session(new Headers({ cookie }))) !== null;
/** What this server would sign. */
function signed(token: string): string {
  const signature = createHmac("sha256", authSecret).update(token).digest("base64");
  return `portico.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
const stored = async (): Promise<string[]> =>
  (await pool.query('select token from auth.session order by "createdAt"')).rows.map(({ token }) => token);

describe("R34 the tokens of sessions", () => {
  it("are nowhere in the database", async () => {
    const cookie = await verified("ada@hashed.example");
    expect(tokenIn(cookie)).toMatch(/^\w{32}$/);
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await dumpDatabase(pool)).not.toContain(tokenIn(cookie));
    expect((await stored()).at(-1)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("cannot be had from what is there, even by whoever can sign cookies", async () => {
    const cookie = await verified("bob@hashed.example");
    expect(await isSignedIn(signed(tokenIn(cookie)))).toBe(true);
    expect(await isSignedIn(signed((await stored()).at(-1) ?? ""))).toBe(false);
  });

  it("go on working when a session is prolonged", async () => {
    const cookie = await verified("cyd@hashed.example");
    await pool.query(
      `update auth.session set "updatedAt" = now() - interval '2 days', "expiresAt" = now() + interval '4 days'`,
    );
    const prolonged = await get("/get-session", cookie);
    expect(tokenIn(cookieOf(prolonged))).toBe(tokenIn(cookie));
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await stored()).every((token) => token.startsWith("sha256:"))).toBe(true);
  });

  it("end the session that is named, out of several", async () => {
    const email = "dan@hashed.example";
    const first = await verified(email);
    const second = cookieOf(await post("/sign-in/email", { email, password }));
    const sessions = (await (await get("/list-sessions", first)).json()) as {
      id: string;
      createdAt: string;
    }[];
    const [newest] = sessions.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
    await post("/revoke-session", { id: newest?.id }, first);
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([true, false]);
    await post("/sign-out", {}, first);
    expect(await isSignedIn(first)).toBe(false);
  });

  it("of an earlier version, which kept them in clear, are hashed when it is brought up to date, and go on working", async () => {
    const cookie = await verified("eve@hashed.example");
    await pool.query("update auth.session set token = $1 where token = $2", [
      tokenIn(cookie),
      (await stored()).at(-1),
    ]);
    expect(await isSignedIn(cookie)).toBe(false);
    await migrateAuth(pool);
    await migrateAuth(pool);
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await dumpDatabase(pool)).not.toContain(tokenIn(cookie));
  });
});
