import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Client, escapeIdentifier } from "pg";
import { keptSecret } from "../local-secrets.js";
import { acquireInstanceLock } from "./instance-lock.js";
import { keepPostgres } from "./kept-postgres.js";
import { POSTGRES_MAJOR, postgresBinaries } from "./postgres-binaries.js";
import { createCluster } from "./postgres-cluster.js";
import { readPostmasterFile, SUPERUSER } from "./postgres-process.js";
import { postgresUser } from "./postgres-user.js";
import { processStartedAt } from "./process-identity.js";

export interface EmbeddedDatabase {
  /** Connects to the database `portico` as superuser, from this machine only. */
  readonly url: string;
  /** Ends running transactions and closes the database cleanly. Idempotent. */
  stop(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** False, for tests: several times faster, and lost when the machine crashes. */
  readonly durable?: boolean;
  /** Told when the server has ended by itself or was killed, and is started again after so many milliseconds. */
  readonly onEnd?: (error: unknown, pause: number) => void;
  /** Called when the server has been launched and is about to take its time. */
  readonly whileStarting?: () => unknown;
}

const DATABASE = "portico";
const PASSWORD_FILE = "postgres-password";
const clusterIn = (home: string) => join(home, `postgres-${POSTGRES_MAJOR}`);
const urlOf = (database: string, { password, port }: { password: string; port: number }) =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** The URL of the embedded database that another process runs on `dataDir`; null when none does. */
export async function runningEmbeddedDatabase(dataDir: string): Promise<string | null> {
  const home = resolve(dataDir);
  const server = await readPostmasterFile(clusterIn(home));
  if (!server?.isReady || processStartedAt(server.pid) === undefined) return null;
  const password = (await readFile(join(home, PASSWORD_FILE), "utf8")).trim();
  return urlOf(DATABASE, { password, port: server.port });
}

/**
 * Starts a real PostgreSQL whose data live under `dataDir`, on a free loopback port and with a random password kept
 * there (mode 0600); makes it first when there is none. Whatever ended the last run, also `kill -9`, committed data
 * are back: a server left over from it is stopped first. A server that ends is started again on its port. Prints nothing; the server's log is `dataDir/postgres.log`.
 *
 * @throws {DataDirectoryInUseError} when a running process uses `dataDir`.
 * @throws {Error} with a sentence saying what PostgreSQL could not do.
 */
export async function startEmbeddedDatabase(
  dataDir: string,
  { durable = true, onEnd = () => {}, whileStarting }: EmbeddedDatabaseOptions = {},
): Promise<EmbeddedDatabase> {
  const home = resolve(dataDir);
  const lock = await acquireInstanceLock(home);
  try {
    const binaries = await postgresBinaries();
    const password = await keptSecret(home, PASSWORD_FILE, () => randomBytes(24).toString("base64url"));
    const cluster = clusterIn(home);
    if (process.getuid?.() === 0) await chmod(home, (await stat(home)).mode | 0o001);
    const user = postgresUser(cluster, [cluster, binaries.postgres]);
    if (!existsSync(cluster)) await createCluster({ binaries, user, cluster, password, durable });
    const logFile = join(home, "postgres.log");
    const launch = { binaries, user, cluster, logFile, durable, whileStarting };
    const server = await keepPostgres(launch, onEnd);

    let stopping: Promise<void> | undefined;
    const stopNow = () => {
      server.interrupt();
      lock.release();
    };
    process.once("exit", stopNow);
    const stop = () => {
      stopping ??= server.stop().finally(() => {
        process.off("exit", stopNow);
        lock.release();
      });
      return stopping;
    };
    try {
      const at = { password, port: server.port };
      await ensureDatabase(urlOf("postgres", at));
      return { url: urlOf(DATABASE, at), stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
}
