import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Clock } from "../../application/ports/clock.js";
import type { Logger } from "../../application/ports/logger.js";

export interface DatabaseClockParts {
  readonly pool: Pick<Pool, "query">;
  readonly logger: Logger;
  /** Milliseconds between two looks at the database's clock. */
  readonly interval?: number;
  /** Of this machine, in ms since 1970. */
  readonly machine?: () => number;
}

export interface DatabaseClock extends Clock {
  stop(): void;
}

/** What has to be added to this machine's time, within so many ms, and when it was read (`performance.now()`). */
interface Offset {
  readonly added: number;
  readonly within: number;
  readonly readAt: number;
}

const usualInterval = 30_000;
const firstReadings = 5;
/** In ms: good enough to stop reading. */
const closely = 1;
/** Between two clocks, in ms of each ms. */
const drift = 1e-4;
/** In ms: what operators hear of. */
const tolerable = 1_000;

/**
 * The database's clock, so that processes on machines whose clocks differ agree on what was first and what is over. It
 * is read now and then, never for a request; of several readings the one counts that took the shortest way. While the
 * database has not answered yet, it is this machine's clock.
 */
export async function startDatabaseClock(parts: DatabaseClockParts): Promise<DatabaseClock> {
  const { pool, logger, interval = usualInterval, machine = Date.now } = parts;
  let offset: Offset | undefined;
  let told = 0;

  async function read(): Promise<Offset> {
    const sentAt = performance.now();
    const { rows } = await pool.query<{ now: number }>(
      "select (extract(epoch from clock_timestamp()) * 1000)::float8 as now",
    );
    const readAt = performance.now();
    const within = (readAt - sentAt) / 2;
    return { added: (rows[0]?.now as number) + within - machine(), within, readAt };
  }

  async function improve(): Promise<void> {
    const next = await read();
    const age = offset ? next.readAt - offset.readAt : 0;
    const isStepped =
      offset && Math.abs(next.added - offset.added) > next.within + offset.within + age * drift;
    if (!offset || isStepped || next.within <= offset.within + age * drift) offset = next;
    if (Math.abs(offset.added - told) <= tolerable) return;
    told = offset.added;
    logger.warn({ milliseconds: Math.round(told) }, "this machine's clock is off; the database's is used");
  }

  async function readFirst(): Promise<void> {
    for (let reading = 0; reading < firstReadings; reading += 1) {
      await improve();
      if (offset && offset.within <= closely) return;
      await sleep(reading);
    }
  }

  await readFirst().catch(() => {});
  const timer = setInterval(() => void improve().catch(() => {}), interval).unref();
  return {
    now: () => new Date(machine() + (offset?.added ?? 0)),
    stop: () => clearInterval(timer),
  };
}
