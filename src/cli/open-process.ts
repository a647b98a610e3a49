import { openServices, type Services, withSecrets } from "../composition-root.js";
import { type Config, ConfigError } from "../config.js";
import { createLogger } from "../infrastructure/logging.js";

/** The services of a process that works on a database of its own: `DATABASE_URL` is needed. */
export async function openOnServer(config: Config, command: string): Promise<Services> {
  if (!config.databaseUrl) {
    throw new ConfigError([
      `DATABASE_URL must be set for \`portico ${command}\`; \`portico start\` brings its own.`,
    ]);
  }
  const logger = createLogger(config.logLevel);
  return openServices(await withSecrets(config), config.databaseUrl, logger);
}
