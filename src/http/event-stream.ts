import { Readable } from "node:stream";

/** In ms. What is silent for longer is ended by some proxies, usually after a minute. */
const PING_INTERVAL_MS = 12_000;

/** A comment, which clients skip (HTML §9.2.6). */
const ping = ":\n\n";

/**
 * Results as Server-Sent Events, in the distinct connections mode of GraphQL over SSE: `next` with each, and `complete`
 * after the last. The next result is asked for once the client has taken the one before, so that who is slow holds no memory.
 */
export class EventStream extends Readable {
  private isAsking = false;
  private isOver = false;
  private readonly pings = setInterval(() => this.ping(), PING_INTERVAL_MS).unref();

  constructor(private readonly results: AsyncIterator<object>) {
    super({ highWaterMark: 1 });
    // Some browsers and proxies pass nothing on before something has come.
    this.push(ping);
  }

  override _read(): void {
    if (!this.isAsking && !this.isOver) void this.ask();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.leave();
    done(error);
  }

  /** Ends with this result, and the client does not come back. */
  endWith(result: object): void {
    if (!this.isOver) this.end(`${next(result)}${complete}`);
  }

  /** Ends without a word, so that the client connects again. */
  breakOff(): void {
    if (!this.isOver) this.end("");
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    try {
      const { value, done } = await this.results.next();
      this.isAsking = false;
      if (this.isOver) return;
      if (done) this.end(complete);
      else this.push(next(value));
    } catch {
      this.breakOff();
    }
  }

  private ping(): void {
    if (!this.isOver && this.readableLength === 0) this.push(ping);
  }

  private end(last: string): void {
    this.leave();
    if (last) this.push(last);
    this.push(null);
  }

  private leave(): void {
    this.isOver = true;
    clearInterval(this.pings);
    void this.results.return?.();
  }
}

/** JSON has no line breaks of its own. */
function next(result: object): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

/** With empty data, without which `EventSource` leaves an event out. */
const complete = "event: complete\ndata: \n\n";
