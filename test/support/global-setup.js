import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { migrate } from "../../dist/infrastructure/migrate.js";
import { openOrm } from "../../dist/infrastructure/persistence/orm.js";

const script = fileURLToPath(new URL("./database-process.js", import.meta.url));
const bundle = fileURLToPath(new URL("../../scripts/bundle.ts", import.meta.url));

/** The program that specs start, and one PostgreSQL for all, with a migrated template to clone their databases from. */
export default async function globalSetup() {
  if (Number.parseInt(process.versions.node, 10) < 24) {
    throw new Error("Tests need Node.js 24: start them by `npm test`, which brings it.");
  }
  // In a group of its own: what ends the specs, such as Ctrl-C, must not end what is to clean up after them.
  const server = fork(script, { execArgv: [], detached: true });
  const begun = Promise.race([
    once(server, "message").then(([message]) => message.url),
    once(server, "exit").then(([code]) => Promise.reject(new Error(`PostgreSQL ended with ${code}.`))),
  ]);
  const [url] = await Promise.all([begun, promisify(execFile)(process.execPath, [bundle])]);
  const orm = await openOrm({ databaseUrl: url });
  const pool = new pg.Pool({ connectionString: url });
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
  process.env.TEST_TEMPLATE_URL = url;
  globalThis.testDatabase = server;
}
