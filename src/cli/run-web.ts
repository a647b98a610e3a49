import {
  type Config,
  openOnServer,
  startWebProcess,
  stopsAll,
  withOwnPort,
} from "../composition-root/index.js";
import { untilStopped } from "./until-stopped.js";

/** `portico web` */
export async function runWeb(given: Config): Promise<void> {
  const config = await withOwnPort(given);
  await untilStopped(() =>
    stopsAll(async (opened) => {
      const services = await openOnServer(config, "web");
      opened.push(services.close);
      const web = await startWebProcess(services);
      opened.push(web.stop);
      console.log(`Portico serves ${config.publicUrl}/graphql, listening on ${config.host}:${web.port}.`);
    }),
  );
}
