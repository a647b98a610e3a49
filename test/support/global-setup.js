import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedDatabase } from "../../dist/infrastructure/embedded-database/embedded-database.js";
import { migrate } from "../../dist/infrastructure/migrate.js";
import { openOrm } from "../../dist/infrastructure/persistence/orm.js";

/** One PostgreSQL for all specs, with a migrated template that each spec's database is cloned from. */
export default async function globalSetup() {
  if (Number.parseInt(process.versions.node, 10) < 24) {
    throw new Error("Tests need Node.js 24: start them by `npm test`, which brings it.");
  }
  const directory = await mkdtemp(join(tmpdir(), "portico-test-"));
  const database = await startEmbeddedDatabase(directory, { durable: false });
  const orm = await openOrm({ databaseUrl: database.url });
  const pool = new pg.Pool({ connectionString: database.url });
  const ignore = () => {};
  pool.on("error", ignore).on("connect", (client) => client.on("error", ignore));
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  await migrate({ orm, pool, logger: silent });
  // Races that deadlock by intent would each wait a second for PostgreSQL to look.
  await pool.query("alter system set deadlock_timeout = '50ms'");
  await pool.query("select pg_reload_conf()");
  await pool.end();
  await orm.close();
  // biome-ignore lint/style/noProcessEnv: how the workers learn where the server is
  process.env.TEST_TEMPLATE_URL = database.url;
  globalThis.testDatabase = { database, directory };
}
