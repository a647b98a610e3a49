import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Constructor, MigrationObject } from "@mikro-orm/core";
import { Migration } from "@mikro-orm/migrations";

const directory = fileURLToPath(new URL("../../../migrations/", import.meta.url));

/** The migrations in the order of their file names: plain SQL, one file each, never changed once landed. */
export const migrationsList: MigrationObject[] = readdirSync(directory)
  .filter((file) => file.endsWith(".sql"))
  .sort()
  .map((file) => ({ name: file.replace(/\.sql$/, ""), class: sqlMigration(`${directory}${file}`) }));

function sqlMigration(path: string): Constructor<Migration> {
  return class extends Migration {
    override up(): void {
      this.addSql(readFileSync(path, "utf8"));
    }
  };
}
