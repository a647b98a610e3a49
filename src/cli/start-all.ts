import {
  closeAll,
  openServices,
  startWebProcess,
  startWorkerProcess,
  withSecrets,
} from "../composition-root.js";
import type { Config } from "../config.js";
import { startupText } from "../http/startup-text.js";
import { startEmbeddedDatabase } from "../infrastructure/embedded-database/embedded-database.js";
import { createLogger } from "../infrastructure/logging.js";
import { untilStopped } from "./until-stopped.js";
import { withOwnPort } from "./with-own-port.js";

/** `portico start`: API, worker and, without DATABASE_URL, the database in one process. */
export async function startAll(given: Config): Promise<void> {
  const config = await withSecrets(await withOwnPort(given));
  const logger = createLogger(config.logLevel);
  const embedded = config.databaseUrl ? undefined : await startEmbeddedDatabase(config.dataDir);
  const services = await openServices(config, config.databaseUrl ?? embedded?.url ?? "", logger);
  const opened = [async () => embedded?.stop(), services.close];
  const stopAll = () => closeAll(opened);
  try {
    await services.migrate();
    if (config.sampleData) await services.addSampleData();
    opened.push((await startWorkerProcess(services)).stop);
    opened.push((await startWebProcess(services)).stop);
  } catch (error) {
    await stopAll();
    throw error;
  }
  const dataDir = embedded && config.dataDir;
  console.log(
    startupText({ publicUrl: config.publicUrl, hasMailbox: !config.smtpUrl, ...(dataDir && { dataDir }) }),
  );
  await untilStopped(stopAll);
  console.log("Portico has stopped.");
}
