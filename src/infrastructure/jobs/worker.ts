import { EventEmitter } from "node:events";
import {
  Logger,
  type Runner,
  type RunnerOptions,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Pool } from "pg";
import type { JobHandlers } from "../../application/jobs.js";
import { LiveWorkers, type LiveWorkersOptions } from "./live-workers.js";
import type { Log } from "./log.js";

export interface WorkerOptions {
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly handlers: JobHandlers;
  /** Work that recurs every hour, by name. */
  readonly hourly: Readonly<Record<string, () => Promise<void>>>;
  readonly log: Log;
  /** Jobs that run at once. */
  readonly concurrency?: number;
  readonly liveness?: Pick<LiveWorkersOptions, "sweepInterval" | "minimumAge">;
}

/** Creates or updates the queue's own tables. */
export function migrateQueue(pool: Pool, log: Log): Promise<void> {
  return runMigrations({ pgPool: pool, logger: queueLogger(log) });
}

/** Starts taking jobs. `stop()` lets running ones finish. */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { pool, databaseUrl, handlers, hourly, log, concurrency = 4, liveness } = options;
  const liveWorkers = new LiveWorkers({ databaseUrl, log, ...liveness });
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
    logger: queueLogger(log),
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
function queueLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    const write = { error: log.error, warning: log.warn, info: log.debug, debug: log.debug }[level];
    write.call(log, { component: "queue" }, message);
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
