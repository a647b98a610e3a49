import type { Callers } from "./callers.js";
import type { BenchDatabase } from "./database.js";
import { type Measured, measured } from "./measure.js";
import type { Options } from "./options.js";
import type { Pinning } from "./pinning.js";
import type { Registrations, Size } from "./registrations.js";
import type { Server } from "./servers.js";

interface Kind {
  readonly name: string;
  readonly size: Size;
  readonly connections: number;
}

const kinds: readonly Kind[] = [
  { name: "registration, 6 keys", size: { products: 2, environments: 3 }, connections: 8 },
  { name: "registration, 6 keys, one connection", size: { products: 2, environments: 3 }, connections: 1 },
  { name: "registration, 1 key", size: { products: 1, environments: 1 }, connections: 8 },
];

/** No server takes more in a second. */
const mostPerSecond = 1_000;

/**
 * Registrations while nobody takes the jobs that they queue, in rounds that are interleaved.
 *
 * @throws {Error} when an application is missing that a server has answered for.
 */
export async function measureRegistrations(
  servers: readonly Server[],
  callers: Callers,
  { database, registrations, asked, pinned }: WriteParts,
): Promise<Measured[]> {
  const results: Measured[] = [];
  const round = async ({ name, size, connections }: Kind, server: Server, seconds: number) => {
    const questions = registrations.next(callers, size, seconds * mostPerSecond);
    const before = await registrations.count();
    const isAlone = connections === 1;
    const work = { page: name, server, questions, isAlone, connections, seconds };
    const result = await measured(work, database, pinned);
    const made = (await registrations.count()) - before;
    // Those under way at the end are written, and not counted.
    const answered = result.perSecond * seconds - result.failures;
    if (made < 0.98 * answered)
      throw new Error(`${server.name} answered ${answered.toFixed(0)} times, and wrote ${made}.`);
    return result;
  };
  const [warmUp] = kinds;
  if (warmUp) for (const server of servers) await round(warmUp, server, asked.warmUpSeconds);
  await registrations.settle();
  for (const kind of kinds) {
    for (let turn = 0; turn < asked.rounds; turn += 1) {
      for (const server of servers) results.push(await round(kind, server, asked.seconds));
    }
  }
  return results;
}

export interface WriteParts {
  readonly database: BenchDatabase;
  readonly registrations: Registrations;
  readonly asked: Options;
  readonly pinned: Pinning;
}
