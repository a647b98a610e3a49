import type { Config } from "../config.js";
import { startupText } from "../http/startup-text.js";
import { startEmbeddedDatabase } from "../infrastructure/embedded-database/embedded-database.js";
import { createLogger } from "../infrastructure/logging.js";
import { stopsAll } from "./close-all.js";
import { withOwnPort } from "./with-own-port.js";
import { withSecrets } from "./with-secrets.js";

/**
 * API, worker and, without DATABASE_URL, the database in one process, until `stop()`; `text` says where things are. A
 * start that fails leaves nothing open.
 */
export async function startEverything(given: Config): Promise<{ text: string; stop(): Promise<void> }> {
  const config = await withSecrets(await withOwnPort(given));
  const logger = createLogger(config.logLevel);
  let loading: ReturnType<typeof loadProgram> | undefined;
  const load = () => {
    loading ??= loadProgram();
    return loading;
  };
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedDatabase(config.dataDir, {
        whileStarting: load,
        onEnd: (error, pause) =>
          logger.warn({ error, pause }, "the embedded database ended, and starts again"),
      });
  const stop = await stopsAll(async (opened) => {
    if (embedded) opened.push(embedded.stop);
    const { openServices, startWebProcess, startWorkerProcess } = await load();
    const services = await openServices(config, config.databaseUrl ?? embedded?.url ?? "", logger);
    opened.push(services.close);
    await services.migrate();
    if (config.sampleData) await services.addSampleData();
    opened.push((await startWorkerProcess(services)).stop);
    opened.push((await startWebProcess(services)).stop);
  });
  const dataDir = embedded && config.dataDir;
  const { publicUrl, smtpUrl } = config;
  return { text: startupText({ publicUrl, hasMailbox: !smtpUrl, ...(dataDir && { dataDir }) }), stop };
}

/** Takes as long as the database, and is done while that starts. */
async function loadProgram() {
  const [services, web, worker] = await Promise.all([
    import("./services.js"),
    import("./web-process.js"),
    import("./worker-process.js"),
  ]);
  return { ...services, ...web, ...worker };
}
