import { type Config, openOnServer, startObservedWorker } from "../composition-root/index.js";
import { untilStopped } from "./until-stopped.js";

/** `portico worker` */
export async function runWorker(config: Config): Promise<void> {
  const services = await openOnServer(config, "worker");
  try {
    const worker = await startObservedWorker(services);
    console.log("A Portico worker takes queued work.");
    if (worker.port) console.log(`It tells how it is at http://${config.host}:${worker.port}/readyz.`);
    await untilStopped(worker.stop);
  } finally {
    await services.close();
  }
}
