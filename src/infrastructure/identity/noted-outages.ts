import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import type { MailQueue } from "../../application/ports/mail.js";
import { isDatabaseAway } from "../database/is-database-away.js";

interface Notes {
  outage?: unknown;
}

const current = new AsyncLocalStorage<Notes>();

/**
 * The library takes a database that is away for a failure of ours, for a session that does not exist, or for nothing at
 * all. Here such a failure is noted where it happens, so that whoever asked is told to ask again.
 *
 * @throws what the database said, when it was away at any point of `work`.
 */
export async function tellingOutages<T>(work: () => Promise<T>): Promise<T> {
  const notes: Notes = {};
  const [outcome] = await Promise.allSettled([current.run(notes, work)]);
  if (notes.outage !== undefined) throw notes.outage;
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

async function noted<T>(attempt: Promise<T>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    const notes = current.getStore();
    if (notes && isDatabaseAway(error)) notes.outage ??= error;
    throw error;
  }
}

type Query = (...args: unknown[]) => Promise<unknown>;

/** `pool`, as Kysely uses it. */
export function notingPool(pool: pg.Pool): Pick<pg.Pool, "connect" | "end"> {
  const connect = async () => {
    const client = await noted(pool.connect());
    const query: Query = (...args) => noted((client.query as Query).apply(client, args));
    return { query, release: (error?: Error) => client.release(error) };
  };
  return { connect: connect as unknown as pg.Pool["connect"], end: () => pool.end() };
}

export function notingMailQueue(queue: MailQueue): MailQueue {
  return { enqueue: (message) => noted(queue.enqueue(message)) };
}
