import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../free-port.js";
import type { PostgresBinaries } from "./postgres-binaries.js";
import type { PostgresUser } from "./postgres-user.js";

export const SUPERUSER = "portico";

/** Nothing of the caller's: neither PGOPTIONS nor a locale that the machine lacks. */
export const POSTGRES_ENVIRONMENT = { LC_ALL: "C", TZ: "UTC" };

export interface PostgresProcess {
  readonly port: number;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  /** Closes the database cleanly; waits until the process has ended. */
  stop(): Promise<void>;
  /** Asks for the same without waiting. */
  interrupt(): void;
}

export interface Launch {
  readonly binaries: PostgresBinaries;
  readonly user: PostgresUser;
  readonly cluster: string;
  readonly logFile: string;
  readonly durable: boolean;
  /** Any free one when left out. */
  readonly port?: number;
  readonly whileStarting?: () => unknown;
}

const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  timezone: "UTC",
  log_timezone: "UTC",
  io_method: "sync",
  jit: "off",
};

const SETTINGS_THAT_MAY_LOSE_DATA: Record<string, string> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
};

/** Another program took the port, or the last processes of a killed server have not noticed its end yet. */
const PASSING_FAULTS = ["Address already in use", "is still in use"];
const MAX_ATTEMPTS = 5;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 8_000;

/**
 * Runs the server on `cluster` until it accepts connections. It has a session of its own, so that Ctrl-C in the
 * terminal reaches only this process, which then stops the server last.
 *
 * @throws {Error} with the end of the server's log when it does not start.
 */
export async function launchPostgres(launch: Launch): Promise<PostgresProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const port = launch.port ?? (await freePort());
    const child = spawnServer(launch, port);
    launch.whileStarting?.();
    if (await becomesReady(child, launch.cluster)) return running(child, port);
    child.kill("SIGQUIT");
    const log = (await readFile(launch.logFile, "utf8")).trim();
    if (attempt < MAX_ATTEMPTS && PASSING_FAULTS.some((fault) => log.includes(fault))) {
      await sleep(attempt * 100);
      continue;
    }
    throw new Error(`The embedded database did not start: ${await endOfLog(launch.logFile)}`);
  }
}

/** What the server wrote last. */
export async function endOfLog(logFile: string): Promise<string> {
  return (await readFile(logFile, "utf8")).trim().split("\n").slice(-5).join("\n");
}

/** What a server wrote into its data directory: its pid, its port, and whether it accepts connections. */
export async function readPostmasterFile(
  cluster: string,
): Promise<{ pid: number; port: number; isReady: boolean } | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0
    ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" }
    : undefined;
}

function spawnServer({ binaries, user, cluster, logFile, durable }: Launch, port: number): ChildProcess {
  const settings = { ...SETTINGS, ...(durable ? {} : SETTINGS_THAT_MAY_LOSE_DATA) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { file, args, options } = user.command(binaries.postgres, [
    "-D",
    cluster,
    "-p",
    String(port),
    ...flags,
  ]);
  const log = openSync(logFile, "w", 0o600);
  try {
    const child = spawn(file, args, {
      ...options,
      env: POSTGRES_ENVIRONMENT,
      stdio: ["ignore", log, log],
      detached: true,
    });
    child.once("error", () => {});
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  for (let waited = 0; waited < START_TIMEOUT_MS && hasNotEnded(child); waited += 5) {
    const server = await readPostmasterFile(cluster);
    if (server?.isReady && server.pid === child.pid) return true;
    await sleep(5);
  }
  return false;
}

function running(child: ChildProcess, port: number): PostgresProcess {
  const ended = new Promise<void>((resolve) => {
    if (hasNotEnded(child)) child.once("exit", () => resolve());
    else resolve();
  });
  return {
    port,
    ended,
    interrupt: () => {
      if (hasNotEnded(child)) child.kill("SIGINT");
    },
    async stop() {
      if (!hasNotEnded(child)) return;
      child.ref();
      child.kill("SIGINT");
      const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

const hasNotEnded = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;
