import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "../infrastructure/embedded-database/embedded-database.js";
import { openOrm } from "../infrastructure/persistence/orm.js";

/** The migrations may hold more than the mapping can say: foreign keys, checks and triggers. */
const onlyInMigrations = /drop constraint ".+(_fkey|_check\d*)"|^drop (trigger|function)/;

/** The statements that a database made by all migrations lacks to be what the mapping expects. */
export async function mappingDifferences(): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), "portico-migrations-"));
  const database = await startEmbeddedDatabase(directory, { durable: false });
  try {
    const orm = await openOrm({ databaseUrl: database.url });
    await orm.migrator.up();
    const differences = await orm.schema.getUpdateSchemaSQL({ wrap: false });
    await orm.close();
    return differences.split("\n").filter((line) => line.trim() && !onlyInMigrations.test(line));
  } finally {
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
