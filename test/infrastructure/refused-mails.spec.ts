import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import pg from "pg";
import type { JobHandlers } from "../../src/application/jobs.js";
import { createGivenUpJobs } from "../../src/infrastructure/jobs/given-up-jobs.js";
import type { Supervised } from "../../src/infrastructure/jobs/supervise.js";
import { startWorker } from "../../src/infrastructure/jobs/worker.js";
import { createLogger } from "../../src/infrastructure/logging.js";
import { createOutgoingMails, type OutgoingMails } from "../../src/infrastructure/mail/outgoing-mails.js";
import { createSmtpMailer, type SmtpMailer } from "../../src/infrastructure/mail/smtp-mailer.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { type MailServer, startMailServer } from "../support/mail-server.js";

let database: TestDatabase;
let pool: pg.Pool;
let server: MailServer;
let mailer: SmtpMailer;
let mails: OutgoingMails;
let worker: Supervised;
/** How the mail server answers to a recipient. */
let replies: Record<string, number> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
  pool.on("error", () => {});
  server = await startMailServer((address) => replies[address]);
});
afterAll(async () => {
  await server.close();
  await pool.end();
  await database.drop();
});

beforeEach(async () => {
  await pool.query("delete from graphile_worker._private_jobs");
  replies = {};
  const vault = createSecretVault(parseKeyring(generateKeyring()));
  mails = createOutgoingMails({ pool, vault, clock: { now: () => new Date() }, limits: "off" });
  mailer = createSmtpMailer(server.url, "Portico <no-reply@portico.example>");
  worker = await startWorker({
    pool,
    databaseUrl: database.url,
    handlers: { "send-mails": (waiting) => mails.send(mailer, waiting) } as JobHandlers,
    hourly: {},
    logger: createLogger("silent"),
  });
});
afterEach(async () => {
  await worker.stop();
  mailer.close();
});

async function sends(to: string): Promise<void> {
  const data = { signInUrl: "https://portal.example/sign-in" };
  await mails.keep([{ id: randomUUID(), message: { template: "already-registered", to, data } }]);
}

const jobs = createGivenUpJobs;
const attempts = async (): Promise<{ attempts: number; max: number; error: string | null }[]> =>
  (
    await pool.query(
      "select attempts, max_attempts as max, last_error as error from graphile_worker._private_jobs where locked_at is null",
    )
  ).rows;

it.each([550, 551, 553, 554])(
  "a mail that is refused with %i is given up at once, and operators see why, without the address",
  async (reply) => {
    const address = `nobody-${reply}@acme.example`;
    replies = { [address]: reply };
    await sends(address);
    const [givenUp] = await eventually(async () => {
      const list = await jobs(pool).list();
      return list.length > 0 && list;
    });
    expect(givenUp).toMatchObject({ name: "send-mails", attempts: 1 });
    expect(givenUp?.lastError).toContain(String(reply));
    expect(givenUp?.lastError).not.toContain(address);
    expect(await jobs(pool).count()).toEqual({ waiting: 0, running: 0, givenUp: 1 });
  },
);

it.each([421, 450, 452, 530, 535])(
  "one that is refused with %i, for now or for what an operator mends, is tried again by itself",
  async (reply) => {
    const address = `later-${reply}@acme.example`;
    replies = { [address]: reply };
    await sends(address);
    const [job] = await eventually(async () => {
      const rows = await attempts();
      return rows[0]?.error && rows;
    });
    expect(job).toMatchObject({ attempts: 1, max: 25 });
    expect(await jobs(pool).count()).toEqual({ waiting: 1, running: 0, givenUp: 0 });
  },
);

it("one that was given up goes out when an operator has it tried again, as often as any other", async () => {
  const address = "mended@acme.example";
  replies = { [address]: 550 };
  await sends(address);
  const id = await eventually(async () => (await jobs(pool).list())[0]?.id);
  replies = { [address]: 450 };
  await jobs(pool).retry([id]);
  await eventually(async () => (await attempts())[0]?.error?.includes("450"));
  expect(await attempts()).toMatchObject([{ attempts: 1, max: 25 }]);
  replies = {};
  await pool.query("select graphile_worker.reschedule_jobs(array[$1::bigint], run_at := now())", [id]);
  expect((await server.mailTo(address, /account/i)).text).toContain("https://portal.example/sign-in");
});
