import type pg from "pg";

/** An SQL statement as the driver sends it. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Calls `onStatement` with each statement that a connection of `pool` is given; call it before the first. */
export function watchStatements(pool: pg.Pool, onStatement: (statement: Statement) => void): void {
  pool.on("connect", (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const query = (...args: unknown[]) => {
      const [statement, values] = args as [string | pg.QueryConfig, unknown];
      const { text, values: own } = typeof statement === "string" ? { text: statement } : statement;
      onStatement({ text, parameters: own ?? (Array.isArray(values) ? values : []) });
      return send(...args);
    };
    client.query = query as typeof client.query;
  });
}
