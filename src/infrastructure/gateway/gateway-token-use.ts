import type { Pool } from "pg";
import type { Logger } from "../../application/ports/logger.js";
import type { Id } from "../../domain/id.js";

const interval = 30_000;

/** When gateway tokens were last used, written in batches: no answer waits for it. `flush()` in the end. */
export function createGatewayTokenUse(pool: Pick<Pool, "query">, logger: Logger) {
  const used = new Map<string, Date>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...used].map(([id, at]) => ({ id, at }));
    used.clear();
    if (batch.length === 0) return;
    try {
      await pool.query("select note_gateway_tokens_used($1)", [JSON.stringify(batch)]);
    } catch (error) {
      logger.warn({ error }, "keeping when gateway tokens were used failed");
    }
  }

  return {
    note(tokenId: Id<"gwt">, now: Date): void {
      used.set(tokenId, now);
      timer ??= setTimeout(() => void flush(), interval).unref();
    },
    flush,
  };
}
