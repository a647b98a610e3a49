import type pg from "pg";

/**
 * Gives the place of a connection that is lost while it is in use back to `pool`. Kysely gives a transaction's connection
 * back only after its COMMIT or ROLLBACK has succeeded, so that each lost one would hold its place for good; call this
 * before the first connection.
 */
export function releaseLost(pool: pg.Pool): void {
  pool.on("connect", (client) => {
    const lent = client as pg.PoolClient;
    lent.once("end", () => {
      try {
        lent.release(new Error("The connection was lost."));
      } catch {
        // It was given back already.
        return;
      }
      // Whoever still holds it gives it back once more.
      lent.release = () => {};
    });
  });
}
