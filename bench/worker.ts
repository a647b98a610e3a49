import { setTimeout as sleep } from "node:timers/promises";
import type { Callers } from "./callers.js";
import { requestOf } from "./measure.js";
import type { Question } from "./pages.js";
import { childrenClock, cpuMs, memoryMb } from "./processes.js";
import { type Server, startServer } from "./servers.js";
import type { WriteParts } from "./writes.js";

/** What a worker does with the registrations of one server. */
export interface Worked {
  readonly server: string;
  readonly what: string;
  readonly registrations: number;
  /** Registrations that the server refused, because it was asked for more than it can do. */
  readonly refused: number;
  /** From the first application whose keys were all live to the last. */
  readonly perSecond: number;
  /** Milliseconds from a registration's answer until its keys were live; null where all were queued beforehand. */
  readonly p50: number | null;
  readonly p99: number | null;
  /** Milliseconds of processor time for each registration with all that it queues, mails included. */
  readonly workerCpu: number;
  readonly databaseCpu: number;
  readonly statements: number;
  readonly memoryMb: number;
}

const sixKeys = { products: 2, environments: 3 };
const queuedBefore = 1_000;
const rate = 20;

/** A queue of registrations, drained by one worker on one core; then registrations at a steady rate. */
export async function measureWorker(server: Server, callers: Callers, parts: WriteParts): Promise<Worked[]> {
  const { registrations, asked } = parts;
  await drained(parts, server);
  const waiting = registrations.next(callers, sixKeys, queuedBefore);
  const queued: Registered[] = [];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop())
        queued.push(...(await registered(server, next, queued.length)));
    }),
  );
  const draining = await watched(parts, server, async () => ({ all: queued, waits: [] }));
  const steady = await watched(parts, server, async () => {
    const seconds = asked.warmUpSeconds + asked.workSeconds;
    const questions = registrations.next(callers, sixKeys, rate * seconds);
    const started = performance.now();
    const all = await Promise.all(
      questions.map(async (question, place) => {
        await sleep(started + (place * 1000) / rate - performance.now());
        return registered(server, question, place);
      }),
    );
    return { all: all.flat(), waits: all.slice(rate * asked.warmUpSeconds).flat() };
  });
  return [
    {
      ...draining,
      what: `${queuedBefore} that were queued`,
      refused: queuedBefore - queued.length,
      p50: null,
      p99: null,
    },
    {
      ...steady,
      what: `${rate} a second`,
      refused: rate * (asked.warmUpSeconds + asked.workSeconds) - steady.registrations,
    },
  ];
}

interface Work {
  readonly all: readonly Registered[];
  /** Those whose waiting counts: without the ones that a worker that had just started was given. */
  readonly waits: readonly Registered[];
}

interface Registered {
  readonly id: string;
  /** Milliseconds since 1970, when the answer was there. */
  readonly at: number;
}

/** None where the server says that it cannot for the moment. */
async function registered({ url, name }: Server, question: Question, place: number): Promise<Registered[]> {
  const { path, ...request } = requestOf(question, place);
  const answer = (await (await fetch(`${url}${path}`, request)).json()) as {
    data?: { registerClientApplication?: { clientApplication?: { id: string } } };
    errors?: { extensions?: { code?: string } }[];
  };
  const id = answer.data?.registerClientApplication?.clientApplication?.id;
  if (id) return [{ id, at: Date.now() }];
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code ?? "");
  if (codes.some((code) => code === "UNAVAILABLE" || code === "OVERLOADED")) return [];
  throw new Error(`${name} did not register: ${JSON.stringify(answer)}`);
}

/** What a worker of the server's build spends from when it is ready until nothing is left of what `work` queues. */
async function watched(
  parts: WriteParts,
  server: Server,
  work: () => Promise<Work>,
): Promise<Omit<Worked, "what" | "refused"> & { p50: number; p99: number }> {
  const { registrations, database } = parts;
  const worker = await startedWorker(parts, server);
  const backends = childrenClock(database.pid);
  const webBefore = backends.sample();
  const cpuBefore = cpuMs(worker.pid);
  const statementsBefore = await database.statements();
  try {
    const { all, waits: waiting } = await work();
    const ids = all.map(({ id }) => id);
    // To look takes the database's time, too: so seldom, and at the keys once nothing is queued.
    let live = new Map<string, number>();
    const isOver = () => live.size === ids.length && [...live.values()].every(Number.isFinite);
    while (!isOver()) {
      await sleep(250);
      backends.sample();
      if ((await registrations.queued()) === 0) live = await registrations.liveAt(ids);
    }
    const spent = {
      workerCpu: (cpuMs(worker.pid) - cpuBefore) / all.length,
      databaseCpu: (backends.sample() - webBefore) / all.length,
      statements: ((await database.statements()) - statementsBefore) / all.length,
    };
    const instants = [...live.values()].sort((one, other) => one - other);
    const wall = ((instants.at(-1) ?? 0) - (instants[0] ?? 0)) / 1000;
    const waits = waiting.map(({ id, at }) => Math.max(0, (live.get(id) ?? 0) - at)).sort((a, b) => a - b);
    const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
    return {
      server: server.name,
      registrations: all.length,
      perSecond: all.length / wall,
      p50: at(0.5),
      p99: at(0.99),
      ...spent,
      memoryMb: memoryMb(worker.pid),
    };
  } finally {
    await worker.stop();
  }
}

async function drained(parts: WriteParts, server: Server): Promise<void> {
  const worker = await startedWorker(parts, server);
  while ((await parts.registrations.queued()) > 0) await sleep(200);
  await worker.stop();
}

/** `portico worker`, of the same build, on the core that the server does not have. */
function startedWorker({ database, pinned }: WriteParts, { folder }: Server): Promise<Server> {
  const worker = {
    name: "the worker",
    isPortico: true,
    folder,
    args: ["dist/bundle/main.js", "worker"],
    core: 1,
  };
  const isReady = async (url: string) => (await fetch(`${url}/readyz`)).ok;
  return startServer(worker, database.settings, pinned, isReady);
}
