import { type Config, openOnServer, startWorkerProcess } from "../composition-root/index.js";
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
