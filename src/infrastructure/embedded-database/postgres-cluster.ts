import { spawn } from "node:child_process";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.js";
import { POSTGRES_ENVIRONMENT, SUPERUSER } from "./postgres-process.js";
import type { PostgresUser } from "./postgres-user.js";

interface NewCluster {
  readonly binaries: PostgresBinaries;
  readonly user: PostgresUser;
  /** The data directory to be; its parent exists. */
  readonly cluster: string;
  readonly password: string;
  readonly durable: boolean;
}

/**
 * A new data directory: UTF-8, text ordered by code point (provider `builtin`, C.UTF-8: the same on every
 * operating system), only the password opens it. It is made beside and renamed, so a crash leaves none half made.
 *
 * @throws {Error} with what initdb said.
 */
export async function createCluster({
  binaries,
  user,
  cluster,
  password,
  durable,
}: NewCluster): Promise<void> {
  await removeDrafts(cluster);
  const draft = `${cluster}.draft-${process.pid}`;
  const passwordFile = `${draft}-password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  user.own(draft);
  user.own(passwordFile);
  try {
    const { file, args, options } = user.command(binaries.initdb, [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(durable ? [] : ["--no-sync"]),
    ]);
    const child = spawn(file, args, {
      ...options,
      env: POSTGRES_ENVIRONMENT,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.on("data", (chunk: Buffer) => {
      complaint += chunk;
    });
    const status = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (status !== 0) throw new Error(`The embedded database could not be created: ${complaint.trim()}`);
    await rename(draft, cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeDrafts(cluster: string): Promise<void> {
  const folder = dirname(cluster);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(cluster)}.draft-`)) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}
