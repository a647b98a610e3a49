import { openServices, startWorkerProcess, withSecrets } from "../../dist/composition-root/index.js";
import { parseConfig } from "../../dist/config.js";
import { createLogger } from "../../dist/infrastructure/logging.js";

/** A worker that is killed the moment it has queued mails, or with `CRASH_AFTER=send` has sent one. */
// biome-ignore lint/style/noProcessEnv: a process of its own, set up by its environment
const { CRASH_AFTER, ...env } = process.env;
const config = await withSecrets(parseConfig(env));
const services = await openServices(config, config.databaseUrl, createLogger("silent"));
const crashing =
  (work) =>
  async (...given) => {
    await work(...given);
    process.kill(process.pid, "SIGKILL");
  };
const changed =
  CRASH_AFTER === "send"
    ? { mailbox: { ...services.mailbox, send: crashing(services.mailbox.send) } }
    : { queue: { enqueue: crashing(services.queue.enqueue) } };
await startWorkerProcess({ ...services, ...changed }, { liveness: { sweepInterval: 100, grace: 0 } });
