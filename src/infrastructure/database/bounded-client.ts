import pg from "pg";

/** Besides pg's own, in the configuration of a pool or client. */
export interface Silence {
  /** Milliseconds after which a server that owes an answer counts as gone. */
  readonly longestSilence: number;
}

const endOf = (client: pg.Client): Promise<void> =>
  (pg.Client.prototype.end as () => Promise<void>).call(client);

type Config = string | (pg.ClientConfig & Partial<Silence>);

/** A good-bye needs no answer. */
const farewell = 2_000;

/**
 * A connection that ends rather than wait without end for a server that is frozen or cut off: TCP alone would not tell
 * for hours. What was asked then fails as on any lost connection.
 */
export class BoundedClient extends pg.Client {
  private readonly longestSilence: number;
  private watch: NodeJS.Timeout | undefined;

  constructor(config?: Config) {
    super(config);
    this.longestSilence = (typeof config === "object" && config.longestSilence) || 0;
    const rest = () => {
      clearTimeout(this.watch);
      this.watch = undefined;
    };
    this.on("drain", rest);
    this.on("end", rest);
  }

  // The driver's declarations are overloads that none of ours could repeat.
  override query: pg.Client["query"] = ((...args: unknown[]) => {
    if (this.longestSilence > 0)
      this.watch ??= setTimeout(() => this.abandon("does not answer"), this.longestSilence);
    return (pg.Client.prototype.query as (...args: unknown[]) => unknown).apply(this, args);
  }) as pg.Client["query"];

  override end: pg.Client["end"] = ((done?: (error?: Error) => void) => {
    const limit = setTimeout(() => this.abandon("does not close"), farewell);
    this.once("end", () => clearTimeout(limit));
    const ended = endOf(this).finally(() => clearTimeout(limit));
    return done ? void ended.then(() => done(), done) : ended;
  }) as pg.Client["end"];

  /** By a code after which nobody sends the same again by itself: what was asked may have been done. */
  private abandon(why: string): void {
    const { connection } = this as unknown as { connection: { stream: { destroy(error: Error): void } } };
    connection.stream.destroy(Object.assign(new Error(`The database ${why}.`), { code: "ECONNABORTED" }));
  }
}
