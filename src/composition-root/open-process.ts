import { type Config, ConfigError } from "../config.js";
import { runningEmbeddedDatabase } from "../infrastructure/embedded-database/embedded-database.js";
import { createLogger } from "../infrastructure/logging.js";
import { readOnly } from "../infrastructure/persistence/explain.js";
import type { Statement } from "../infrastructure/persistence/watch-statements.js";
import type { Services } from "./services.js";
import { withSecrets } from "./with-secrets.js";

/** The services of a process that works on a database of its own: `DATABASE_URL` is needed. */
export async function openOnServer(config: Config, command: string): Promise<Services> {
  if (!config.databaseUrl) {
    throw new ConfigError([
      `DATABASE_URL must be set for \`portico ${command}\`; \`portico start\` brings its own.`,
    ]);
  }
  return open(config, config.databaseUrl);
}

/** The same on `DATABASE_URL`, or without one on the database of the `portico start` that runs on `DATA_DIR`. */
export async function openOnRunning(config: Config, command: string): Promise<Services> {
  return open(config, await runningDatabase(config, command));
}

/** The same on connections that only read; `onStatement` is told of everything that is sent. */
export async function openToRead(
  config: Config,
  command: string,
  onStatement: (statement: Statement) => void,
): Promise<Services> {
  return open(config, readOnly(await runningDatabase(config, command)), onStatement);
}

async function runningDatabase(config: Config, command: string): Promise<string> {
  const url = config.databaseUrl ?? (await runningEmbeddedDatabase(config.dataDir));
  if (!url) {
    throw new ConfigError([
      `\`portico ${command}\` needs a running \`portico start\` with the same DATA_DIR, or DATABASE_URL.`,
    ]);
  }
  return url;
}

async function open(
  config: Config,
  databaseUrl: string,
  onStatement?: (statement: Statement) => void,
): Promise<Services> {
  // Not before: whoever has set something wrong is told so without it.
  const { openServices } = await import("./services.js");
  return openServices(await withSecrets(config), databaseUrl, createLogger(config.logLevel), onStatement);
}
