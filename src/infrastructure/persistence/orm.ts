import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import type pg from "pg";
import { connectionTo, type DatabaseLimits } from "../database/connections.js";
import { prepareRepeated } from "../database/prepared-statements.js";
import { AUTH_SCHEMA } from "../identity/auth-database.js";
import { entities } from "./entities/index.js";
import { releaseLost } from "./lost-connections.js";
import { migrationsList } from "./migrations.js";
import { PreparingDriver } from "./preparing-driver.js";
import { type Statement, watchStatements } from "./watch-statements.js";

export type Orm = Awaited<ReturnType<typeof openOrm>>;
export type Em = Orm["em"];

export interface OrmOptions {
  readonly databaseUrl: string;
  /** None, as for migrations: statements take their time. */
  readonly limits?: DatabaseLimits;
  /** Connections that this process may hold open for commands and queries together. */
  readonly poolSize?: number;
  /** Called with every SQL statement. */
  readonly onStatement?: (statement: Statement) => void;
}

/** The object-relational mapper on one PostgreSQL database; `close()` it in the end. */
export async function openOrm({ databaseUrl, limits, poolSize = 10, onStatement }: OrmOptions) {
  // Not `init`, which looks for packages of the mapper that are not installed.
  return new MikroORM({
    driver: PreparingDriver,
    entities,
    clientUrl: databaseUrl,
    // MikroORM by itself would leave out the URL's parameters.
    driverOptions: {
      ...connectionTo(databaseUrl, limits),
      onPoolCreated(pool: pg.Pool) {
        releaseLost(pool);
        prepareRepeated(pool);
        if (onStatement) watchStatements(pool, onStatement);
      },
    },
    pool: { min: 0, max: poolSize },
    discovery: { inferDefaultValues: false },
    extensions: [Migrator],
    migrations: {
      tableName: "schema_migration",
      migrationsList,
      transactional: true,
      allOrNothing: true,
      snapshot: false,
      silent: true,
    },
    schemaGenerator: {
      ignoreSchema: [AUTH_SCHEMA, "graphile_worker"],
      // Only triggers write to the tally.
      skipTables: ["schema_migration", "access_request_tally"],
      createForeignKeyConstraints: false,
    },
  });
}
