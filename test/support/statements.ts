import pg from "pg";

/** What the change feed, who answers gateways, the clock and the workers ask now and then, whatever else goes on. */
const heartbeat =
  /^listen\b|^select pg_notify\(\$1, \$2\)$|^select \(extract\(epoch from clock_timestamp|^set tcp_keepalives|graphile_worker"?\._private_|pg_advisory_(unlock_all|lock_shared)/i;

/** The SQL that this process sends while `work` runs, whichever library sends it. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [config] = args as [string | { text?: string }];
    const text = typeof config === "string" ? config : (config.text ?? "cursor");
    if (!heartbeat.test(text)) statements.push(text);
    return query.apply(this, args as never);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return statements;
}
