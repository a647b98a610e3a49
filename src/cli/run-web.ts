import { startWebProcess } from "../composition-root.js";
import type { Config } from "../config.js";
import { openOnServer } from "./open-process.js";
import { untilStopped } from "./until-stopped.js";

/** `portico web` */
export async function runWeb(config: Config): Promise<void> {
  const services = await openOnServer(config, "web");
  try {
    const web = await startWebProcess(services);
    console.log(`Portico serves ${config.publicUrl}/graphql, listening on ${config.host}:${web.port}.`);
    await untilStopped(web.stop);
  } finally {
    await services.close();
  }
}
