import pg from "pg";
import type { Statement } from "./watch-statements.js";

export interface ExplainedStatement extends Statement {
  /** PostgreSQL's plan with what really happened, line by line; empty for what reads nothing, such as `begin`. */
  readonly plan: readonly string[];
}

/** Runs each read once more to learn its plan. */
export async function explained(
  databaseUrl: string,
  statements: readonly Statement[],
): Promise<ExplainedStatement[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const all: ExplainedStatement[] = [];
    for (const statement of statements) all.push({ ...statement, plan: await planOf(client, statement) });
    return all;
  } finally {
    await client.end();
  }
}

async function planOf(client: pg.Client, { text, parameters }: Statement): Promise<string[]> {
  if (!/^\s*(select|with)\b/i.test(text)) return [];
  const { rows } = await client.query(`explain (analyze, buffers) ${text}`, [...parameters]);
  return rows.map((row) => row["QUERY PLAN"]);
}

/** The same database, on connections on which PostgreSQL refuses every change. */
export function readOnly(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get("options");
  url.searchParams.set("options", `${given ? `${given} ` : ""}-c default_transaction_read_only=on`);
  return url.href;
}
