import type pg from "pg";
import { BoundedClient, type Silence } from "./bounded-client.js";

/** In milliseconds. */
export interface DatabaseLimits {
  /** How long a statement may wait for a lock that another holds. */
  readonly lock: number;
  /** How long a statement may take in all. */
  readonly statement: number;
}

/** Reaching the server, or waiting for one of the pool's connections, in ms. */
const connectTimeout = 4_000;
/** In ms: a process that is frozen or cut off amid a transaction does not keep its locks for longer. */
const idleInTransaction = 30_000;
/** Between a server's own time-out and our taking it for gone, in ms. */
const grace = 1_000;

/**
 * How pools and clients connect. With `limits` nothing waits long: PostgreSQL ends statements and waits for locks, and
 * a connection whose server is silent for longer is given up. Without, as for migrations, statements take their time.
 */
export function connectionTo(databaseUrl: string, limits?: DatabaseLimits): pg.PoolConfig & Partial<Silence> {
  return {
    // The driver reads all of the URL, with its parameters, such as sslmode.
    connectionString: databaseUrl,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(limits && {
      Client: BoundedClient,
      connectionTimeoutMillis: connectTimeout,
      lock_timeout: limits.lock,
      statement_timeout: limits.statement,
      idle_in_transaction_session_timeout: idleInTransaction,
      longestSilence: limits.statement + grace,
    }),
  };
}
