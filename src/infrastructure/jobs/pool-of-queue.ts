import type { Pool, PoolClient } from "pg";

type Connected = (error: Error | undefined, client: PoolClient | undefined, release?: () => void) => void;

/**
 * The pool as the queue is to see it. One that stops while the connection that it listens on is lost gives that back twice,
 * and the second time would end the process. And of a connection that cannot be had it learns at once, by an error without
 * a code: for some codes it would wait up to two minutes by itself, deaf to a stop.
 */
export function poolOfQueue(pool: Pool): Pool {
  function connect(done?: Connected): Promise<PoolClient> | undefined {
    if (done) {
      pool.connect((error, client, release) => done(error, client, once(release)));
      return undefined;
    }
    return pool.connect().catch((cause) => {
      throw new Error(`No connection to the database: ${cause.message}`, { cause });
    });
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === "connect") return connect;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Whoever waits in vain for a connection gets no way to give one back, and gives it back all the same. */
function once(release?: () => void): () => void {
  let isReleased = false;
  return () => {
    if (isReleased) return;
    isReleased = true;
    release?.();
  };
}
