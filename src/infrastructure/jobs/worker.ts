import { EventEmitter } from "node:events";
import {
  Logger as QueueLogger,
  type Runner,
  type RunnerOptions,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Pool } from "pg";
import type { JobHandlers } from "../../application/jobs.js";
import type { Logger } from "../../application/ports/logger.js";
import { LiveWorkers, type LiveWorkersOptions } from "./live-workers.js";

export interface WorkerOptions {
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly handlers: JobHandlers;
  /** Work that recurs every hour, by name. */
  readonly hourly: Readonly<Record<string, () => Promise<void>>>;
  readonly logger: Logger;
  /** Jobs that run at once. */
  readonly concurrency?: number;
  readonly liveness?: Pick<LiveWorkersOptions, "sweepInterval" | "minimumAge">;
}

/** Creates or updates the queue's own tables. */
export function migrateQueue(pool: Pool, logger: Logger): Promise<void> {
  return runMigrations({ pgPool: pool, logger: queueLogger(logger) });
}

/** Starts taking jobs. `stop()` lets running ones finish. */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { pool, databaseUrl, handlers, hourly, logger, concurrency = 4, liveness } = options;
  const liveWorkers = new LiveWorkers({ databaseUrl, logger, ...liveness });
  await liveWorkers.start();
  const events: WorkerEvents = new EventEmitter();
  // The queue locks jobs under the id of the pool, not of the single worker in it.
  events.on("pool:create", ({ workerPool }) => liveWorkers.announce(workerPool.id));
  const runner = await running(liveWorkers, {
    pgPool: pool,
    taskList: taskList(handlers, hourly),
    crontab: Object.keys(hourly)
      .map((name, index) => `${7 + index} * * * * ${name}`)
      .join("\n"),
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: queueLogger(logger),
    events,
  });
  return {
    async stop() {
      await runner.stop();
      await liveWorkers.close();
    },
  };
}

function taskList(handlers: JobHandlers, hourly: WorkerOptions["hourly"]): TaskList {
  return {
    ...(handlers as unknown as TaskList),
    ...Object.fromEntries(Object.entries(hourly).map(([name, work]) => [name, () => work()])),
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

/** A queue that does not start leaves nothing behind. */
async function running(liveWorkers: LiveWorkers, options: RunnerOptions): Promise<Runner> {
  try {
    return await run(options);
  } catch (error) {
    await liveWorkers.close();
    throw error;
  }
}
