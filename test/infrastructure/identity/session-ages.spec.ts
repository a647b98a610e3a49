import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { type BetterAuth, createBetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { createTestDatabase } from "../../support/database.js";
import { authClient, authSettings, memoryMail } from "./auth-client.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;
let auth: BetterAuth;
const mail = memoryMail();
const { get, post, verified } = authClient(() => auth, mail);

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

it("R36 using a session prolongs it by 7 days, but never beyond 30 days after its sign-in", async () => {
  const cookie = await someone();
  const left = async () => {
    const { rows } = await pool.query(
      `select extract(epoch from "expiresAt" - now()) / 86400 as days from auth.session`,
    );
    return Number(rows[0].days);
  };
  await pool.query(`delete from auth.session where "createdAt" < now() - interval '1 day'`);
  await age(5, 5);
  await get("/get-session", cookie);
  expect(await left()).toBeCloseTo(7, 2);
  await age(25, 1);
  await get("/get-session", cookie);
  expect(await left()).toBeCloseTo(5, 2);
  await age(29.9, 0.5);
  await get("/get-session", cookie);
  expect(await left()).toBeCloseTo(0.1, 2);
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
