import { type Config, openOnServer, startWebProcess, withOwnPort } from "../composition-root/index.js";
import { untilStopped } from "./until-stopped.js";

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
