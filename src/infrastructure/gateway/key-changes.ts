import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "../../application/ports/logger.js";

/** The channel of whatever changes what a key opens: the id of an application, a partner or a gateway token, or `catalogue`. */
export const keysChangedChannel = "portico_keys_changed";

/** A time in which every change was heard, from its beginning to `provenAt` (`performance.now()`). */
export interface Span {
  provenAt: number;
}

export interface KeyChanges {
  /** The one that lasts; null while nobody listens. */
  readonly span: Span | null;
  /**
   * Whether every change is known that had been answered `tolerance` ms ago. Asks the database ahead of time, so that
   * who comes next need not wait.
   */
  isProven(): boolean;
  /**
   * The same once the database has been asked; false when it has not answered in time. `age`: how long ago a change may have
   * been answered without being known, in ms; with 0 a ping is waited for that was sent after the question came.
   */
  proof(age?: number): Promise<boolean>;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  /** Whatever was committed by then has to be known. */
  readonly asOf: number;
  readonly resolve: (isProven: boolean) => void;
}

export interface KeyChangesOptions {
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly onChange: (subject: string) => void;
}

/** In ms: how old what is answered may be, from the change's own answer to the question. */
export const tolerance = 40;
/** In ms: from this age on, a question has the next proof asked for. */
const ageToRenew = 15;
/** In ms: who waits for a proof waits for no longer; what has been silent for longer is not waited for. */
const patience = 250;
/** In ms: between two heartbeats through the channel; without one for `longestSilence` nothing is proven. */
const heartbeat = 300;
const longestSilence = 1_000;
/** In ms: between two attempts to listen. */
const pause = 100;

/**
 * Hears of every change of keys, and knows up to when it has. Notifications come on one connection in the order of the
 * commits; PostgreSQL sends those that are due before it answers what is asked on that connection. So an answered ping
 * proves that all is known that was committed before it was sent: half-open, paused and overtaken connections prove
 * nothing. A heartbeat, sent as a notification and heard again, proves that the server still listens for this connection,
 * and not a proxy of its own.
 */
export function createKeyChanges({ databaseUrl, logger, onChange }: KeyChangesOptions): KeyChanges {
  const self = `beat ${crypto.randomUUID()}`;
  let client: pg.Client | undefined;
  let span: Span | null = null;
  let heardAt = 0;
  let pingSentAt: number | null = null;
  let waiting: Waiting[] = [];
  let isClosed = false;
  let reconnecting: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const now = () => performance.now();
  const hears = (at = now()) => at - heardAt <= longestSilence;
  const isProven = (at = now(), age = tolerance) => span !== null && at - span.provenAt <= age && hears(at);

  /** Those who came before this proof was too old for them; all, where it is left out. */
  function settle(isTrue: boolean, provenAt = Number.POSITIVE_INFINITY): void {
    const asked = waiting;
    waiting = [];
    for (const each of asked) {
      if (each.asOf <= provenAt) each.resolve(isTrue);
      else waiting.push(each);
    }
  }

  /** Pings and heartbeats share the connection: each is sent once the one before has its answer. */
  function ask(asked: pg.Client, text: string, values?: string[]): Promise<unknown> {
    const answer = turn.then(() => asked.query(text, values));
    turn = answer.catch(() => {});
    return answer;
  }

  /** Asks, unless it is asking. */
  function ping(): void {
    const [asked, lasting] = [client, span];
    if (pingSentAt !== null || !asked || !lasting) return;
    const sentAt = now();
    pingSentAt = sentAt;
    ask(asked, "select 1").then(
      () => {
        if (lasting !== span) return;
        pingSentAt = null;
        lasting.provenAt = sentAt;
        settle(true, sentAt);
        if (waiting.length > 0) ping();
      },
      () => lose(asked),
    );
  }

  function lose(lost: pg.Client): void {
    if (client !== lost) return;
    client = undefined;
    span = null;
    pingSentAt = null;
    settle(false);
    discard(lost);
    if (!isClosed) reconnecting ??= reconnect().finally(() => (reconnecting = undefined));
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: longestSilence,
      keepAlive: true,
    });
    fresh.on("error", () => lose(fresh));
    fresh.on("end", () => lose(fresh));
    fresh.on("notification", ({ payload = "" }) => {
      if (client !== fresh) return;
      if (payload === self) heardAt = now();
      else if (!payload.startsWith("beat ")) onChange(payload);
    });
    try {
      await within(longestSilence, fresh.connect());
      const sentAt = now();
      // Whatever is committed from here on is heard.
      await within(longestSilence, fresh.query(`listen ${keysChangedChannel}`));
      if (isClosed) throw new Error("It is closed.");
      client = fresh;
      turn = Promise.resolve();
      span = { provenAt: sentAt };
      heardAt = sentAt;
      beat();
    } catch (error) {
      discard(fresh);
      throw error;
    }
  }

  async function reconnect(): Promise<void> {
    for (let isTold = false; !isClosed && !client; isTold = true) {
      try {
        await connect();
        if (isTold) logger.info({}, "changes of keys are heard again");
      } catch (error) {
        if (!isTold) logger.warn({ error }, "changes of keys are not heard: each key is looked up");
        await sleep(pause, undefined, { ref: false });
      }
    }
  }

  function beat(): void {
    const beating = client;
    if (!beating) return;
    if (hears())
      ask(beating, "select pg_notify($1, $2)", [keysChangedChannel, self]).catch(() => lose(beating));
    else {
      logger.warn({}, "no heartbeat of changes of keys came back: each key is looked up until one does");
      lose(beating);
    }
  }

  // After what has come meanwhile was read: a process that was held up has not heard it yet.
  const timer = setInterval(() => setImmediate(beat), heartbeat).unref();

  /** Asks ahead of time. */
  function isProvenFor(age: number): boolean {
    const at = now();
    if (!isProven(at, age)) return false;
    if (span && at - span.provenAt > ageToRenew) ping();
    return true;
  }

  return {
    get span() {
      return span;
    },
    isProven: () => isProvenFor(tolerance),
    async proof(age = tolerance) {
      if (isProvenFor(age)) return true;
      if (!span || !hears()) return false;
      // A ping that has had no answer for long is the last thing to wait for.
      if (pingSentAt !== null && now() - pingSentAt > patience) return false;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const late = setTimeout(() => resolve(false), patience);
      waiting.push({ asOf: now() - age, resolve });
      ping();
      return promise.finally(() => clearTimeout(late));
    },
    async start() {
      await connect().catch((error) => {
        logger.warn({ error }, "changes of keys are not heard: each key is looked up");
        reconnecting ??= reconnect().finally(() => (reconnecting = undefined));
      });
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      if (client) {
        const last = client;
        client = undefined;
        span = null;
        settle(false);
        await within(longestSilence, last.end()).catch(() => discard(last));
      }
      await reconnecting;
    },
  };
}

/** Ends it without a good-bye: a server that is silent would not answer one. */
function discard(client: pg.Client): void {
  client.removeAllListeners();
  client.on("error", () => {});
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database does not answer.")), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
