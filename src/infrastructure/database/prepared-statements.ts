import type pg from "pg";

/** After so many times that a statement was sent, it is worth being prepared. */
const repeated = 3;
/** Statements that each connection holds prepared. */
const most = 400;
/** Longer ones are made for so many rows, and hardly come again. */
const longest = 20_000;

/** In a statement whose best plan depends on its values: what is looked for decides which index helps. */
export const plannedAnew = "/* planned for its values */";

/**
 * Lets connections of `pool` prepare what is sent again and again, so that PostgreSQL parses and plans it once for each
 * connection; call it before the first. What has no parameters, such as texts with the values in them, has no part in it.
 */
export function prepareRepeated(pool: pg.Pool): void {
  const names = new Map<string, string>();
  /** How often those were sent that have no name yet; the oldest are forgotten. */
  const times = new Map<string, number>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known || names.size === most) return known;
    const sent = (times.get(text) ?? 0) + 1;
    times.delete(text);
    if (sent > repeated) {
      names.set(text, `repeated_${names.size}`);
      return names.get(text);
    }
    times.set(text, sent);
    const [oldest] = times.keys();
    if (times.size > most && oldest !== undefined) times.delete(oldest);
    return undefined;
  }

  pool.on("connect", (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const query = (...args: unknown[]) => {
      const [text, values, done] = args;
      const isPrepared =
        typeof text === "string" && Array.isArray(values) && values.length > 0 && gains(text);
      const name = isPrepared ? nameOf(text) : undefined;
      if (name === undefined) return send(...args);
      // As the pool itself asks.
      if (typeof done === "function")
        return send({ name, text, values }, (error: unknown, result: unknown) =>
          isOutdated(error) ? send(...args) : done(error, result),
        );
      return (send({ name, text, values }) as Promise<unknown>).catch((error: unknown) => {
        if (!isOutdated(error)) throw error;
        return send(...args);
      });
    };
    client.query = query as typeof client.query;
  });
}

function gains(text: string): boolean {
  return (
    text.length < longest &&
    /^\s*(select|with|insert|update|delete)\b/i.test(text) &&
    !text.includes(plannedAnew)
  );
}

/** A migration has changed what a statement gives since the connection prepared it; in a transaction that is its end. */
function isOutdated(error: unknown): boolean {
  return error instanceof Error && error.message === "cached plan must not change result type";
}
