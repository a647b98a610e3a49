import { createHealthServer } from "../http/health-server.js";
import { createMetrics } from "../http/metrics.js";
import { createGivenUpJobs } from "../infrastructure/jobs/given-up-jobs.js";
import { closeAll } from "./close-all.js";
import { metricsReaders, readinessChecks } from "./observing.js";
import type { Services } from "./services.js";
import { startWorkerProcess } from "./worker-process.js";

/** A worker in a process of its own, which tells at `WORKER_PORT` how it is; `port` is the one, if it does. */
export async function startObservedWorker(
  services: Services,
): Promise<{ port?: number; stop(): Promise<void> }> {
  const { config, logger } = services;
  const worker = await startWorkerProcess(services);
  const opened = [worker.stop];
  const stop = () => closeAll(opened);
  if (config.workerPort === undefined) return { stop };
  try {
    const health = await createHealthServer({
      logger,
      metrics: createMetrics(createGivenUpJobs(services.pool).count),
      metricsReaders: metricsReaders(config),
      readinessChecks: {
        ...readinessChecks(services),
        worker: async () => {
          if (!worker.isRunning()) throw new Error("The worker has ended, and waits to begin again.");
        },
      },
    });
    opened.push(health.close);
    return { port: await health.listen({ host: config.host, port: config.workerPort }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
