import { Logger as QueueLogger, runMigrations, type Task, type TaskList } from "graphile-worker";
import type { Pool } from "pg";
import type { JobHandlers } from "../../application/jobs.js";
import { Hopeless } from "../../application/ports/hopeless.js";
import type { Logger } from "../../application/ports/logger.js";
import type { DatabaseLimits } from "../database/connections.js";
import { giveUp } from "./given-up-jobs.js";
import { LiveWorkers, type LiveWorkersOptions } from "./live-workers.js";
import { runQueue } from "./run-queue.js";
import { type Supervised, type SupervisionOptions, supervise } from "./supervise.js";

export interface WorkerOptions {
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly limits?: DatabaseLimits;
  /** Jobs without a handler are left to other workers. */
  readonly handlers: Partial<JobHandlers>;
  /** Work that recurs every hour, by name. */
  readonly hourly?: Readonly<Record<string, () => Promise<void>>>;
  /** Work that recurs every ten minutes, by name. */
  readonly often?: Readonly<Record<string, () => Promise<void>>>;
  readonly logger: Logger;
  /** Jobs that run at once. */
  readonly concurrency?: number;
  readonly liveness?: Pick<LiveWorkersOptions, "sweepInterval" | "grace">;
  readonly restart?: Pick<SupervisionOptions, "shortestPause" | "longestPause">;
}

/** Creates or updates the queue's own tables. */
export function migrateQueue(pool: Pool, logger: Logger): Promise<void> {
  return runMigrations({ pgPool: pool, logger: queueLogger(logger) });
}

/** Takes jobs until `stop()`, which lets running ones finish. An outage of the database is a pause. */
export async function startWorker(options: WorkerOptions): Promise<Supervised> {
  const {
    pool,
    databaseUrl,
    limits,
    handlers,
    hourly = {},
    often = {},
    logger,
    concurrency = 4,
    liveness,
    restart,
  } = options;
  const liveWorkers = new LiveWorkers({ databaseUrl, ...(limits && { limits }), logger, ...liveness });
  await liveWorkers.start();
  const queue = {
    pgPool: pool,
    taskList: taskList(pool, handlers, { ...hourly, ...often }),
    crontab: [
      ...Object.keys(hourly).map((name, index) => `${7 + index} * * * * ${name}`),
      ...Object.keys(often).map((name) => `*/10 * * * * ${name}`),
    ].join("\n"),
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: queueLogger(logger),
    // Without batches nobody waits for a job to be recorded as done, and its failure would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
  try {
    const supervised = await supervise({
      start: () => runQueue(queue, (workerId) => liveWorkers.announce(workerId)),
      onEnd: (error, pause) => logger.warn({ error, pause }, "the worker ended, and starts again"),
      ...restart,
    });
    return {
      isRunning: supervised.isRunning,
      async stop() {
        await supervised.stop();
        await liveWorkers.close();
      },
    };
  } catch (error) {
    // A queue that does not start leaves nothing behind.
    await liveWorkers.close();
    throw error;
  }
}

function taskList(
  pool: Pool,
  handlers: WorkerOptions["handlers"],
  recurring: Required<WorkerOptions>["hourly"],
): TaskList {
  const tasks = Object.entries(handlers) as [string, (payload: unknown) => Promise<void>][];
  return {
    ...Object.fromEntries(tasks.map(([name, handle]) => [name, givingUp(pool, handle)])),
    ...Object.fromEntries(Object.entries(recurring).map(([name, work]) => [name, () => work()])),
  };
}

/** What is hopeless is not tried again by itself, and shown to operators at once. */
function givingUp(pool: Pool, handle: (payload: unknown) => Promise<void>): Task {
  return async (payload, { job }) => {
    try {
      await handle(payload);
    } catch (error) {
      if (error instanceof Hopeless) await giveUp(pool, job.id);
      throw error;
    }
  };
}

/** Job payloads can hold addresses and links, so the queue's own metadata is not logged. */
function queueLogger(logger: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    const write = { error: logger.error, warning: logger.warn, info: logger.debug, debug: logger.debug }[
      level
    ];
    write.call(logger, { component: "queue" }, message);
  });
}
