import { setTimeout as sleep } from "node:timers/promises";

export interface Running {
  /** Settles when it has ended: by `stop()`, by itself or by a failure. */
  readonly promise: Promise<void>;
  stop(): Promise<void>;
}

export interface SupervisionOptions {
  readonly start: () => Promise<Running>;
  /** Told that one ended (with its `error`, if it had one) or did not start, and the milliseconds until the next try. */
  readonly onEnd: (error: unknown, pause: number) => void;
  /** Milliseconds of the first pause. It doubles with each end that comes soon after a start. */
  readonly shortestPause?: number;
  /** Milliseconds that no pause exceeds, and after which a running one counts as well again. */
  readonly longestPause?: number;
}

export interface Supervised {
  /** False while it pauses after an end. */
  isRunning(): boolean;
  stop(): Promise<void>;
}

/**
 * Keeps one running until `stop()`: what ends on its own is started again, after a pause that grows while it keeps
 * ending. The first start is not tried again: its failure is the caller's.
 */
export async function supervise(options: SupervisionOptions): Promise<Supervised> {
  const { start, onEnd, shortestPause = 500, longestPause = 5_000 } = options;
  const stopping = new AbortController();
  let running: Running | undefined = await start();
  let failures = 0;

  async function pauseAfter(error: unknown): Promise<void> {
    const pause = Math.min(longestPause, shortestPause * 2 ** failures++);
    // Workers that fell together do not all come back in the same instant.
    const jittered = Math.round(pause * (0.5 + Math.random() / 2));
    onEnd(error, jittered);
    await sleep(jittered, undefined, { signal: stopping.signal }).catch(() => {});
  }

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      const since = performance.now();
      let error: unknown;
      try {
        running ??= await start();
        if (stopping.signal.aborted) await running.stop();
        await running.promise;
      } catch (reason) {
        error = reason;
      }
      running = undefined;
      if (stopping.signal.aborted) return;
      if (performance.now() - since > longestPause) failures = 0;
      await pauseAfter(error);
    }
  }

  const kept = keepRunning();
  return {
    isRunning: () => running !== undefined,
    async stop() {
      stopping.abort();
      await running?.stop();
      await kept;
    },
  };
}
