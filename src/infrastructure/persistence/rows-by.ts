import { CompiledQuery } from "kysely";
import type { Em } from "./orm.js";

/** Just what runs a statement of Kysely's. */
interface Runner {
  executeQuery(query: CompiledQuery): Promise<{ readonly rows: unknown[] }>;
}

/**
 * Rows by their columns' names, of a statement with `$1` and so on, in the transaction of `em`. The mapper would write the values
 * into the text, and PostgreSQL would plan it each time that it is sent; this one is prepared.
 */
export async function rowsBy<Row>(em: Em, text: string, values: readonly unknown[]): Promise<Row[]> {
  const runner = em.getTransactionContext<Runner>() ?? em.getConnection().getClient();
  return (await runner.executeQuery(CompiledQuery.raw(text, [...values]))).rows as Row[];
}
