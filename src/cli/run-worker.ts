import { startWorkerProcess } from "../composition-root.js";
import type { Config } from "../config.js";
import { openOnServer } from "./open-process.js";
import { untilStopped } from "./until-stopped.js";

/** `portico worker` */
export async function runWorker(config: Config): Promise<void> {
  const services = await openOnServer(config, "worker");
  try {
    const worker = await startWorkerProcess(services);
    console.log("A Portico worker takes queued work.");
    await untilStopped(worker.stop);
  } finally {
    await services.close();
  }
}
