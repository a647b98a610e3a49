import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { isDatabaseAway } from "../../../src/infrastructure/database/is-database-away.js";
import { openPool } from "../../../src/infrastructure/database/pool.js";
import { freePort } from "../../../src/infrastructure/free-port.js";
import { migrate } from "../../../src/infrastructure/migrate.js";
import { openOrm } from "../../../src/infrastructure/persistence/orm.js";
import { generateKeyring } from "../../../src/infrastructure/secrets/keyring.js";
import type { Json } from "../client.js";
import { eventually } from "../eventually.js";
import { recordingLogger } from "../logger.js";
import { type MailServer, startMailServer } from "../mail-server.js";
import { main, type Program, startScript } from "../program.js";
import { addSampleDataTo } from "../sample-data.js";
import { Person, password, verifies } from "../story.js";
import { unthrottled } from "../work.js";
import { type FaultyPostgres, startFaultyPostgres } from "./postgres.js";

const shiftedClock = fileURLToPath(new URL("./shifted-clock.js", import.meta.url));

/** One place in the deployment, where a process runs, and another one after it has ended. */
export interface Instance {
  readonly program: Program;
  /** With this many minutes on its clock besides the right time. */
  start(clock?: number): Promise<void>;
  /** What it said of its end, if it has ended by itself. */
  ended(): string | null;
  /** The exit status, and what it said of its end. */
  stop(signal?: NodeJS.Signals): Promise<{ status: number | null; said: string }>;
}

export interface Deployment {
  readonly postgres: FaultyPostgres;
  readonly mails: MailServer;
  readonly webs: readonly (Instance & { readonly url: string })[];
  readonly workers: readonly Instance[];
  joins(email: string): Promise<Person>;
  /** On a connection that no fault of the network is for; as soon as the database is there. */
  query(sql: string, parameters?: unknown[]): Promise<Json[]>;
  stop(): Promise<void>;
}

/** Small, so that what a spec shows by the second shows in production by the same rule. */
const impatient = { LOCK_TIMEOUT: "700", STATEMENT_TIMEOUT: "1500" };

/** Two webs and two workers on a PostgreSQL of their own, with a real SMTP server. */
export async function startDeployment(
  settings: Record<string, string> = {},
  folder?: string,
): Promise<Deployment> {
  const postgres = await startFaultyPostgres(folder);
  await prepare(postgres.direct);
  const mails = await startMailServer();
  const ports = [await freePort(), await freePort()];
  const publicUrl = `http://localhost:${ports[0]}`;
  const env = {
    SECRET_KEYS: generateKeyring(),
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    DATABASE_URL: postgres.url,
    SMTP_URL: mails.url,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: "warn",
    ...unthrottled,
    ...impatient,
    ...settings,
  };
  const webs = ports.map((port) =>
    Object.assign(instance("web", { ...env, PORT: String(port) }, /listening on/), {
      url: `http://localhost:${port}`,
    }),
  );
  const workers = [
    instance("worker", env, /takes queued work/),
    instance("worker", env, /takes queued work/),
  ];
  const everything = [...webs, ...workers];
  await Promise.all(everything.map(({ start }) => start()));
  return {
    postgres,
    mails,
    webs,
    workers,
    async joins(email) {
      const person = new Person(publicUrl, email);
      await person.post("/api/auth/sign-up/email", { email });
      await verifies(person, (await mails.mailTo(email, /verify/i)).text ?? "", password);
      return person.completes();
    },
    query: (sql, parameters) =>
      eventually(() =>
        rowsOf(postgres.direct, sql, parameters).catch((error) => {
          if (!isDatabaseAway(error)) throw error;
          return null;
        }),
      ),
    async stop() {
      await Promise.all(everything.map((each) => each.stop("SIGKILL")));
      await mails.close();
      await postgres.stop();
    },
  };
}

async function rowsOf(url: string, sql: string, parameters?: unknown[]): Promise<Json[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

function instance(command: string, env: Record<string, string>, ready: RegExp): Instance {
  let program: Program | undefined;
  return {
    get program() {
      if (!program) throw new Error(`No ${command} runs here yet.`);
      return program;
    },
    async start(clock = 0) {
      const preload = clock === 0 ? [] : ["--import", shiftedClock];
      program = startScript([...preload, main, command], { ...env, CLOCK_OFF_BY_MINUTES: String(clock) });
      await program.prints(ready);
    },
    ended: () => (program && program.process.exitCode !== null ? saidBy(program) : null),
    async stop(signal) {
      const ended = program;
      const status = (await ended?.stop(signal)) ?? null;
      return { status, said: ended ? saidBy(ended) : "" };
    },
  };
}

/** Besides the lines of its log. */
function saidBy({ stderr }: Program): string {
  return stderr()
    .split("\n")
    .filter((line) => line && !line.startsWith("{"))
    .join("\n");
}

async function prepare(databaseUrl: string): Promise<void> {
  const orm = await openOrm({ databaseUrl });
  const logger = recordingLogger();
  const pool = openPool({ databaseUrl, logger });
  await migrate({ orm, pool, logger });
  await pool.end();
  await orm.close();
  await addSampleDataTo(databaseUrl);
}
