import { randomBytes } from "node:crypto";
import { freePort } from "../../src/infrastructure/free-port.js";
import { generateKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { Client, type Json } from "./client.js";
import { createTestDatabase } from "./database.js";
import { type MailServer, startMailServer } from "./mail-server.js";
import { startProgram } from "./program.js";
import { addSampleDataTo } from "./sample-data.js";
import { Person, verifies } from "./story.js";
import { unthrottled } from "./work.js";

export const password = "correct horse battery staple";

/** One web and two worker processes on one database, with a real SMTP server. */
export interface Platform {
  readonly url: string;
  readonly databaseUrl: string;
  readonly mails: MailServer;
  /** The ids of the sample catalogue by slug. */
  readonly catalogue: Readonly<Record<string, string>>;
  /** Registers, opens the link in the mail, and completes what registering an application needs. */
  joins(email: string, givenName: string): Promise<Person>;
  /** All that the processes have printed so far: their logs. */
  printed(): string;
  stop(): Promise<void>;
}

export async function startPlatform(settings: Record<string, string> = {}): Promise<Platform> {
  const database = await createTestDatabase();
  await addSampleDataTo(database.url);
  const mails = await startMailServer();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    SECRET_KEYS: generateKeyring(),
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    DATABASE_URL: database.url,
    SMTP_URL: mails.url,
    PUBLIC_URL: url,
    ...unthrottled,
    ...settings,
  };
  const web = startProgram("web", { ...env, PORT: String(port) });
  const workers = [startProgram("worker", env), startProgram("worker", env)];
  await web.prints(/listening on/);
  await Promise.all(workers.map((worker) => worker.prints(/takes queued work/)));
  return {
    url,
    databaseUrl: database.url,
    mails,
    catalogue: await catalogueOf(url),
    async joins(email, givenName) {
      const person = new Person(url, email);
      await person.post("/api/auth/sign-up/email", { email });
      const mail = await mails.mailTo(email, /verify/i);
      await verifies(person, mail.text ?? "", password);
      await person.completes();
      await person.mutate("updateProfile", { givenName }, "developer { id }");
      return person;
    },
    printed: () => [web, ...workers].map(({ stdout, stderr }) => stdout() + stderr()).join(""),
    async stop() {
      for (const program of [web, ...workers]) await program.stop("SIGKILL");
      await mails.close();
      await database.drop();
    },
  };
}

async function catalogueOf(url: string): Promise<Record<string, string>> {
  const nodes = "edges { node { id slug } }";
  const data = await new Client(url).data(`{ apiProducts { ${nodes} } apiEnvironments { ${nodes} } }`);
  const edges = [...data.apiProducts.edges, ...data.apiEnvironments.edges];
  return Object.fromEntries(edges.map(({ node }: Json) => [node.slug, node.id]));
}

export const idOf = async (person: Person): Promise<string> => (await person.data("{ me { id } }")).me.id;
