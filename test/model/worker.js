import { openServices, startWorkerProcess, withSecrets } from "../../dist/composition-root/index.js";
import { parseConfig } from "../../dist/config.js";
import { createLogger } from "../../dist/infrastructure/logging.js";

/** A worker that takes over at once what a killed one has left. */
// biome-ignore lint/style/noProcessEnv: a process of its own, set up by its environment
const config = await withSecrets(parseConfig(process.env));
const services = await openServices(config, config.databaseUrl, createLogger("silent"));
await startWorkerProcess(services, { liveness: { sweepInterval: 100, grace: 0 } });
console.log("working");
