import { getMigrations } from "better-auth/db/migration";
import type pg from "pg";
import { authDatabase } from "./auth-database.js";
import { factorPlugins } from "./factors.js";
import { sessionFields } from "./session-ages.js";
import { forgetUnproven, hashSessionTokens } from "./sign-in-accounts.js";

/** Any fixed number that nothing else in this database locks on. */
const LOCK = 7_041_776_301;

/**
 * Creates the schema `auth` and brings it to what the installed better-auth needs; does nothing when it is there already.
 * All in one transaction under an advisory lock: of processes that start at once one migrates and the others wait,
 * and a failure leaves nothing half done. Run it before the first request, because better-auth remembers a schema
 * that it found wanting until the process ends.
 */
export async function migrateAuth(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const { runMigrations } = await getMigrations({
      database: authDatabase(onlyClient(client)),
      rateLimit: { storage: "database" },
      session: { additionalFields: sessionFields },
      plugins: [...factorPlugins({ publicUrl: "https://localhost", origins: [], brandName: "" })],
    });
    await runMigrations();
    await forgetUnproven(client);
    await hashSessionTokens(client);
    await client.query("commit");
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A client in a failed transaction is closed, not given back.
    client.release(failure);
  }
}

/** A pool of this one connection, which stays open: better-auth's statements join the transaction. */
function onlyClient(client: pg.PoolClient): Pick<pg.Pool, "connect" | "end"> {
  const borrowed = { query: client.query.bind(client), release: () => {} };
  return { connect: async () => borrowed, end: async () => {} } as unknown as Pick<
    pg.Pool,
    "connect" | "end"
  >;
}
