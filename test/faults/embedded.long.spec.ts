import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { runningEmbeddedDatabase } from "../../src/infrastructure/embedded-database/embedded-database.js";
import { POSTGRES_MAJOR } from "../../src/infrastructure/embedded-database/postgres-binaries.js";
import { readPostmasterFile } from "../../src/infrastructure/embedded-database/postgres-process.js";
import { freePort } from "../../src/infrastructure/free-port.js";
import { eventually } from "../support/eventually.js";
import { main, type Program, startScript } from "../support/program.js";
import { Person, password, verifies } from "../support/story.js";
import { unthrottled } from "../support/work.js";

let home: string;
let dataDir: string;
let port: string;
let url: string;
let running: Program | undefined;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "portico-folder-"));
  await chmod(home, 0o755);
  dataDir = join(home, "data");
  port = String(await freePort());
  url = `http://localhost:${port}`;
});

afterEach(async () => {
  await running?.stop("SIGTERM");
  running = undefined;
});
afterAll(() => rm(home, { recursive: true, force: true }));

const start = (folder = dataDir, at = port) =>
  startScript([main, "start"], { DATA_DIR: folder, PORT: at, LOG_LEVEL: "error", ...unthrottled });

async function started(): Promise<Program> {
  running = start();
  await running.prints(/graphql/);
  return running;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: (await runningEmbeddedDatabase(dataDir)) ?? "" });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function joins(email: string): Promise<Person> {
  const person = new Person(url, email);
  await person.post("/api/auth/sign-up/email", { email });
  const mail = await eventually(async () => {
    const [row] = await query(`select text from mailbox_message where recipient = '${email}'`);
    return row?.text as string | undefined;
  });
  await verifies(person, mail, password);
  return person.completes();
}

describe("a second start on the same folder", () => {
  it("ends with a sentence, and the first goes on", async () => {
    await started();
    const second = start(dataDir, String(await freePort()));
    expect(await second.exited).toBe(1);
    expect(second.stderr()).toMatch(
      /^Portico is already running on .+: stop that one, or set DATA_DIR to another folder\.\n$/,
    );
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it("at the same moment: exactly one of them runs", async () => {
    const both = [start(), start(dataDir, String(await freePort()))];
    const first = await Promise.race(both.map((each) => each.exited.then(() => each)));
    const other = both.find((each) => each !== first) as Program;
    expect(first.stderr()).toMatch(/^Portico is already running on/);
    running = other;
    await other.prints(/graphql/);
  });
});

/** Root may write everywhere but where nobody may (Linux); both are tried for any other user in `data-folder.spec.ts`. */
const isRoot = process.getuid?.() === 0;

describe("a start on a folder that it may not write to", () => {
  it.each(isRoot ? ["/sys/portico"] : ["kept", "kept/new"])(
    "%s: ends with a sentence, and leaves nothing there",
    async (name) => {
      await mkdir(join(home, "kept"), { recursive: true, mode: 0o555 });
      const folder = resolve(home, name);
      const program = startScript([main, "start"], { DATA_DIR: folder, PORT: "0", LOG_LEVEL: "error" });
      expect(await program.exited).toBe(1);
      expect(program.stderr()).toBe(
        `This user may not write to ${folder}: set DATA_DIR to another folder.\n`,
      );
    },
  );
});

/** Goes on registering until it is to stop; gives the names of what was answered. */
async function registersAll(person: Person, isOver: () => boolean): Promise<string[]> {
  const answered: string[] = [];
  while (!isOver()) {
    const input = {
      name: `Writes ${crypto.randomUUID()}`,
      description: "Is being written.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: [{ slug: "accounts" }],
      environments: [{ slug: "development" }],
    };
    const registering = person.mutate("registerClientApplication", input, "clientApplication { id }");
    const isDone = await registering.then(
      () => true,
      () => false,
    );
    if (isDone) answered.push(input.name);
    else await sleep(20);
  }
  return answered;
}

/** What is killed, and how all of it runs again. */
const kills: readonly (() => Promise<void>)[] = [
  async () => {
    running?.process.kill("SIGKILL");
    await running?.exited;
    await started();
  },
  async () => {
    const server = () => readPostmasterFile(join(dataDir, `postgres-${POSTGRES_MAJOR}`));
    const { pid = 0 } = (await server()) ?? {};
    process.kill(pid, "SIGKILL");
    await eventually(async () => await server().then((next) => next?.isReady && next.pid !== pid));
    await eventually(async () => (await fetch(`${url}/readyz`)).status === 200);
  },
];

describe("after a kill -9 of it, or of its database, amid writes", () => {
  it("R32 everything is there that was answered, and nothing half", async () => {
    await started();
    const ada = await joins("ada@embedded.example");
    const answered: string[] = [];
    for (const kill of [...kills, ...kills]) {
      let isOver = false;
      const working = Array.from({ length: 4 }, () => registersAll(ada, () => isOver));
      await sleep(700);
      const killed = kill();
      isOver = true;
      answered.push(...(await Promise.all(working)).flat());
      await killed;
    }
    const rows = await query(
      `select a.name, count(distinct t.id)::int as entries, count(distinct k.id)::int as keys
         from client_application a left join audit_entry t on t.application_id = a.id and t.action = 'REGISTERED'
         left join access_grant g on g.application_id = a.id left join api_key k on k.grant_id = g.id group by a.id`,
    );
    const names = new Set(rows.map(({ name }) => name));
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.filter((name) => !names.has(name))).toEqual([]);
    expect(rows.filter(({ entries, keys }) => entries !== 1 || keys !== 1)).toEqual([]);
    await eventually(async () => {
      await query("update graphile_worker._private_jobs set run_at = now() where locked_at is null");
      const waiting = await query("select from api_key where provisioned_at is null");
      return waiting.length === 0;
    });
    const gateway = await query(
      "select from api_key k full join gateway_key h on h.hash = k.secret_hash where k.id is null or h.hash is null",
    );
    expect(gateway).toEqual([]);
    expect(await running?.stop("SIGTERM")).toBe(0);
  });
});
