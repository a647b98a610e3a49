import { collectSooner } from "./collect-sooner.js";

export interface Stopping {
  /** Milliseconds that a stop may take. */
  readonly limit?: number;
  /** Ends the process at once; a test's own. */
  readonly exit?: (status: number) => void;
}

/** Less than orchestrators wait before they kill, by default 30 s. */
const usualLimit = 20_000;
/** In ms: what is still open when everything has stopped is not waited for. */
const leftovers = 1_000;
const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs what `start` gives until Ctrl-C or SIGTERM, and resolves when its `stop` is done; a signal amid the start stops
 * it right after. A stop that fails rejects; one that is not done in time, and a second signal, end the process with
 * status 1 and a sentence: whatever holds it up, it is over.
 */
export async function untilStopped(
  start: () => Promise<() => Promise<void>>,
  { limit = usualLimit, exit = process.exit }: Stopping = {},
): Promise<void> {
  const signalled = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const giveUp = (why: string) => {
    console.error(`${why} What was running is cut off.`);
    exit(1);
  };
  const onSignal = () => {
    if (timer) return giveUp("A second signal ends Portico at once.");
    // It keeps the process alive: one with nothing left to do would end before what it waits for.
    timer = setTimeout(() => giveUp(`Portico has not stopped within ${limit / 1_000} s.`), limit);
    signalled.resolve();
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const stop = await start();
    collectSooner();
    await signalled.promise;
    await stop();
  } finally {
    clearTimeout(timer);
    for (const signal of signals) process.off(signal, onSignal);
    setTimeout(() => exit(Number(process.exitCode ?? 0)), leftovers).unref();
  }
}
