import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { Hopeless } from "../../src/application/ports/hopeless.js";
import type { CollectedMail, MailMessage } from "../../src/application/ports/mail.js";
import { createOutgoingMails } from "../../src/infrastructure/mail/outgoing-mails.js";
import { renderMail } from "../../src/infrastructure/mail/templates.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { dumpDatabase } from "../support/dump.js";

let database: TestDatabase;
let pool: pg.Pool;
let today: Date;
let sent: { message: MailMessage | CollectedMail; id: string }[];
let isServerDown: boolean;

const vault = createSecretVault(parseKeyring(generateKeyring()));
const outgoing = () => createOutgoingMails({ pool, vault, clock: { now: () => today }, limits: "on" });
const mailer = {
  async send(message: MailMessage | CollectedMail, id: string) {
    if (isServerDown) throw new Error("421 Service not available");
    sent.push({ message, id });
  },
};

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query("truncate outgoing_mail, mail_allowance");
  await pool.query("delete from graphile_worker._private_jobs");
  today = new Date("2026-03-01T12:00:00Z");
  sent = [];
  isServerDown = false;
});

let count = 0;
const reset = (to: string): MailMessage => ({
  template: "reset-password",
  to,
  data: { url: `https://portal.example/reset-password?token=secret-${++count}` },
});
const changed = (sentence: string): MailMessage => ({
  template: "application-changed",
  to: "ada@acme.example",
  data: {
    recipientName: "Ada",
    applicationName: "Ledger",
    headline: "a new owner",
    sentence,
    consequence: "Only the owner may transfer the ownership or remove co-owners.",
    applicationUrl: "https://portal.example/applications/app_1",
  },
});
const keep = (...messages: MailMessage[]) =>
  outgoing().keep(messages.map((message) => ({ id: `mail-${++count}`, message })));
const jobs = async () =>
  (await pool.query("select key, run_at, task_identifier as name from graphile_worker.jobs order by id"))
    .rows;

/** Runs every job there is, whenever it is for. */
async function work(): Promise<void> {
  const { rows } = await pool.query(
    "delete from graphile_worker._private_jobs as job returning (select payload from graphile_worker._private_jobs where id = job.id) as payload",
  );
  for (const { payload } of rows) await outgoing().send(mailer, payload);
}

describe("R34 a mail that waits", () => {
  it("tells no link, token or address to whoever reads the database, the job queue included", async () => {
    await keep(reset("ada@acme.example"));
    const dump = await dumpDatabase(pool);
    expect(dump).toContain("send-mails");
    expect(dump).not.toMatch(/secret-\d|ada@acme|portal\.example/);
  });

  it("is opened for sending, and is gone after it", async () => {
    const message = reset("ada@acme.example");
    await keep(message);
    await work();
    expect(sent).toEqual([{ message, id: `mail-${count}` }]);
    expect((await pool.query("select from outgoing_mail")).rows).toEqual([]);
  });

  it("is kept, under the same id, while the mail server does not take it", async () => {
    await keep(reset("ada@acme.example"));
    isServerDown = true;
    await expect(work()).rejects.toThrow("421");
    isServerDown = false;
    await outgoing().send(mailer, (await waiting())[0]);
    expect(sent).toHaveLength(1);
  });

  it("does not wait behind one that cannot be sent", async () => {
    const broken = { ...reset("ada@acme.example"), data: { url: "javascript:alert(1)" } } as MailMessage;
    await keep(broken, reset("ada@acme.example"));
    const rendering = {
      send: async (message: MailMessage | CollectedMail) =>
        void sent.push({ message: message && renderMail(message) && message, id: "" }),
    };
    await expect(outgoing().send(rendering, (await waiting())[0])).rejects.toThrow("http(s)");
    expect(sent).toHaveLength(1);
  });

  it("is tried again while one beside it may still go out, and is hopeless when none is", async () => {
    await keep(reset("ada@acme.example"), reset("ada@acme.example"));
    const replies = [new Hopeless("550 No such mailbox"), new Error("421 Service not available")];
    const failing = {
      send: async () => {
        throw replies.shift() ?? new Hopeless("550 No such mailbox");
      },
    };
    const [job] = await waiting();
    await expect(outgoing().send(failing, job)).rejects.toThrow("421");
    await expect(outgoing().send(failing, job)).rejects.toThrow(Hopeless);
    expect((await pool.query("select from outgoing_mail")).rows).toHaveLength(2);
  });

  it("queued twice under one id is one", async () => {
    const message = reset("ada@acme.example");
    await outgoing().keep([{ id: "same", message }]);
    await outgoing().keep([{ id: "same", message }]);
    await work();
    expect(sent).toHaveLength(1);
  });

  it("is forgotten after a week, and the mailbox after a few quiet days", async () => {
    await keep(reset("ada@acme.example"));
    await work();
    await keep(reset("bob@acme.example"));
    await pool.query("update outgoing_mail set queued_at = now() - interval '8 days'");
    await pool.query("update mail_allowance set last_sent_at = now() - interval '4 days'");
    await outgoing().forgetOld();
    const left = await pool.query(
      "select mailbox from outgoing_mail union all select mailbox from mail_allowance",
    );
    expect(left.rows).toEqual([]);
  });
});

