import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of the spec's own, cloned from the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  // biome-ignore lint/style/noProcessEnv: how the global set-up tells each worker where the server is
  const template = new URL(process.env.TEST_TEMPLATE_URL ?? "");
  const name = `spec_${randomBytes(8).toString("hex")}`;
  const server = new URL(template);
  server.pathname = "/postgres";
  const own = new URL(template);
  own.pathname = `/${name}`;
  await execute(server, `create database ${name} template ${template.pathname.slice(1)} strategy file_copy`);
  return {
    url: own.href,
    async drop() {
      await untilLeft(server, name);
      await execute(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/**
 * A pool that has ended may still have connections there for a moment, which would tell of being cut off when nobody
 * listens any longer. Those of a process that was killed are waited for in vain.
 */
async function untilLeft(server: URL, name: string): Promise<void> {
  const connected = `select from pg_stat_activity where datname = '${name}'`;
  for (let tries = 0; tries < 20 && (await execute(server, connected)) > 0; tries += 1) await sleep(50);
}

/** The number of rows. */
async function execute(server: URL, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    const { rowCount } = await client.query(sql);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}
