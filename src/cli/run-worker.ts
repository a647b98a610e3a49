import { type Config, openOnServer, startObservedWorker, stopsAll } from "../composition-root/index.js";
import { untilStopped } from "./until-stopped.js";

/** `portico worker` */
export async function runWorker(config: Config): Promise<void> {
  await untilStopped(() =>
    stopsAll(async (opened) => {
      const services = await openOnServer(config, "worker");
      opened.push(services.close);
      const worker = await startObservedWorker(services);
      opened.push(worker.stop);
      console.log("A Portico worker takes queued work.");
      if (worker.port) console.log(`It tells how it is at http://${config.host}:${worker.port}/readyz.`);
    }),
  );
}
