import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startWorkerProcess } from "../../src/composition-root/index.js";
import { createOutgoingMails } from "../../src/infrastructure/mail/outgoing-mails.js";
import { Client } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { type Story, startStory } from "../support/story.js";

const victim = "victim@flooded.example";

let story: Story;
let worker: Awaited<ReturnType<typeof startWorkerProcess>> | undefined;

beforeAll(async () => {
  story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
});
afterAll(async () => {
  await worker?.stop();
  await story.stop();
});

/** Instead of the story's own, one that keeps the limits as in production. */
async function startLimitedWorker(): Promise<void> {
  const outgoingMails = createOutgoingMails({ ...story.services, limits: "on" });
  worker = await startWorkerProcess({ ...story.services, outgoingMails });
}

/** From 20 network addresses. */
async function flood(path: string, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    const stranger = Object.assign(new Client(story.url), { address: `198.51.100.${index % 20}` });
    expect((await stranger.post(path, { email: victim })).status).toBe(200);
  }
}

const mails = (subject: string) => async () =>
  (await story.services.mailbox.list(100, victim)).filter((mail) => mail.subject === subject);
const signUps = mails("Verify your e-mail address");
const resets = mails("Choose a new password");
const tokenIn = (text = "") => /token=(\w+)/.exec(text)?.[1] ?? "";
const dueJobs = async () =>
  (await story.services.pool.query("select from graphile_worker._private_jobs where run_at <= now()")).rows;

it("R34 no link can be read in the database while its mail waits", async () => {
  await story.pauseWorker();
  await flood("/api/auth/sign-up/email", 12);
  const dump = await dumpDatabase(story.services.pool);
  expect(dump).toContain("send-mails");
  await startLimitedWorker();
  const [mail] = await eventually(async () => ((await signUps()).length > 0 ? signUps() : null));
  expect(tokenIn(mail?.text)).toHaveLength(43);
  expect(dump).not.toContain(tokenIn(mail?.text));
  expect(dump).not.toContain("verify-email?");
});

it("whoever is flooded by strangers gets few mails, and has a link that works all the same", async () => {
  await eventually(async () => (await dueJobs()).length === 0);
  expect(await signUps()).toHaveLength(1);
  const token = tokenIn((await signUps())[0]?.text);
  const chosen = { token, password: "correct horse battery" };
  expect((await new Client(story.url).post("/api/auth/verify-email", chosen)).status).toBe(200);

  await flood("/api/auth/request-password-reset", 20);
  await eventually(async () => (await dueJobs()).length === 0);
  expect((await resets()).length).toBeLessThanOrEqual(3);
  const first = tokenIn((await resets()).at(-1)?.text);
  const { status } = await new Client(story.url).post("/api/auth/reset-password", {
    token: first,
    newPassword: "quite another passphrase",
  });
  expect(status).toBe(200);
});

it("what is over the limit comes later, once, and not before its time", async () => {
  const { pool } = story.services;
  const before = (await resets()).length;
  await flood("/api/auth/request-password-reset", 8);
  await eventually(async () => (await dueJobs()).length === 0);
  const { rows } = await pool.query(
    "select attempts, run_at > now() + interval '1 minute' as is_later from graphile_worker.jobs where key like 'mails:reset-password:%'",
  );
  expect(rows).toEqual([{ attempts: 0, is_later: true }]);
  expect((await resets()).length).toBeLessThanOrEqual(Math.max(before, 3));

  await pool.query("update graphile_worker._private_jobs set run_at = now()");
  await eventually(async () => (await dueJobs()).length === 0);
  expect((await resets()).length).toBeLessThanOrEqual(Math.max(before, 3));

  await pool.query("update mail_allowance set last_sent_at = last_sent_at - interval '30 minutes'");
  await pool.query("update graphile_worker._private_jobs set run_at = now()");
  await eventually(async () => (await resets()).length === before + 1);
  expect((await pool.query("select from outgoing_mail")).rows).toEqual([]);
});
