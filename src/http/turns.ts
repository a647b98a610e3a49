import { AsyncLocalStorage } from "node:async_hooks";

/** Somebody's place among those who work, or who wait to. */
export interface Turn {
  readonly begin: () => void;
  /** When they began, in ms of the process; nothing while they wait. */
  since: number;
}

/**
 * Lets so many work at once and others wait, first come, first served. Who has worked for `longest`, in ms, goes on, but keeps nobody
 * waiting any more: it is not for the others that they are slow.
 */
export class Turns {
  private readonly working = new Set<Turn>();
  private readonly waiting = new Set<Turn>();
  private next: NodeJS.Immediate | undefined;
  private overdue: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: number,
    private readonly longest: number,
  ) {}

  /** Calls `begin`: at once where there is a place and nobody waits. Whoever takes a turn is to end it. */
  take(begin: () => void): Turn {
    const turn = { begin: AsyncLocalStorage.bind(begin), since: 0 };
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
    for (const turn of this.waiting) {
      if (this.working.size >= this.places) break;
      this.waiting.delete(turn);
      this.working.add(turn);
      turn.since = performance.now();
      turn.begin();
    }
    this.watch();
  }

  /** Sees to it that those who wait are not forgotten, whatever those who work do. */
  private watch(): void {
    const [first] = this.working;
    if (!first || this.waiting.size === 0) return;
    this.overdue ??= setTimeout(() => this.passOver(), first.since + this.longest - performance.now());
  }

  private passOver(): void {
    this.overdue = undefined;
    const begun = performance.now() - this.longest;
    for (const turn of this.working) if (turn.since <= begun) this.working.delete(turn);
    this.beginNext();
  }
}
