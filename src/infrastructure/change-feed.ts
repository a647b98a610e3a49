import type pg from "pg";
import type { ChangeOfPartner, PartnerChange } from "../application/consequences/changes-of.js";
import {
  accessEndedChannel,
  applicationChangedChannel,
  type Change,
  type ChangeFeed,
  type Changes,
  type Missed,
  partnerChangedChannel,
} from "../application/ports/change-feed.js";
import type { Logger } from "../application/ports/logger.js";
import type { Id } from "../domain/id.js";
import { BoundedClient } from "./database/bounded-client.js";
import { connectionTo, type DatabaseLimits } from "./database/connections.js";

type Listener<What> = (change: Change<What>) => void;

const firstDelay = 100;
const longestDelay = 10_000;
const usualHeartbeat = 10_000;
/** Of what a consumer has not been told yet. */
const mostKept = 100;
const missed: Missed = { kind: "MISSED" };

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
  const applications = createTopics<Id<"app">>();
  const partners = createTopics<Id<"prt">, PartnerChange | Missed>();
  const endings = createTopics<string>();
  const listening = `listen ${applicationChangedChannel}; listen ${partnerChangedChannel}; listen ${accessEndedChannel}`;
  let client: BoundedClient | undefined;
  let isClosed = false;
  let isAsked = false;
  const pulse = setInterval(() => void beat(), heartbeat).unref();

  /** What does not answer is ended by its client. */
  async function beat(): Promise<void> {
    if (isAsked) return;
    isAsked = true;
    await client?.query(listening).catch(() => {});
    isAsked = false;
  }

  const notified = ({ channel, payload = "" }: pg.Notification) => {
    if (channel === applicationChangedChannel) {
      applications.tell(payload as Id<"app">, payload as Id<"app">);
    } else if (channel === partnerChangedChannel) {
      const { partnerId, change } = JSON.parse(payload) as ChangeOfPartner;
      partners.tell(partnerId, change);
    } else {
      endings.tell(payload, payload);
    }
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
        for (const applicationId of applications.names()) applications.tell(applicationId, applicationId);
        for (const partnerId of partners.names()) partners.tell(partnerId, missed);
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
    changesOf: (applicationId) => changes((listener) => applications.listen(applicationId, listener)),
    changesOfPartner: (partnerId) =>
      changes((listener: Listener<PartnerChange | Missed>) => partners.listen(partnerId, listener), missed),
    onAccessEnded: (actorId, listener) => endings.listen(actorId, listener),
  };
  return feed;
}

/** Who listens to what, by the id of what it is about. */
function createTopics<Name extends string, What = Name>() {
  const topics = new Map<Name, Set<Listener<What>>>();
  return {
    names: () => [...topics.keys()],
    tell(name: Name, what: What): void {
      const change = { what, mark: {} };
      for (const listener of [...(topics.get(name) ?? [])]) listener(change);
    },
    /** Gives what stops it. */
    listen(name: Name, listener: Listener<What>): () => void {
      const topic = topics.get(name) ?? new Set();
      topics.set(name, topic.add(listener));
      return () => {
        topic.delete(listener);
        // Others may have begun meanwhile: stopping twice does not take theirs.
        if (topic.size === 0 && topics.get(name) === topic) topics.delete(name);
      };
    },
  };
}

/**
 * Yields each change; the same ones, while the consumer is busy, become the last of them, and what is more than can be
 * kept becomes `inPlaceOfMany`. Listens from the very start.
 */
function changes<What>(
  listen: (listener: Listener<What>) => () => void,
  inPlaceOfMany?: NoInfer<What>,
): Changes<What> {
  const due = new Map<string, Change<What>>();
  let isDone = false;
  let waiting: ((result: IteratorResult<Change<What>>) => void) | undefined;
  const stop = listen((change) => {
    if (waiting) {
      waiting({ value: change, done: false });
      waiting = undefined;
      return;
    }
    const key = JSON.stringify(change.what);
    due.delete(key);
    due.set(key, change);
    if (due.size <= mostKept || inPlaceOfMany === undefined) return;
    due.clear();
    due.set("", { what: inPlaceOfMany, mark: change.mark });
  });
  return {
    next() {
      if (isDone) return Promise.resolve({ value: undefined, done: true });
      for (const [key, value] of due) {
        due.delete(key);
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
