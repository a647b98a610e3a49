import type { Logger } from "../../application/ports/logger.js";
import type { TokenUse } from "../../application/ports/token-use.js";
import type { Orm } from "./orm.js";

const interval = 10_000;

/** When access tokens were last used, written in batches: no request waits for it. `flush()` in the end. */
export function createTokenUse(orm: Orm, logger: Logger): TokenUse & { flush(): Promise<void> } {
  const used = new Map<string, Date>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...used].map(([id, at]) => ({ id, at }));
    used.clear();
    if (batch.length === 0) return;
    try {
      await orm.em.getConnection().execute(
        `update access_token set last_used_at = greatest(last_used_at, used.at)
           from jsonb_to_recordset(?::jsonb) as used (id text, at timestamptz)
          where access_token.id = used.id`,
        [JSON.stringify(batch)],
      );
    } catch (error) {
      logger.warn({ error }, "keeping when access tokens were used failed");
    }
  }

  return {
    note(tokenId, now) {
      used.set(tokenId, now);
      timer ??= setTimeout(() => void flush(), interval).unref();
    },
    flush,
  };
}
