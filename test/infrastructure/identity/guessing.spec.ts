import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import { type BetterAuth, createBetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { signInAttempts } from "../../../src/infrastructure/identity/sign-in-attempts.js";
import { createTestDatabase } from "../../support/database.js";
import { authClient, authSettings, memoryMail, password } from "./auth-client.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;
let auth: BetterAuth;
const mail = memoryMail();
const { post, verified, cookieOf, request } = authClient(() => auth, mail);
const told: unknown[] = [];
const newPassword = "another passphrase";

/** A wait is over by an update alone, however slow the machine is; but for the subject whose waits are measured. */
const longWaits = `
  create function long_wait() returns trigger language plpgsql as $$
  begin
    new.next_at := clock_timestamp() + interval '1 hour';
    return new;
  end $$;
  create trigger long_waits before insert or update on sign_in_attempt for each row
    when (new.next_at is not null and new.subject_hash <> 'one') execute function long_wait()`;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 10 });
  await pool.query(longWaits);
  auth = createBetterAuth({
    ...authSettings({ pool, mail }),
    notices: { tell: async (...notice) => void told.push(notice) },
  });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

beforeEach(() => mail.clear());

let places = 0;

/** From an address that nobody has used before. */
async function signIn(email: string, tried = password, cookie?: string) {
  const sent = request("POST", "/sign-in/email", { email, password: tried }, cookie);
  const place = places++;
  const response = await auth.handler(sent, `10.${place >> 16}.${(place >> 8) & 255}.${place & 255}`);
  const { code } = (await response.clone().json()) as { code?: string };
  return { response, status: response.status, code };
}

/** So many wrong passwords at once. */
function guess(email: string, count: number) {
  return Promise.all(Array.from({ length: count }, (_, n) => signIn(email, `wrong password ${n}`)));
}

it("compares few of 320 passwords that come from 320 addresses at once, and not the right one after them", async () => {
  await verified("guessed@acme.example");
  const answers = await guess("guessed@acme.example", 320);
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  const { response, status, code } = await signIn("guessed@acme.example");
  expect([status, code]).toEqual([429, "TOO_MANY_ATTEMPTS"]);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(response.headers.getSetCookie()).toEqual([]);
});

it("says the same of an address that has no account", async () => {
  const [known, unknown] = ["told@acme.example", "nobody@acme.example"];
  await verified(known);
  for (const email of [known, unknown]) {
    const answers = (await guess(email, 8)).map(({ status }) => status).sort();
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  }
  const [one, other] = [await signIn(known), await signIn(unknown)];
  expect([one.status, one.code]).toEqual([other.status, other.code]);
});

it("counts the spellings and sub-addresses of one mailbox together", async () => {
  for (const email of ["Many@acme.example", "many+1@acme.example", "MANY+2@ACME.example"])
    await guess(email, 2);
  expect((await signIn("many@acme.example")).status).toBe(429);
});

it("lets whoever waited go on, and forgets what was before the right password", async () => {
  const email = "patient@acme.example";
  await verified(email);
  await guess(email, 6);
  await pool.query("update sign_in_attempt set next_at = null");
  expect((await signIn(email)).status).toBe(200);
  expect((await guess(email, 5)).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
});

it("does not slow down a browser that has signed in before, however long others guess", async () => {
  const email = "holder@acme.example";
  const device = await verified(email);
  await guess(email, 12);
  expect((await signIn(email, password, device)).status).toBe(200);
  expect((await signIn(email)).status).toBe(429);
});

it("lets the owner of the mailbox in at once by a link for a new password", async () => {
  const email = "mailbox@acme.example";
  await verified(email);
  await guess(email, 12);
  mail.clear();
  await post("/request-password-reset", { email });
  const reset = await post("/reset-password", { token: mail.token(), newPassword });
  expect(reset.status).toBe(200);
  const device = cookieOf(reset);
  expect((await signIn(email, newPassword)).status).toBe(429);
  expect((await signIn(email, newPassword, device)).status).toBe(200);
});

it("counts on such a browser, too, and knows it for its own account alone", async () => {
  const [mine, other] = ["mine@acme.example", "other@acme.example"];
  const device = await verified(mine);
  await verified(other);
  await guess(other, 6);
  expect((await signIn(other, password, device)).status).toBe(429);
  const forged = device.replace(/(device=[^.]*\.)[^;]*/, "$1forged.forged");
  await guess(mine, 6);
  expect((await signIn(mine, password, forged)).status).toBe(429);
  for (let i = 0; i < 5; i++) expect((await signIn(mine, "wrong password", device)).status).toBe(401);
  expect((await signIn(mine, password, device)).status).toBe(429);
});

it("tells the owner once, and nobody else", async () => {
  const email = "warned@acme.example";
  await verified(email);
  told.length = 0;
  for (let i = 0; i < 14; i++) {
    await pool.query("update sign_in_attempt set next_at = null");
    await signIn(email, "wrong password");
    await signIn("nobody-there@acme.example", "wrong password");
  }
  expect(told).toEqual([[email, { what: "SIGN_INS_FAILED" }]]);
});

it("makes each wait twice as long, up to a quarter of an hour, and starts anew after a day", async () => {
  const attempts = signInAttempts(pool);
  const waits: number[] = [];
  for (let i = 0; i < 18; i++) {
    await pool.query("update sign_in_attempt set next_at = null");
    await attempts.begin("one");
    const { rows } = await pool.query(
      "select coalesce(round(extract(epoch from next_at - last_at)), 0)::integer as wait from sign_in_attempt where subject_hash = 'one'",
    );
    waits.push(rows[0].wait);
  }
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  await pool.query("update sign_in_attempt set last_at = now() - interval '25 hours', next_at = null");
  expect(await attempts.begin("one")).toEqual({ count: 1, waitSeconds: 0 });
  await pool.query("update sign_in_attempt set last_at = now() - interval '25 hours'");
  await attempts.purge();
  expect((await pool.query("select from sign_in_attempt")).rowCount).toBe(0);
});
