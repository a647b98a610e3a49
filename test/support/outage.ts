import pg from "pg";

/** What a spec does to the database that the processes under test stand on. */
export interface Outage {
  /** Ends every connection; with `stay` none is let in again before `end()`. */
  begin(stay?: "stay"): Promise<void>;
  end(): Promise<void>;
  /** Locks tables against everybody until the function that it gives is called. */
  lock(...tables: string[]): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export async function outageOf(databaseUrl: string): Promise<Outage> {
  const server = new URL(databaseUrl);
  const name = server.pathname.slice(1);
  server.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  return {
    async begin(stay) {
      if (stay) await admin.query(`alter database ${name} with allow_connections false`);
      const end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1";
      await admin.query(end, [name]);
    },
    async end() {
      await admin.query(`alter database ${name} with allow_connections true`);
    },
    async lock(...tables) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      await client.query(`begin; lock table ${tables.join(", ")}`);
      return () => client.end();
    },
    close: () => admin.end(),
  };
}
