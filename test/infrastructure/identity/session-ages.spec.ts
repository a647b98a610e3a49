import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { type BetterAuth, createBetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { createTestDatabase } from "../../support/database.js";
import { authClient, authSettings, memoryMail } from "./auth-client.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;
let auth: BetterAuth;
const mail = memoryMail();
const { get, post, signUp, verified, verify } = authClient(() => auth, mail);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 10 });
  auth = createBetterAuth(authSettings({ pool, mail }));
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

let people = 0;
const someone = () => verified(`someone-${people++}@acme.example`);
const isSignedIn = async (cookie: string) => (await auth.session(new Headers({ cookie }))) !== null;

/** As if the session had been made, and last been used, that many days ago. */
async function age(made: number, used: number): Promise<void> {
  await pool.query(
    `update auth.session set "createdAt" = now() - $1 * interval '1 day', "updatedAt" = now() - $2 * interval '1 day',
       "expiresAt" = least(now() - $2 * interval '1 day' + interval '7 days', now() - $1 * interval '1 day' + interval '30 days')`,
    [made, used],
  );
}

it("R36 a session that nobody uses for 7 days ends", async () => {
  const cookie = await someone();
  await age(6.9, 6.9);
  expect(await isSignedIn(cookie)).toBe(true);
  await age(7.1, 7.1);
  expect(await isSignedIn(cookie)).toBe(false);
  expect(await (await get("/get-session", cookie)).json()).toBeNull();
});

async function daysLeft(): Promise<number> {
  const { rows } = await pool.query(
    `select extract(epoch from "expiresAt" - now()) / 86400 as days from auth.session`,
  );
  return Number(rows[0].days);
}

describe.each<[string, (cookie: string) => Promise<unknown>]>([
  ["at /api/auth", (cookie) => get("/get-session", cookie)],
  ["anywhere else", isSignedIn],
])("R36 using a session %s", (_, use) => {
  it("prolongs it by 7 days, but never beyond 30 days after its sign-in", async () => {
    await pool.query("delete from auth.session");
    const cookie = await someone();
    expect(await daysLeft()).toBeCloseTo(7, 2);
    await age(5, 5);
    await use(cookie);
    expect(await daysLeft()).toBeCloseTo(7, 2);
    await age(25, 1);
    await use(cookie);
    expect(await daysLeft()).toBeCloseTo(5, 2);
    await age(29.9, 0.5);
    await use(cookie);
    expect(await daysLeft()).toBeCloseTo(0.1, 2);
  });

  it("writes nothing within an hour of the last time", async () => {
    await pool.query("delete from auth.session");
    const cookie = await someone();
    await age(2, 0.9 / 24);
    const before = await pool.query("select * from auth.session");
    await use(cookie);
    expect((await pool.query("select * from auth.session")).rows).toEqual(before.rows);
  });
});

it("R36 a cookie outlives every use of its session, whichever they are", async () => {
  await mail.clear();
  await signUp("cookie@acme.example");
  const [cookie] = (await verify()).headers.getSetCookie();
  expect(cookie).toContain("; Max-Age=2592000;");
});

it("R36 a session that ends while it is used is nobody's", async () => {
  const cookie = await someone();
  await age(2, 2);
  const uses = Array.from({ length: 5 }, () => isSignedIn(cookie));
  await pool.query("delete from auth.session");
  for (const use of await Promise.allSettled(uses)) expect(use.status).toBe("fulfilled");
  expect(await isSignedIn(cookie)).toBe(false);
});

it("R36 no session is good for more than 30 days, whatever its row says", async () => {
  const cookie = await someone();
  await age(30.1, 0);
  await pool.query(`update auth.session set "expiresAt" = now() + interval '7 days'`);
  expect(await isSignedIn(cookie)).toBe(false);
});

it("R36 nobody sets how old a session is from outside", async () => {
  const cookie = await someone();
  for (const path of ["/update-session", "/update-user"]) {
    expect((await post(path, { steppedUpAt: new Date() }, cookie)).status).toBe(404);
  }
});

it("R36 a sign-in is as old as the one clock of all processes says, whatever this machine's says", async () => {
  const clock = { now: () => new Date("2040-01-01T12:00:00Z") };
  const elsewhere = createBetterAuth({ ...authSettings({ pool, mail }), clock });
  const cookie = await authClient(() => elsewhere, mail).verified("elsewhere@acme.example");
  const session = await elsewhere.session(new Headers({ cookie }));
  expect(session?.signedIn.at).toEqual(clock.now());
});
