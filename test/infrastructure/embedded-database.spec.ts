import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { startEmbeddedDatabase } from "../../src/infrastructure/embedded-database/embedded-database.js";
import { DataDirectoryInUseError } from "../../src/infrastructure/embedded-database/instance-lock.js";
import { POSTGRES_MAJOR } from "../../src/infrastructure/embedded-database/postgres-binaries.js";
import { readPostmasterFile } from "../../src/infrastructure/embedded-database/postgres-process.js";
import { eventually } from "../support/eventually.js";

let home: string;
let dataDir: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "portico-embedded-"));
  dataDir = join(home, "data");
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded database", () => {
  it("is a UTF-8 PostgreSQL that only its password opens, and is back with its data after a stop", async () => {
    const first = await startEmbeddedDatabase(dataDir, { durable: false });
    try {
      expect(
        await query(first.url, "select getdatabaseencoding() as encoding, lower('ÄÖ') as lower"),
      ).toEqual([{ encoding: "UTF8", lower: "äö" }]);
      await query(first.url, "create table note (text text); insert into note values ('kept')");
      await expect(query(first.url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password/);
      expect((await stat(join(dataDir, "postgres-password"))).mode & 0o777).toBe(0o600);
      await expect(startEmbeddedDatabase(dataDir)).rejects.toThrow(DataDirectoryInUseError);
    } finally {
      await first.stop();
      await first.stop();
    }
    const second = await startEmbeddedDatabase(dataDir, { durable: false });
    expect(await query(second.url, "select text from note")).toEqual([{ text: "kept" }]);
    await second.stop();
  });

  it("is started again on its port when it is killed, with its data, until it is stopped", async () => {
    const ends: unknown[] = [];
    const onEnd = (error: unknown) => void ends.push(error);
    const kept = await startEmbeddedDatabase(join(home, "kept"), { onEnd });
    await query(kept.url, "create table note (text text); insert into note values ('kept')");
    for (let time = 1; time <= 2; time += 1) {
      const server = await readPostmasterFile(join(home, "kept", `postgres-${POSTGRES_MAJOR}`));
      process.kill(server?.pid ?? 0, "SIGKILL");
      await eventually(async () => ends.length === time);
      expect(await eventually(() => query(kept.url, "select text from note").catch(() => null))).toEqual([
        { text: "kept" },
      ]);
    }
    await kept.stop();
    await expect(query(kept.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    expect(ends).toEqual([expect.any(Error), expect.any(Error)]);
  });

  it("survives kill -9 of its process: what was committed is back, and one server runs", async () => {
    const { child, url } = await startInOtherProcess();
    await query(url, "create table survivor (n int); insert into survivor values (1)");
    await expect(startEmbeddedDatabase(dataDir)).rejects.toThrow(/already running on .+ \(process \d+\)/);

    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect(await query(url, "select n from survivor")).toEqual([{ n: 1 }]); // its server is an orphan

    const next = await startEmbeddedDatabase(dataDir, { durable: false });
    expect(await query(next.url, "select n from survivor")).toEqual([{ n: 1 }]);
    await expect(query(url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    await next.stop();
  });

  it("stops with its process when that one exits without saying so", async () => {
    const { child, url } = await startInOtherProcess();
    child.send("exit");
    await new Promise((resolve) => child.once("exit", resolve));
    const next = await startEmbeddedDatabase(dataDir, { durable: false });
    await expect(query(url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    await next.stop();
  });
});

async function startInOtherProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork("test/support/embedded-database-process.ts", [dataDir], {
    execArgv: ["--import", "./test/support/run-typescript.js"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message) => resolve(String(message)));
    child.once("exit", (code) => reject(new Error(`The other process ended with ${code}.`)));
  });
  return { child, url };
}
