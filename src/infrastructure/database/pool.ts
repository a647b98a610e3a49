import pg from "pg";
import type { Logger } from "../../application/ports/logger.js";
import { connectionTo, type DatabaseLimits } from "./connections.js";
import { prepareRepeated } from "./prepared-statements.js";

export interface PoolOptions {
  readonly databaseUrl: string;
  readonly limits?: DatabaseLimits;
  readonly logger: Logger;
  /**
   * Commits are not waited for: when the database's machine dies, those of the last moment are lost, and with each
   * all that came after it. Only for what is done again then.
   */
  readonly isHasty?: boolean;
}

/** Connections besides the mapper's; one that is lost is logged, and fails only who uses it. `end()` it last. */
export function openPool({ databaseUrl, limits, logger, isHasty = false }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...connectionTo(databaseUrl, limits),
    max: 10,
    ...(isHasty && { onConnect: (client) => client.query("set synchronous_commit = off") }),
  });
  prepareRepeated(pool);
  const onLost = (error: Error) => logger.warn({ error }, "a database connection was lost");
  return pool.on("error", onLost).on("connect", (client) => client.on("error", onLost));
}