const waiting = async () => (await pool.query("select distinct mailbox, template from outgoing_mail")).rows;

describe("the limit of a mailbox", () => {
  const flood = async (to: (index: number) => string, times = 20) => {
    for (let index = 0; index < times; index += 1) {
      await keep(reset(to(index)));
      await work();
    }
  };

  it("lets a few links through, then the newest alone, after a pause", async () => {
    await flood(() => "ada@acme.example");
    expect(sent).toHaveLength(3);
    expect((await jobs()).map(({ run_at }) => run_at)).toEqual([new Date("2026-03-01T12:05:00Z")]);
    const newest = `secret-${count - 1}`;
    today = new Date("2026-03-01T12:05:00Z");
    await work();
    expect(sent).toHaveLength(4);
    expect(JSON.stringify(sent[3]?.message)).toContain(newest);
    expect(await waiting()).toEqual([]);
  });

  it("counts the mailbox, whichever sub-address, spelling and domain form is used (R2)", async () => {
    await flood((index) => `Ada+${index}@ACME.example`);
    expect(sent).toHaveLength(3);
  });

  it("of one template or mailbox uses up no other", async () => {
    await flood(() => "ada@acme.example");
    await keep(changed("Bob made Ada the owner."), reset("bob@acme.example"));
    await work();
    expect(
      sent
        .slice(3)
        .map(({ message }) => `${message.template} ${message.to}`)
        .sort(),
    ).toEqual(["application-changed ada@acme.example", "reset-password bob@acme.example"]);
  });

  it("counts what was collected before it was queued as one of its template, and collects it with others", async () => {
    const messages = [changed("Bob made Ada the owner of A."), changed("Bob made Ada the owner of B.")];
    const collected: CollectedMail = { template: "collected", to: "ada@acme.example", messages };
    await outgoing().keep([{ id: "several", message: collected }]);
    await work();
    expect(sent).toEqual([{ message: collected, id: "several" }]);
    await keep(...Array.from({ length: 12 }, (_, index) => changed(`Bob made Ada the owner of ${index}.`)));
    await outgoing().keep([{ id: "several more", message: collected }]);
    await work();
    expect(sent).toHaveLength(2);
    expect(renderMail(sent[1]?.message as CollectedMail).subject).toBe(
      "14 notices from the developer portal",
    );
  });

  it("collects the notices of one cause in one mail, and loses none", async () => {
    const sentences = Array.from({ length: 31 }, (_, index) => `Bob made Ada the owner of number ${index}.`);
    await keep(...sentences.map(changed));
    await work();
    expect(sent).toHaveLength(1);
    const { subject, text } = renderMail(sent[0]?.message as CollectedMail);
    expect(subject).toBe("31 notices from the developer portal");
    for (const sentence of sentences) expect(text).toContain(sentence);
    expect(text.match(/Hello Ada|Ledger: a new owner|Only the owner|https:/g)).toHaveLength(4);
  });
});
