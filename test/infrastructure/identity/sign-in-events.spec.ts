import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import { type BetterAuth, createBetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { createTestDatabase } from "../../support/database.js";
import { recordingLogger } from "../../support/logger.js";
import { authClient, authSettings, memoryMail, password } from "./auth-client.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;
let auth: BetterAuth;
const mail = memoryMail();
const logger = recordingLogger();
const { post, get, signUp, verify, verified } = authClient(() => auth, mail);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
  auth = createBetterAuth({ ...authSettings({ pool, mail }), logger });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => void logger.lines.splice(0));

const events = () =>
  logger.lines
    .filter(({ message }) => message === "a sign-in event")
    .map(({ fields: { event, status, code } }) => [event, status, code].filter(Boolean).join(" "));
const whoOf = () => new Set(logger.lines.map(({ fields }) => fields.who).filter(Boolean));

it("a sign-up, sign-ins, failures, a reset, a change and a sign-out are logged, each with the same hashed address", async () => {
  const email = "ada@events.example";
  await signUp(email);
  await verify();
  await post("/sign-in/email", { email, password: "not the password" });
  await post("/sign-in/email", { email: "ADA@events.example", password });
  await post("/request-password-reset", { email });
  const newPassword = "another passphrase of hers";
  await post("/reset-password", { token: mail.token(), newPassword: "short" });
  await post("/reset-password", { token: mail.token(), newPassword });
  const cookie = (await post("/sign-in/email", { email, password: newPassword })).headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  await post("/change-password", { currentPassword: newPassword, newPassword: `${password} again` }, cookie);
  expect(events()).toEqual([
    "SIGN_UP_EMAIL 200",
    "VERIFY_EMAIL 200",
    "SIGN_IN_EMAIL 401 INVALID_EMAIL_OR_PASSWORD",
    "SIGN_IN_EMAIL 200",
    "REQUEST_PASSWORD_RESET 200",
    expect.stringMatching(/^RESET_PASSWORD 400 PASSWORD_/),
    "RESET_PASSWORD 200",
    "SIGN_IN_EMAIL 200",
    "CHANGE_PASSWORD 200",
  ]);
  expect([...whoOf()]).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
});

it("somebody else has another hash, known or not, and a sub-address the same", async () => {
  await post("/sign-in/email", { email: "bob@events.example", password });
  await post("/sign-in/email", { email: "bob+tag@events.example", password });
  await post("/sign-in/email", { email: "ada@events.example", password });
  expect(whoOf().size).toBe(2);
});

it("reading is no event", async () => {
  const cookie = await verified("reader@events.example");
  logger.lines.splice(0);
  await get("/get-session", cookie);
  await get("/list-sessions", cookie);
  expect(logger.lines).toEqual([]);
});

it("no line holds a password, a token, an address, or a code that somebody made up", async () => {
  const email = "cyd@events.example";
  await signUp(email);
  const token = mail.token();
  await verify();
  await post("/sign-in/email", { email, password, code: "MADE_UP" });
  await post("/verify-email", { token, password });
  await post("/sign-in/email", [email]);
  await post("/sign-in/email", "x".repeat(1000));
  const lines = JSON.stringify(logger.lines);
  for (const secret of [password, token, "cyd", "MADE_UP", "xxx"]) expect(lines).not.toContain(secret);
});
