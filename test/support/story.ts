import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  openServices,
  type Services,
  startWebProcess,
  startWorkerProcess,
  withSecrets,
} from "../../src/composition-root/index.js";
import { parseConfig } from "../../src/config.js";
import { writtenEmail } from "../../src/domain/partner/email-address.js";
import { freePort } from "../../src/infrastructure/free-port.js";
import { createLogger } from "../../src/infrastructure/logging.js";
import { Client, type Json } from "./client.js";
import { createTestDatabase } from "./database.js";
import { eventually } from "./eventually.js";
import { patient, unthrottled } from "./work.js";

/** What people here choose. */
export const password = "correct horse battery";

/** A running Portico with a database of its own, and the people in front of it. */
export interface Story {
  readonly url: string;
  readonly services: Services;
  /** The ids of the sample catalogue by slug. */
  readonly catalogue: Readonly<Record<string, string>>;
  /** A developer who has signed up and opened the link in their mail, at an address of their own. */
  signUp(email: string): Promise<Person>;
  /** The same, with everything done that registering an application needs (R10). */
  readyDeveloper(email: string): Promise<Person>;
  /** From now on nothing takes the queued jobs, not even mails. */
  pauseWorker(): Promise<void>;
  resumeWorker(): Promise<void>;
  stop(): Promise<void>;
}

export interface StoryOptions {
  /** Further settings, as in the environment. */
  readonly settings?: Record<string, string>;
  /** What DNS says at a name; asked for real when left out. */
  readonly texts?: (name: string) => Promise<readonly string[]>;
  /** What fetches the keys of clients; theirs is no host that could be asked. */
  readonly keySets?: Services["keySets"];
  /** A database that the spec has brought, and sees to; one of the story's own when left out. */
  readonly databaseUrl?: string;
}

const kept = (url: string) => ({ url, drop: async () => {} });

export class Person extends Client {
  /** Profile, terms and company details. */
  async completes(): Promise<this> {
    await this.mutate(
      "updateProfile",
      { givenName: "Ada", familyName: "Byron", jobTitle: "Engineer" },
      "developer { id }",
    );
    const { currentTerms } = await this.data("{ currentTerms { version } }");
    await this.mutate("acceptTerms", { version: currentTerms.version }, "developer { id }");
    const details = {
      legalName: "Acme Ltd",
      website: "https://acme.example",
      country: "NL",
      contactEmail: this.email,
    };
    await this.tryTo("updateCompanyDetails", details, "partner { id }");
    return this;
  }

  /** Registers an application; the payload's application with its grants and keys. */
  async registers(input: object): Promise<Json> {
    const selection =
      "clientApplication { id version name grants { id status requests { id status } environment { slug } apiKeys { id status product { slug } } } }";
    return (await this.mutate("registerClientApplication", input, selection)).clientApplication;
  }
}

export async function startStory({
  settings = {},
  texts,
  keySets,
  databaseUrl,
}: StoryOptions = {}): Promise<Story> {
  const database = databaseUrl ? kept(databaseUrl) : await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "portico-story-"));
  const port = String(await freePort());
  const env = {
    NODE_ENV: "test",
    PORT: port,
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    ...unthrottled,
    ...patient,
    ...settings,
  };
  const config = await withSecrets(parseConfig({ ...env, DATABASE_URL: database.url }));
  const opened = await openServices(config, database.url, createLogger(config.logLevel));
  const services = {
    ...opened,
    domainProofs: { ...opened.domainProofs, ...(texts && { texts }) },
    ...(keySets && { keySets }),
  };
  if (databaseUrl) await services.migrate();
  await services.addSampleData();
  let worker: { stop(): Promise<void> } | undefined = await startWorkerProcess(services);
  const web = await startWebProcess(services);
  const url = config.publicUrl;
  let people = 0;

  const story: Story = {
    url,
    services,
    catalogue: await catalogueOf(url),
    async signUp(email) {
      const person = Object.assign(new Person(url, email), { address: addressOf(people++) });
      const signedUp = await person.post("/api/auth/sign-up/email", { email });
      if (signedUp.status !== 200)
        throw new Error(`Sign-up answered ${signedUp.status}: ${await signedUp.text()}`);
      // An invitation may be the newest for a moment.
      const mail = await eventually(async () =>
        (await services.mailbox.list(5, writtenEmail(email))).find(({ text }) =>
          text.includes("verify-email"),
        ),
      );
      await verifies(person, mail.text);
      return person;
    },
    readyDeveloper: async (email) => (await story.signUp(email)).completes(),
    async pauseWorker() {
      await worker?.stop();
      worker = undefined;
    },
    async resumeWorker() {
      worker ??= await startWorkerProcess(services);
    },
    async stop() {
      await web.stop();
      await worker?.stop();
      await services.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return story;
}

/** Of the `index`-th person. */
function addressOf(index: number): string {
  return `10.200.${Math.floor(index / 250)}.${index % 250}`;
}

/** Opens the link of a sign-up mail, and chooses the password on its page: the person is signed in. */
export async function verifies(person: Person, mailText: string, chosen = password): Promise<Response> {
  const link = /https?:\/\/\S*verify-email\S*/.exec(mailText)?.[0];
  if (!link) throw new Error(`No verification link in: ${mailText}`);
  const token = new URL(link).searchParams.get("token");
  return person.post("/api/auth/verify-email", { token, password: chosen });
}

export async function catalogueOf(url: string): Promise<Record<string, string>> {
  const nodes = "edges { node { id slug } }";
  const data = await new Client(url).data(`{ apiProducts { ${nodes} } apiEnvironments { ${nodes} } }`);
  const edges = [...data.apiProducts.edges, ...data.apiEnvironments.edges];
  return Object.fromEntries(edges.map(({ node }: Json) => [node.slug, node.id]));
}
