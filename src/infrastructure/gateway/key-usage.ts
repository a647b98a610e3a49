import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Logger } from "../../application/ports/logger.js";
import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import type { Id } from "../../domain/id.js";
import { createTallies, type Tally } from "./tallies.js";

/** In ms: how often answers are written, and when keys were last used. */
const every = { answers: 5_000, uses: 30_000 };
/** In ms: how long it is tried in the end, and how often. */
const inTheEnd = { tries: 5_000, pause: 200 };
/** Keys of one statement, which takes far less than the second that it may take. */
const atOnce = 1_000;
/** Keys and hours that are held while nothing can be written. */
const usualMost = 500_000;

interface Batch {
  readonly id: string;
  readonly counts: readonly Tally[];
  readonly uses: readonly { readonly apiKeyId: Id<"key">; readonly at: Date }[];
}

/**
 * How often gateways were answered about each key, and when each was last accepted: kept in memory, and written in batches
 * beside the answers, every five seconds. A batch that may not have arrived is sent again as it is, and counts once. A key
 * that nobody has is not counted, so that whoever makes them up fills nothing. `close()` in the end.
 */
export function createKeyUsage(pool: Pick<Pool, "query">, logger: Logger, most = usualMost) {
  const tallies = createTallies(most);
  /** Of answers that were counted and taken out. */
  const uses = new Map<Id<"key">, number>();
  let usesSentAt = performance.now();
  let lost = 0;
  let unsent: Batch | undefined;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;
  let isClosed = false;

  const isLeft = () => unsent !== undefined || tallies.size > 0 || uses.size > 0;

  function soon(): void {
    if (!isClosed) timer ??= setTimeout(() => void flush(), every.answers).unref();
  }

  function keep(apiKeyId: Id<"key">, at: number): void {
    uses.set(apiKeyId, Math.max(uses.get(apiKeyId) ?? 0, at));
  }

  function nextBatch(withUses: boolean): Batch | undefined {
    const { counts, uses: taken } = tallies.take(atOnce);
    for (const { apiKeyId, at } of taken) keep(apiKeyId, at);
    const used = withUses ? [...uses.entries().take(atOnce)] : [];
    for (const [apiKeyId] of used) uses.delete(apiKeyId);
    if (counts.length + used.length === 0) return undefined;
    return {
      id: randomUUID(),
      counts,
      uses: used.map(([apiKeyId, at]) => ({ apiKeyId, at: new Date(at) })),
    };
  }

  /** Resolves with the uses that could not be kept. */
  async function send({ id, counts, uses: used }: Batch): Promise<Batch["uses"]> {
    const values = [id, JSON.stringify(counts), JSON.stringify(used)];
    const text = "select note_key_usage($1, $2, $3) as busy";
    const { rows } = await pool.query<{ busy: string[] }>({ name: "note_key_usage", text, values });
    const busy = new Set(rows[0]?.busy);
    return used.filter(({ apiKeyId }) => busy.has(apiKeyId));
  }

  async function sendAll(withUses: boolean): Promise<void> {
    if (withUses) usesSentAt = performance.now();
    // What comes meanwhile waits for the next time, and so does what somebody keeps busy.
    const busy: Batch["uses"][number][] = [];
    const batches = 1 + Math.ceil((tallies.size + uses.size) / atOnce);
    try {
      for (let sent = 0; sent < batches; sent += 1) {
        unsent ??= nextBatch(withUses);
        if (!unsent) break;
        busy.push(...(await send(unsent)));
        unsent = undefined;
      }
      if (isFailing) logger.info({ lost }, "the usage of keys is kept again");
      isFailing = false;
      lost = 0;
    } catch (error) {
      if (!isFailing) logger.warn({ error }, "the usage of keys cannot be kept; it is tried again");
      isFailing = true;
      if (isRefusedAsItIs(error)) drop(error);
    }
    for (const { apiKeyId, at } of busy) keep(apiKeyId, at.getTime());
  }

  function drop(error: unknown): void {
    logger.error({ error, lost: answersIn(unsent?.counts ?? []) }, "answers about keys cannot be counted");
    unsent = undefined;
  }

  function flush(withUses = performance.now() - usesSentAt >= every.uses): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= sendAll(withUses).finally(() => {
      running = undefined;
      if (isLeft()) soon();
    });
    return running;
  }

  return {
    /** An answer was given about this key. */
    note(key: Pick<IssuedKey, "apiKeyId" | "grantId" | "applicationId">, code: string, now: Date): void {
      if (!tallies.add(key, code, now.getTime())) lost += 1;
      soon();
    },
    flush,
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await running;
      const until = performance.now() + inTheEnd.tries;
      while (isLeft()) {
        await flush(true);
        if (!isLeft() || performance.now() > until) break;
        await new Promise((resolve) => setTimeout(resolve, inTheEnd.pause));
      }
      lost += answersIn([...(unsent?.counts ?? []), ...tallies.take(most).counts]);
      if (lost > 0) logger.error({ lost }, "the last answers about keys could not be counted");
    },
  };
}

function answersIn(counts: readonly Tally[]): number {
  return counts.reduce((sum, { answers }) => sum + answers, 0);
}

/** SQLSTATE classes 22 and 23: a batch with something wrong in it stays wrong. */
function isRefusedAsItIs(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" && /^2[23]/.test(code);
}
