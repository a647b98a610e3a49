import { type Config, ConfigError, parseConfig } from "../config.js";
import { migrateDatabase } from "./migrate-database.js";
import { runWeb } from "./run-web.js";
import { runWorker } from "./run-worker.js";
import { startAll } from "./start-all.js";

const commands: ReadonlyMap<string, (config: Config) => Promise<void>> = new Map([
  ["start", startAll],
  ["web", runWeb],
  ["worker", runWorker],
  ["migrate", migrateDatabase],
]);

const usage = `Usage: portico <command>

  start     everything in one process, on the embedded database unless DATABASE_URL is set
  web       the API; any number of them against one database
  worker    takes queued work; any number of them against one database
  migrate   brings the database up to date, then ends

Settings come from the environment; the README lists them.`;

/** Runs one command of the program. What stops it is said in a sentence, with exit status 1 (2 for a wrong call). */
export async function runCommand([name = "", ...rest]: string[]): Promise<void> {
  const command = rest.length === 0 ? commands.get(name) : undefined;
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
  const { code, port, address, hostname, message } = error as SystemError;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${address} is taken. Set PORT to another one, or stop what uses it.`;
    case "EADDRNOTAVAIL":
      return `${address} is no address of this machine. Set HOST to one that is.`;
    case "EACCES":
      if (port) return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
      break;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host name ${hostname} is not known. Check DATABASE_URL and HOST.`;
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return "The database does not answer. Check DATABASE_URL and whether PostgreSQL runs.";
  }
  if (code && REFUSED_BY_DATABASE.test(code))
    return `The database refuses the connection: ${message}. Check DATABASE_URL.`;
  return message || `Portico could not start: ${String(code ?? error)}.`;
}

type SystemError = NodeJS.ErrnoException & { port?: number; address?: string; hostname?: string };

/** SQLSTATE (PostgreSQL, Appendix A): a wrong user or password, no such database, no right to connect. */
const REFUSED_BY_DATABASE = /^(28...|3D000|42501)$/;
