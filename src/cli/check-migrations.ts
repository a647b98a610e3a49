import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedDatabase } from "../infrastructure/embedded-database/embedded-database.js";
import { openOrm } from "../infrastructure/persistence/orm.js";
import { migrationProblems } from "./migration-checksums.js";

/** The migrations may hold more than the mapping can say: foreign keys, checks and triggers. */
const onlyInMigrations = /drop constraint ".+(_fkey|_check\d*)"|^drop (trigger|function)/;

/** Fails when a landed migration was edited, or when a database made by all of them is not what the mapping expects. */
const problems = await migrationProblems(fileURLToPath(new URL("../../migrations", import.meta.url)));
if (problems.length > 0) {
  console.error(problems.map((each) => `migrations: ${each}`).join("\n"));
  process.exitCode = 1;
}

const directory = await mkdtemp(join(tmpdir(), "portico-migrations-"));
const database = await startEmbeddedDatabase(directory, { durable: false });
try {
  const orm = await openOrm({ databaseUrl: database.url });
  await orm.migrator.up();
  const differences = (await orm.schema.getUpdateSchemaSQL({ wrap: false }))
    .split("\n")
    .filter((line) => line.trim() && !onlyInMigrations.test(line));
  await orm.close();
  if (differences.length > 0) {
    console.error(
      `The migrations and the mapping differ; a migration is missing:\n${differences.join("\n")}`,
    );
    process.exitCode = 1;
  }
} finally {
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}
