import { startWebProcess } from "../composition-root.js";
import type { Config } from "../config.js";
import { openOnServer } from "./open-process.js";
import { untilStopped } from "./until-stopped.js";
import { withOwnPort } from "./with-own-port.js";

/** `portico web` */
export async function runWeb(given: Config): Promise<void> {
  const config = await withOwnPort(given);
  const services = await openOnServer(config, "web");
  try {
    const web = await startWebProcess(services);
    console.log(`Portico serves ${config.publicUrl}/graphql, listening on ${config.host}:${web.port}.`);
    await untilStopped(web.stop);
  } finally {
    await services.close();
  }
}
