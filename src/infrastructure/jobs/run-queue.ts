import { EventEmitter } from "node:events";
import { type RunnerOptions, run, type WorkerEvents } from "graphile-worker";
import type { Running } from "./supervise.js";

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
  const runner = await run({ ...options, events });
  const looked = firstLook.promise.catch(async (error) => {
    await runner.stop("the first look for a job failed").catch(() => {});
    throw error;
  });
  return {
    promise: looked.then(() => runner.promise),
    stop() {
      firstLook.resolve();
      return runner.stop();
    },
  };
}
