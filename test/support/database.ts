import { randomBytes } from "node:crypto";
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
    drop: () => execute(server, `drop database if exists ${name} with (force)`),
  };
}

async function execute(server: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
