import { EventEmitter } from "node:events";
import { type RunnerOptions, run, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { poolOfQueue } from "./pool-of-queue.js";
import type { Running } from "./supervise.js";

const ends = [
  "pool:gracefulShutdown:complete",
  "pool:forcefulShutdown:complete",
  "pool:forcefulShutdown:error",
] as const;
/** In ms. */
const recording = 2_000;

/**
 * Takes jobs until it is stopped, or until a look for one fails: a job that was found, and whose finder never heard of it,
 * stays locked for as long as that worker is taken for alive. (The queue also keeps what came of looking up its tasks, be it
 * a failure, and would look in vain for ever.) Nothing is taken before `announce` has resolved, which is given the id under
 * which jobs are locked.
 */
export async function runQueue(
  options: RunnerOptions & { pgPool: Pool },
  announce: (workerId: string) => Promise<void>,
): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  const failed = Promise.withResolvers<void>();
  let failure: unknown;
  events.on("worker:getJob:error", ({ error }) => {
    failure ??= error;
    failed.resolve();
  });
  const ended = withNothingLeft(events);
  untraced();
  const runner = await run({
    ...options,
    pgPool: poolOfQueue(options.pgPool),
    preset: { ...options.preset, plugins: [announcing(announce)] },
    events,
  });
  const over = Promise.race([runner.promise, ended]).then(() => {
    if (failure) throw failure;
  });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    // Where it has begun to stop by itself it refuses.
    stopping ??= runner.stop().catch(() => over.catch(() => {}));
    return stopping;
  };
  failed.promise.then(stop);
  return { promise: over, stop };
}

/** The queue locks jobs under the id of the pool, not of the single worker in it. */
function announcing(announce: (workerId: string) => Promise<void>): GraphileConfig.Plugin {
  let announced: Promise<void> | undefined;
  return {
    name: "announcing",
    version: "1.0.0",
    worker: {
      hooks: {
        startWorker(_, { worker: { workerPool } }) {
          announced ??= announce(workerPool.id);
          return announced;
        },
      },
    },
  };
}

/**
 * Resolves when no job runs any more, and what there was to record has had its time. The queue's own promise never settles
 * after several jobs at once could not be recorded as done, and nobody would take their place.
 */
function withNothingLeft(events: WorkerEvents): Promise<void> {
  return new Promise((resolve) => {
    for (const end of ends) events.once(end, () => setTimeout(resolve, recording).unref());
  });
}

/** What the queue logs of its failures it also traces on the console, amid the lines of the log; nobody else does. */
function untraced(): void {
  console.trace = () => {};
}
