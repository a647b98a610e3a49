import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { startEmbeddedDatabase } from "../src/infrastructure/embedded-database/embedded-database.js";
import { fill } from "./data.js";
import { environmentOf, type Settings, settingsFor } from "./settings.js";

const run = promisify(execFile);

export interface BenchDatabase {
  readonly settings: Settings;
  /** Process id of the PostgreSQL server. */
  readonly pid: number;
  /** Statements that clients have sent since it started. */
  statements(): Promise<number>;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own, with the product's tables, catalogue and rows; nothing of it stays. */
export async function startDatabase(companies: number, smtpUrl?: string): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "portico-bench-"));
  const first = await startEmbeddedDatabase(folder);
  await onceIn(first.url, "alter system set shared_preload_libraries = 'pg_stat_statements'");
  await first.stop();
  const database = await startEmbeddedDatabase(folder);
  const settings = settingsFor(database.url, smtpUrl);
  const portico = (...args: string[]) =>
    run(process.execPath, ["dist/main.js", ...args], { env: environmentOf(settings, 0) });
  await portico("migrate");
  await portico("catalogue", "apply", "bench/catalogue.yaml");
  await fill(database.url, companies);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("create extension pg_stat_statements");
  const [place] = (await client.query<{ data_directory: string }>("show data_directory")).rows;
  const postmaster = await readFile(join(place?.data_directory ?? "", "postmaster.pid"), "utf8");
  return {
    settings,
    pid: Number.parseInt(postmaster, 10),
    async statements() {
      const { rows } = await client.query<{ calls: string }>(
        `select coalesce(sum(calls), 0) as calls from pg_stat_statements
          where dbid = (select oid from pg_database where datname = current_database())
            and query not like '%pg_stat_statements%'`,
      );
      return Number(rows[0]?.calls);
    },
    async stop() {
      await client.end();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function onceIn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
