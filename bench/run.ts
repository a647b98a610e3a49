/** `npm run bench`: Portico beside its peers, on the same rows, in one table (bench/README.md). */
import { type Callers, signIn } from "./callers.js";
import { startDatabase } from "./database.js";
import { startMailSink } from "./mail-sink.js";
import { type Measured, measured, requestOf } from "./measure.js";
import { options } from "./options.js";
import { type BenchPage, pages } from "./pages.js";
import { pinning } from "./pinning.js";
import { canMeasureProcesses } from "./processes.js";
import { registrations } from "./registrations.js";
import { checkSameInformation } from "./same-information.js";
import { contestants, type Server, startServer, writers } from "./servers.js";
import { table, workTable } from "./table.js";
import { measureWorker } from "./worker.js";
import { measureRegistrations } from "./writes.js";

const asked = options(process.argv.slice(2));
const pinned = pinning(asked.cores);
const say = (text: string) => process.stderr.write(`${text}\n`);
if (!pinned.isPossible)
  say("Not pinned: there is one core, or no taskset; servers and load share what there is.");
if (!canMeasureProcesses) say("Not measured: processor time and memory, which are read from /proc.");
say("PostgreSQL is not pinned: it runs where the scheduler lets it.");

const servers: Server[] = [];
const mails = await startMailSink();
const database = await startDatabase(asked.companies, mails.url);
try {
  const callers = await signIn(database.settings);
  const all = asked.writes ? writers(asked.beside) : contestants(asked.beside, asked.only);
  for (const contestant of all) {
    const probe = async (url: string) => {
      const { path, ...request } = requestOf({ caller: callers.operator, query: "{ __typename }" }, 0);
      if (!contestant.isPortico) return (await fetch(`${url}${path}`, request)).ok;
      return (await fetch(`${url}/readyz`)).ok;
    };
    servers.push(await startServer(contestant, database.settings, pinned, probe));
  }
  say(
    `Started: ${servers.map(({ name, startMs, memoryMb }) => `${name} (${startMs} ms, ${memoryMb} MB)`).join(", ")}`,
  );
  await (asked.writes ? writes(callers) : reads(callers));
} finally {
  await Promise.all(servers.map((server) => server.stop()));
  await database.stop();
  await mails.stop();
}

async function reads(callers: Callers): Promise<void> {
  say(`Compared: ${await checkSameInformation(servers, callers)} answers say the same.`);

  const round = async (page: BenchPage, server: Server, seconds: number) => {
    const questions = page.questions(server, callers);
    if (!questions) return null;
    const { name, isAlone = false } = page;
    const { connections } = asked;
    return measured({ page: name, server, questions, isAlone, connections, seconds }, database, pinned);
  };
  const chosen = pages.filter(({ name }) => asked.pages?.includes(name) ?? true);
  const [warmUp] = pages;
  if (warmUp) for (const server of servers) await round(warmUp, server, asked.warmUpSeconds);
  const results: Measured[] = [];
  for (const page of chosen) {
    for (let turn = 0; turn < asked.rounds; turn += 1) {
      for (const server of servers) {
        const result = await round(page, server, asked.seconds);
        if (result) results.push(result);
      }
    }
  }
  process.stdout.write(`${table(results, servers)}\n`);
}

async function writes(callers: Callers): Promise<void> {
  const made = await registrations(database.settings);
  try {
    await made.prepare();
    const parts = { database, registrations: made, asked, pinned };
    process.stdout.write(`${table(await measureRegistrations(servers, callers, parts), servers)}\n\n`);
    const rows = [];
    for (const server of servers.filter((one) => one.isPortico))
      rows.push(...(await measureWorker(server, callers, parts)));
    process.stdout.write(`${workTable(rows)}\n`);
  } finally {
    await made.stop();
  }
}
