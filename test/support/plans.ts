import pg from "pg";
import { plannedAnew } from "../../src/infrastructure/database/prepared-statements.js";

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
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** What PostgreSQL does to answer. */
export interface Reading {
  /** The tables that it reads from end to end: for these values, and for any where the statement is prepared. */
  readonly whole: readonly string[];
  /** Rows that it looks at in all tables and indexes. */
  readonly read: number;
}

const writes = /\b(insert into|update \w+ as|delete from)\b/;

export async function readingOf(pool: pg.Pool, { text, parameters }: Sent): Promise<Reading> {
  // What writes is not run again: it is only planned.
  const how = writes.test(text) ? "explain (format json)" : "explain (analyze, format json)";
  const plan = await planOf(pool, `${how} ${text}`, [...parameters]);
  // A plan for any length of a page counts on a tenth of all rows, which is much of tables as small as these.
  const isPrepared = !text.includes(plannedAnew) && parameters.length > 0 && !/ limit \$/.test(text);
  const forAny = isPrepared ? await planOf(pool, `explain (generic_plan, format json) ${text}`) : null;
  return { whole: [...wholeTables(plan), ...(forAny ? wholeTables(forAny) : [])], read: rowsRead(plan) };
}

async function planOf(pool: pg.Pool, text: string, parameters?: unknown[]): Promise<PlanNode> {
  const { rows } = await pool.query(text, parameters);
  return rows[0]["QUERY PLAN"][0].Plan;
}

function rowsRead(node: PlanNode): number {
  const { "Rows Removed by Filter": filtered = 0, "Rows Removed by Index Recheck": rechecked = 0 } = node;
  const isScan = node["Node Type"].includes("Scan") && node["Node Type"] !== "Subquery Scan";
  const { "Actual Rows": rows = 0, "Actual Loops": loops = 0 } = node;
  const own = isScan ? (rows + filtered + rechecked) * loops : 0;
  return (node.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), own);
}

function wholeTables(node: PlanNode): string[] {
  const own = node["Node Type"] === "Seq Scan" ? [node["Relation Name"] ?? ""] : [];
  return [...own, ...(node.Plans ?? []).flatMap(wholeTables)];
}
