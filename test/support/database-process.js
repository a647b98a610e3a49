/**
 * Runs PostgreSQL for the specs, sends its URL, and stops it when it is told to or when whoever has started this process
 * is gone: also a test run that is killed leaves nothing running.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "../../dist/infrastructure/embedded-database/embedded-database.js";

const directory = await mkdtemp(join(tmpdir(), "portico-test-"));
const database = await startEmbeddedDatabase(directory, { durable: false });

process.once("disconnect", async () => {
  await database.stop();
  await rm(directory, { recursive: true, force: true });
  process.exit();
});
process.send({ url: database.url });
