import pg from "pg";
import type { Logger } from "../../application/ports/logger.js";
import { connectionTo, type DatabaseLimits } from "./connections.js";
import { prepareRepeated } from "./prepared-statements.js";

export interface PoolOptions {
  readonly databaseUrl: string;
  readonly limits?: DatabaseLimits;
  readonly logger: Logger;
}

/** Connections besides the mapper's; one that is lost is logged, and fails only who uses it. `end()` it last. */
export function openPool({ databaseUrl, limits, logger }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ ...connectionTo(databaseUrl, limits), max: 10 });
  prepareRepeated(pool);
  const onLost = (error: Error) => logger.warn({ error }, "a database connection was lost");
  return pool.on("error", onLost).on("connect", (client) => client.on("error", onLost));
}
