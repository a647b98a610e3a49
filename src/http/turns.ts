import { AsyncLocalStorage } from "node:async_hooks";

/** Somebody's place among those who work, or who wait to. */
export interface Turn {
  readonly begin: () => void;
  /** In ms of the process. */
  readonly came: number;
  /** When they began; nothing while they wait. */
  since: number;
}

/**
 * Lets so many work at once and others wait, first come, first served. Who has worked for `longest`, in ms, goes on, but keeps nobody
 * waiting any more: it is not for the others that they are slow. Nor does anybody wait for longer than `patience`: where all are
 * slow, places come free too seldom for those who come.
 */
export class Turns {
  private readonly working = new Set<Turn>();
  private readonly waiting = new Set<Turn>();
  private next: NodeJS.Immediate | undefined;
  private overdue: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: number,
    private readonly longest: number,
    private readonly patience: number,
  ) {}

  /** Calls `begin`: at once where there is a place and nobody waits. Whoever takes a turn is to end it. */
  take(begin: () => void): Turn {
    const turn = { begin: AsyncLocalStorage.bind(begin), came: performance.now(), since: 0 };
    this.waiting.add(turn);
    if (this.waiting.size === 1) this.beginNext();
    else this.watch();
    return turn;
  }

  end(turn: Turn): void {
    this.waiting.delete(turn);
    // What has ended is to be sent before another begins.
    if (this.working.delete(turn) && this.waiting.size > 0)
      this.next ??= setImmediate(() => this.beginNext());
  }

  private beginNext(): void {
    this.next = undefined;
    const latest = performance.now() - this.patience;
    for (const turn of this.waiting) {
      if (this.working.size >= this.places && turn.came > latest) break;
      this.waiting.delete(turn);
      this.working.add(turn);
      turn.since = performance.now();
      turn.begin();
    }
    this.watch();
  }

  /** Sees to it that those who wait are not forgotten, whatever those who work do. */
  private watch(): void {
    const [[working], [waiting]] = [this.working, this.waiting];
    if (!working || !waiting) return;
    const due = Math.min(working.since + this.longest, waiting.came + this.patience);
    // Who waits has a connection, and without any there is nothing to stay for.
    this.overdue ??= setTimeout(() => this.passOver(), Math.max(1, due - performance.now())).unref();
  }

  private passOver(): void {
    this.overdue = undefined;
    const begun = performance.now() - this.longest;
    for (const turn of this.working) if (turn.since <= begun) this.working.delete(turn);
    this.beginNext();
  }
}
