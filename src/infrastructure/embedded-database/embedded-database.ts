import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Client, escapeIdentifier } from "pg";
import { keptSecret } from "../local-secrets.js";
import { acquireInstanceLock } from "./instance-lock.js";
import { POSTGRES_MAJOR, postgresBinaries } from "./postgres-binaries.js";
import { createCluster } from "./postgres-cluster.js";
import { stopOrphan } from "./postgres-orphan.js";
import { launchPostgres, SUPERUSER } from "./postgres-process.js";
import { postgresUser } from "./postgres-user.js";

export interface EmbeddedDatabase {
  /** Connects to the database `portico` as superuser, from this machine only. */
  readonly url: string;
  /** Ends running transactions and closes the database cleanly. Idempotent. */
  stop(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** False, for tests: several times faster, and lost when the machine crashes. */
  readonly durable?: boolean;
}

const DATABASE = "portico";

/**
 * Starts a real PostgreSQL whose data live under `dataDir`, on a free loopback port and with a random password kept
 * there (mode 0600); makes it first when there is none. Whatever ended the last run, also `kill -9`, committed data
 * are back: a server left over from it is stopped first. Prints nothing; the server's log is `dataDir/postgres.log`.
 *
 * @throws {DataDirectoryInUseError} when a running process uses `dataDir`.
 * @throws {Error} with a sentence saying what PostgreSQL could not do.
 */
export async function startEmbeddedDatabase(
  dataDir: string,
  { durable = true }: EmbeddedDatabaseOptions = {},
): Promise<EmbeddedDatabase> {
  const home = resolve(dataDir);
  const lock = await acquireInstanceLock(home);
  try {
    const binaries = await postgresBinaries();
    const password = await keptSecret(home, "postgres-password", () => randomBytes(24).toString("base64url"));
    const cluster = join(home, `postgres-${POSTGRES_MAJOR}`);
    if (process.getuid?.() === 0) await chmod(home, (await stat(home)).mode | 0o001);
    const user = postgresUser(cluster, [cluster, binaries.postgres]);
    if (existsSync(cluster)) await stopOrphan(cluster);
    else await createCluster({ binaries, user, cluster, password, durable });
    const server = await launchPostgres({
      binaries,
      user,
      cluster,
      logFile: join(home, "postgres.log"),
      durable,
    });

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
      const urlOf = (database: string) =>
        `postgres://${SUPERUSER}:${password}@127.0.0.1:${server.port}/${database}`;
      await ensureDatabase(urlOf("postgres"));
      return { url: urlOf(DATABASE), stop };
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
