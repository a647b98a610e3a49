import { ConfigError, parseConfig } from "../config.js";
import { migrateDatabase } from "./migrate-database.js";
import { runWeb } from "./run-web.js";
import { runWorker } from "./run-worker.js";
import { startAll } from "./start-all.js";

const commands: Readonly<Record<string, (config: ReturnType<typeof parseConfig>) => Promise<void>>> = {
  start: startAll,
  web: runWeb,
  worker: runWorker,
  migrate: migrateDatabase,
};

const usage = `Usage: portico <command>

  start     everything in one process, on the embedded database unless DATABASE_URL is set
  web       the API; any number of them against one database
  worker    takes queued work; any number of them against one database
  migrate   brings the database up to date, then ends

Settings come from the environment; the README lists them.`;

/** Runs one command of the program. What stops it is said in a sentence, with exit status 1 (2 for a wrong call). */
export async function runCommand([name = "", ...rest]: string[]): Promise<void> {
  const command = rest.length === 0 ? commands[name] : undefined;
  if (!command) {
    const isHelp = ["help", "--help", "-h"].includes(name);
    (isHelp ? console.log : console.error)(usage);
    process.exitCode = isHelp ? 0 : 2;
    return;
  }
  try {
    // biome-ignore lint/style/noProcessEnv: the one place that reads the settings
    await command(parseConfig(process.env));
  } catch (error) {
    process.exitCode = 1;
    console.error(sentence(error));
  }
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port, address, message } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === "EADDRINUSE")
    return `Port ${port} on ${address} is taken. Set PORT to another one, or stop what uses it.`;
  if (code === "EACCES" && port)
    return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
  if (code === "ECONNREFUSED")
    return "The database does not answer. Check DATABASE_URL and whether PostgreSQL runs.";
  return message || `Portico could not start: ${String(code ?? error)}.`;
}
