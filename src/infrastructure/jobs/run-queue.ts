import { EventEmitter } from "node:events";
import { type RunnerOptions, run, type WorkerEvents } from "graphile-worker";
import type { Running } from "./supervise.js";

const ends = [
  "pool:gracefulShutdown:complete",
  "pool:forcefulShutdown:complete",
  "pool:forcefulShutdown:error",
] as const;
/** In ms. */
const recording = 2_000;

/**
 * Takes jobs until it is stopped, or until the first look for one fails: the queue keeps what came of looking up its
 * tasks, also a failure, and would look in vain for ever. `onWorker` is told the id under which it locks jobs.
 */
export async function runQueue(
  options: RunnerOptions,
  onWorker: (workerId: string) => void,
): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  const firstLook = Promise.withResolvers<void>();
  // The queue locks jobs under the id of the pool, not of the single worker in it.
  events.on("pool:create", ({ workerPool }) => onWorker(workerPool.id));
  events.on("worker:getJob:empty", () => firstLook.resolve());
  events.on("job:start", () => firstLook.resolve());
  events.on("worker:getJob:error", ({ error }) => firstLook.reject(error));
  const ended = withNothingLeft(events);
  untraced();
  const runner = await run({ ...options, events });
  const looked = firstLook.promise.catch(async (error) => {
    await runner.stop("the first look for a job failed").catch(() => {});
    throw error;
  });
  return {
    promise: Promise.race([looked.then(() => runner.promise), ended]),
    stop() {
      firstLook.resolve();
      return runner.stop();
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
