import { PostgresDialect } from "kysely";
import type pg from "pg";

/** The PostgreSQL schema that better-auth has to itself. */
export const AUTH_SCHEMA = "auth";

/**
 * better-auth's view of a pool: every table is named with the schema `auth`, so that the pool may be shared with
 * others and its `search_path` does not matter (a `search_path` start-up option would not survive PgBouncer).
 */
export function authDatabase(pool: Pick<pg.Pool, "connect" | "end">) {
  return {
    dialect: new PostgresDialect({ pool: pool as pg.Pool }),
    type: "postgres" as const,
    schemaName: AUTH_SCHEMA,
    transaction: true,
  };
}
