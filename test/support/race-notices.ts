import { fileURLToPath } from "node:url";
import type { ParsedMail } from "mailparser";
import { startWorkerProcess } from "../../src/composition-root/index.js";
import type { Json } from "./client.js";
import { startMailServer } from "./mail-server.js";
import { startScript } from "./program.js";
import { type Colleague, type Colleagues, colleaguesAt } from "./race-colleagues.js";
import { applicationSeenBy } from "./race-secrets.js";
import { settled } from "./race-settled.js";
import { byId } from "./references.js";
import { type Story, startStory } from "./story.js";

type Mail = Awaited<ReturnType<Story["services"]["mailbox"]["list"]>>[number];

/** A running Portico with an owner, a co-owner and a colleague who is neither. */
export interface NoticeStory {
  readonly story: Story;
  readonly people: Colleagues;
  /** Ada's, shared with Bob, live in Development with Accounts and Transfers; Cyd has nothing to do with it. */
  sharedApplication(name: string): Promise<Json>;
  /** Sends the mutation; throws when it is refused. */
  changes(mutation: string, by: Colleague, input: object): Promise<void>;
  /** The mails that come of it, to whomever, once everything has settled. */
  mailsAfter(work: () => Promise<unknown>): Promise<Mail[]>;
  /** From now on mails go to a mail server. */
  sendsMails(): Promise<MailServerStory>;
  /** Lets a worker run until it has queued mails or sent one, and is killed then. The other one must be paused. */
  workerKilledAfter(step: "queue" | "send"): Promise<void>;
  stop(): Promise<void>;
}

export interface MailServerStory {
  /** The mails that come of it, as the mail server got them, once everything has settled. */
  mailsAfter(work: () => Promise<unknown>): Promise<readonly ParsedMail[]>;
  /** They are kept again. */
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL("./race-crashing-notifier.js", import.meta.url));

export async function startNotices(domain: string): Promise<NoticeStory> {
  const story = await startStory();
  const people = await colleaguesAt(story, domain);
  const mails = () => story.services.mailbox.list(10_000);
  const killers = new Set<ReturnType<typeof startScript>>();
  const changes: NoticeStory["changes"] = async (mutation, by, input) => {
    await by.person.mutate(mutation, input, "__typename");
  };
  return {
    story,
    people,
    changes,
    async sharedApplication(name) {
      const { catalogue } = story;
      const { id } = await people.ada.person.registers({
        name,
        description: "Tells its owners.",
        type: "WEB",
        authentication: "AUTHORIZATION_CODE",
        redirectUrls: [`https://app.${domain}/callback`],
        products: byId(catalogue.accounts, catalogue.transfers),
        environments: byId(catalogue.development),
      });
      await changes("addCoOwner", people.ada, { clientApplicationId: id, developerId: people.bob.id });
      await settled(story);
      return applicationSeenBy(people.ada.person, id);
    },
    async mailsAfter(work) {
      await settled(story);
      const before = new Set((await mails()).map(({ id }) => id));
      await work();
      await settled(story);
      return (await mails()).filter(({ id }) => !before.has(id));
    },
    async sendsMails() {
      await story.pauseWorker();
      const server = await startMailServer();
      const config = { ...story.services.config, smtpUrl: server.url };
      const worker = await startWorkerProcess({ ...story.services, config });
      return {
        async mailsAfter(work) {
          await settled(story);
          const before = server.mails.length;
          await work();
          await settled(story);
          return server.mails.slice(before);
        },
        async stop() {
          await worker.stop();
          await server.close();
          await story.resumeWorker();
        },
      };
    },
    async workerKilledAfter(step) {
      const { config, databaseUrl } = story.services;
      const worker = startScript([script], {
        NODE_ENV: "test",
        DATABASE_URL: databaseUrl,
        DATA_DIR: config.dataDir,
        SECRET_KEYS: config.secretKeys,
        AUTH_SECRET: config.authSecret,
        CRASH_AFTER: step,
      });
      killers.add(worker);
      const code = await worker.exited;
      if (code !== null) throw new Error(`It was not killed but ended with ${code}:\n${worker.stderr()}`);
    },
    async stop() {
      for (const worker of killers) await worker.stop("SIGKILL");
      await story.stop();
    },
  };
}
