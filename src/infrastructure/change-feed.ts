import type pg from "pg";
import {
  accessEndedChannel,
  applicationChangedChannel,
  type ChangeFeed,
} from "../application/ports/change-feed.js";
import type { Logger } from "../application/ports/logger.js";
import type { Id } from "../domain/id.js";
import { BoundedClient } from "./database/bounded-client.js";
import { connectionTo, type DatabaseLimits } from "./database/connections.js";

type Wake = () => void;

const firstDelay = 100;
const longestDelay = 10_000;
const usualHeartbeat = 10_000;

export interface ChangeFeedOptions {
  readonly databaseUrl: string;
  readonly limits?: DatabaseLimits;
  readonly logger: Logger;
  /** Milliseconds between two looks whether the server still answers: one that hears nothing would never tell. */
  readonly heartbeat?: number;
}

/** One connection that listens for all subscriptions of this process. `start()` before use, `close()` in the end. */
export function createChangeFeed({
  databaseUrl,
  limits,
  logger,
  heartbeat = usualHeartbeat,
}: ChangeFeedOptions) {
  const listeners = new Map<Id<"app">, Set<Wake>>();
  const latest = new WeakMap<Set<Wake>, object>();
  const accessListeners = new Map<Id<"dev">, Set<Wake>>();
  const listening = `listen ${applicationChangedChannel}; listen ${accessEndedChannel}`;
  let client: BoundedClient | undefined;
  let isClosed = false;
  // What does not answer is ended by its client.
  const pulse = setInterval(() => void client?.query(listening).catch(() => {}), heartbeat).unref();

  const wake = (applicationId: Id<"app">) => {
    const listening = listeners.get(applicationId);
    if (!listening) return;
    latest.set(listening, {});
    for (const listener of listening) listener();
  };
  const notified = ({ channel, payload }: pg.Notification) => {
    if (channel === applicationChangedChannel) return wake(payload as Id<"app">);
    for (const listener of [...(accessListeners.get(payload as Id<"dev">) ?? [])]) listener();
  };

  async function connect(): Promise<void> {
    const fresh = new BoundedClient(connectionTo(databaseUrl, limits));
    fresh.on("notification", notified);
    fresh.on("error", () => {});
    fresh.once("end", () => {
      if (client === fresh) void reconnect();
    });
    try {
      await fresh.connect();
      await fresh.query(listening);
    } catch (error) {
      await fresh.end().catch(() => {});
      throw error;
    }
    client = fresh;
    if (isClosed) await fresh.end();
  }

  /** Something may have been missed meanwhile, so everybody looks again. */
  async function reconnect(): Promise<void> {
    client = undefined;
    for (let delay = firstDelay; !isClosed; delay = Math.min(delay * 2, longestDelay)) {
      try {
        await connect();
        for (const applicationId of listeners.keys()) wake(applicationId);
        return;
      } catch (error) {
        logger.warn({ error }, "listening for changes failed; trying again");
        await new Promise((resolve) => setTimeout(resolve, delay).unref());
      }
    }
  }

  const feed: ChangeFeed & { start(): Promise<void>; close(): Promise<void> } = {
    start: connect,
    async close() {
      isClosed = true;
      clearInterval(pulse);
      await client?.end();
    },
    latestChange: (applicationId) => latest.get(listeners.get(applicationId) ?? new Set()) ?? {},
    changesOf: (applicationId) =>
      changes(applicationId, (listener) => listen(listeners, applicationId, listener)),
    onAccessEnded: (developerId, listener) => listen(accessListeners, developerId, listener),
  };
  return feed;
}

/** Gives what stops it. */
function listen<Key>(listeners: Map<Key, Set<Wake>>, key: Key, listener: Wake): () => void {
  const set = listeners.get(key) ?? new Set();
  listeners.set(key, set.add(listener));
  return () => {
    set.delete(listener);
    if (set.size === 0) listeners.delete(key);
  };
}

/** Yields `value` after each wake; wakes while the consumer is busy become one. Listens from the very start. */
function changes(value: string, listen: (wake: Wake) => () => void): AsyncIterableIterator<string> {
  let isDue = false;
  let isDone = false;
  let waiting: ((result: IteratorResult<string>) => void) | undefined;
  const stop = listen(() => {
    if (!waiting) {
      isDue = true;
      return;
    }
    waiting({ value, done: false });
    waiting = undefined;
  });
  return {
    next() {
      if (isDone) return Promise.resolve({ value: undefined, done: true });
      if (isDue) {
        isDue = false;
        return Promise.resolve({ value, done: false });
      }
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    async return() {
      isDone = true;
      stop();
      waiting?.({ value: undefined, done: true });
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
