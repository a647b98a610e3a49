import type pg from "pg";

/** After so many times that a statement was sent, it is worth being prepared. */
const repeated = 3;
/** Statements that a process knows, and that each connection holds prepared. */
const most = 400;

/** In a statement whose best plan depends on its values: what is looked for decides which index helps. */
export const plannedAnew = "/* planned for its values */";

interface Known {
  readonly name: string;
  times: number;
}

/**
 * Lets connections of `pool` prepare what is sent to read again and again, so that PostgreSQL parses and plans it once for
 * each connection; call it before the first. Made for statements whose texts are few and whose values are parameters.
 */
export function prepareRepeated(pool: pg.Pool): void {
  const known = new Map<string, Known>();

  function nameOf(text: string): string | undefined {
    const statement = known.get(text);
    if (!statement) {
      if (known.size < most) known.set(text, { name: `read_${known.size}`, times: 1 });
      return undefined;
    }
    statement.times += 1;
    return statement.times > repeated ? statement.name : undefined;
  }

  pool.on("connect", (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const query = (...args: unknown[]) => {
      const [text, values] = args;
      const isPrepared =
        typeof text === "string" && Array.isArray(values) && args.length === 2 && gains(text);
      const name = isPrepared ? nameOf(text) : undefined;
      if (name === undefined) return send(...args);
      return (send({ name, text, values }) as Promise<unknown>).catch((error: unknown) => {
        if (!isOutdated(error)) throw error;
        return send(...args);
      });
    };
    client.query = query as typeof client.query;
  });
}

function gains(text: string): boolean {
  return /^\s*(select|with)\b/i.test(text) && !text.includes(plannedAnew);
}

/** A migration has changed what a statement gives since the connection prepared it; in a transaction that is its end. */
function isOutdated(error: unknown): boolean {
  return error instanceof Error && error.message === "cached plan must not change result type";
}
