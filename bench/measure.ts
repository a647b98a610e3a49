import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { BenchDatabase } from "./database.js";
import type { Question } from "./pages.js";
import type { Pinning } from "./pinning.js";
import { childrenClock, cpuMs, machineCpuMs, memoryMb } from "./processes.js";
import type { Server } from "./servers.js";

export interface Measured {
  readonly page: string;
  readonly server: string;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time for each answer: of the server, and of PostgreSQL. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
  readonly statements: number;
  readonly memoryMb: number;
  /** Answers other than 200, and connections that broke. */
  readonly failures: number;
  /** Cores' worth of processor time that others took meanwhile. */
  readonly others: number;
}

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly total: number;
  readonly failures: number;
  readonly cpuMs: number;
}

export interface Round {
  readonly page: string;
  readonly server: Server;
  readonly questions: readonly Question[];
  readonly isAlone: boolean;
  readonly connections: number;
  readonly seconds: number;
}

/** Asks for a while, and reads the clocks of processes before and after. */
export async function measured(round: Round, database: BenchDatabase, pinned: Pinning): Promise<Measured> {
  const { page, server, questions, isAlone } = round;
  const backends = childrenClock(database.pid);
  const clocks = async () => ({
    server: cpuMs(server.pid),
    database: backends.sample(),
    machine: machineCpuMs(),
    statements: await database.statements(),
  });
  const before = await clocks();
  const sampling = setInterval(() => backends.sample(), 250);
  const started = performance.now();
  const load = isAlone ? await oneByOne(server, questions, round.seconds) : await many(round, pinned);
  const wall = performance.now() - started;
  clearInterval(sampling);
  const after = await clocks();
  const spent = after.server - before.server + after.database - before.database + load.cpuMs;
  return {
    page,
    server: server.name,
    ...{ perSecond: load.perSecond, p50: load.p50, p99: load.p99, failures: load.failures },
    serverCpu: (after.server - before.server) / load.total,
    databaseCpu: (after.database - before.database) / load.total,
    statements: (after.statements - before.statements) / load.total,
    memoryMb: memoryMb(server.pid),
    others: Math.max(0, after.machine - before.machine - spent) / wall,
  };
}

/** What is sent; each question comes from an address of its own, as from a proxy that is trusted. */
export function requestOf({ caller, query, variables }: Question, place: number) {
  return {
    method: "POST" as const,
    path: "/graphql",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${caller.token}`,
      "x-forwarded-for": `10.1.${(place >> 8) & 255}.${place & 255}`,
    },
    body: JSON.stringify({ query, variables }),
  };
}

function many({ server, questions, connections, seconds }: Round, pinned: Pinning): Promise<Load> {
  return loaded({ url: server.url, requests: questions.map(requestOf), connections, seconds }, pinned);
}

/** What is asked, of whom, and how. */
export interface Asking {
  readonly url: string;
  /** As autocannon takes them. */
  readonly requests: readonly object[];
  readonly connections: number;
  readonly seconds: number;
  /** No two connections ask for the same, and each asks for it once, however long all that takes. */
  readonly isApart?: boolean;
}

/** Asks by a process of its own, on a core of its own. */
export async function loaded(asking: Asking, pinned: Pinning, core = 1): Promise<Load> {
  const [command, args] = pinned.on(core, process.execPath, ["bench/load.js"]);
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(asking));
  let spent = 0;
  const sampling = setInterval(() => {
    spent = cpuMs(child.pid ?? 0) || spent;
  }, 100);
  const said = JSON.parse(await text(child.stdout));
  clearInterval(sampling);
  const { requests: counted, latency, errors, timeouts, non2xx, duration } = said;
  return {
    perSecond: counted.total / duration,
    p50: latency.p50,
    p99: latency.p99,
    total: counted.total,
    failures: errors + timeouts + non2xx,
    cpuMs: spent,
  };
}

async function oneByOne({ url }: Server, questions: readonly Question[], seconds: number): Promise<Load> {
  const times: number[] = [];
  let failures = 0;
  const started = performance.now();
  const spentBefore = process.cpuUsage();
  while (performance.now() - started < seconds * 1000) {
    const place = times.length % questions.length;
    const { path, ...request } = requestOf(questions[place] as Question, place);
    const sent = performance.now();
    const response = await fetch(`${url}${path}`, request);
    await response.arrayBuffer();
    times.push(performance.now() - sent);
    if (!response.ok) failures += 1;
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const { user, system } = process.cpuUsage(spentBefore);
  return {
    perSecond: times.length / ((performance.now() - started) / 1000),
    p50: at(0.5),
    p99: at(0.99),
    total: times.length,
    failures,
    cpuMs: (user + system) / 1000,
  };
}
