import pg from "pg";

export interface Sent {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** The reads that this process sends while `work` runs, whichever library sends them, with their parameters. */
export async function readsDuring(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [given, values] = args as [string | pg.QueryConfig, unknown];
    const { text, values: own } = typeof given === "string" ? { text: given } : given;
    const parameters = own ?? (Array.isArray(values) ? values : []);
    if (/^\s*(select|with)\b/i.test(text ?? "")) sent.push({ text, parameters });
    return query.apply(this, args as never);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The tables that PostgreSQL would read from end to end to answer. */
export async function tablesReadWhole(pool: pg.Pool, { text, parameters }: Sent): Promise<string[]> {
  const { rows } = await pool.query(`explain (format json) ${text}`, [...parameters]);
  return wholeTables(rows[0]["QUERY PLAN"][0].Plan);
}

function wholeTables(node: PlanNode): string[] {
  const own = node["Node Type"] === "Seq Scan" ? [node["Relation Name"] ?? ""] : [];
  return [...own, ...(node.Plans ?? []).flatMap(wholeTables)];
}
