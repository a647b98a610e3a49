import { openServices, startWorkerProcess, withSecrets } from "../../dist/composition-root/index.js";
import { parseConfig } from "../../dist/config.js";
import { createBuiltInGateway } from "../../dist/infrastructure/gateway/built-in-gateway.js";
import { createLogger } from "../../dist/infrastructure/logging.js";

/** A worker that is killed the moment its gateway has taken the first keys: issued, pushed, not confirmed. */
// biome-ignore lint/style/noProcessEnv: a process of its own, set up by its environment
const config = await withSecrets(parseConfig(process.env));
const services = await openServices(config, config.databaseUrl, createLogger("silent"));
const builtIn = createBuiltInGateway(services.orm);
const gateway = {
  async apply(...access) {
    await builtIn.apply(...access);
    process.kill(process.pid, "SIGKILL");
  },
};
await startWorkerProcess(services, { gateway, liveness: { sweepInterval: 100, grace: 0 } });
