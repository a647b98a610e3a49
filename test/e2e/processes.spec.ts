import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import pg from "pg";
import WebSocket from "ws";
import { freePort } from "../../src/infrastructure/free-port.js";
import { generateKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { Client, type Json } from "../support/client.js";
import type { TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { type MailServer, recipients, startMailServer } from "../support/mail-server.js";
import { main, type Program, startProgram, startScript } from "../support/program.js";
import { byId } from "../support/references.js";
import { addSampleDataTo } from "../support/sample-data.js";
import { Person, verifies } from "../support/story.js";

const secrets = { SECRET_KEYS: generateKeyring(), AUTH_SECRET: randomBytes(32).toString("base64url") };
const running: Program[] = [];

afterAll(async () => {
  for (const program of running) await program.stop("SIGKILL");
});

function start(command: string, env: Record<string, string>): Program {
  const program = startProgram(command, env);
  running.push(program);
  return program;
}

describe("separate processes on one database", () => {
  const email = "ada@processes.example";
  const password = "correct horse battery staple";
  let database: TestDatabase;
  let spectator: pg.Pool;
  /** Connections that a failed test left in a transaction. */
  const holding = new Set<pg.PoolClient>();
  let mails: MailServer;
  let env: Record<string, string>;
  const webs: { program: Program; url: string }[] = [];
  let workers: Program[] = [];
  let ada: Person;
  /** The same browser, sent to the second process by what stands in front of both. */
  let adaOnSecond: Person;
  let application: Json;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    spectator = new pg.Pool({ connectionString: database.url, max: 4 });
    spectator.on("error", () => {});
    mails = await startMailServer();
    env = { ...secrets, DATABASE_URL: database.url, SMTP_URL: mails.url, LOG_LEVEL: "info" };
  });

  afterEach(() => {
    for (const client of holding) client.release(true);
    holding.clear();
  });
  afterAll(async () => {
    for (const program of [...webs.map((web) => web.program), ...workers]) await program.stop("SIGKILL");
    await mails.close();
    await spectator.end();
    await database.drop();
  });

  it("`portico migrate` does its work once, also when two run at once", async () => {
    const both = [start("migrate", env), start("migrate", env)];
    for (const program of both) {
      expect([await program.exited, program.stderr()]).toEqual([0, ""]);
      expect(program.stdout()).toBe("The database is up to date.\n");
    }
    const again = start("migrate", env);
    expect([await again.exited, again.stdout()]).toEqual([0, "The database is up to date.\n"]);
    const { rows } = await spectator.query("select name from schema_migration");
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it("two `portico web` and two `portico worker` start", async () => {
    await addSampleDataTo(database.url);
    const ports = [await freePort(), await freePort()];
    const publicUrl = `http://localhost:${ports[0]}`;
    for (const port of ports) {
      const program = start("web", { ...env, PORT: String(port), PUBLIC_URL: publicUrl });
      webs.push({ program, url: `http://localhost:${port}` });
    }
    workers = [start("worker", { ...env, PUBLIC_URL: publicUrl }), start("worker", env)];
    await Promise.all([
      ...webs.map(({ program }) => program.prints(/Portico serves http.*, listening on .*\.\n/)),
      ...workers.map((worker) => worker.prints(/A Portico worker takes queued work\.\n/)),
    ]);
    for (const { url } of webs) expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it("a developer signs up on one and is signed in on the other", async () => {
    const [first = "", second = ""] = webs.map(({ url }) => url);
    ada = new Person(first, email);
    expect((await ada.post("/api/auth/sign-up/email", { email })).status).toBe(200);
    const mail = await mails.mailTo(email, /verify/i);
    await verifies(ada, mail.text ?? "", password);
    await ada.completes();
    adaOnSecond = new Person(second, email);
    adaOnSecond.cookie = ada.cookie;
    const me = "{ me { id email missingRequirements } }";
    expect(await adaOnSecond.data(me)).toEqual(await ada.data(me));
    expect((await adaOnSecond.data(me)).me).toMatchObject({ email, missingRequirements: [] });
  });

  it("what is registered on one goes live before the eyes of a subscriber on the other", async () => {
    // The queue stands still until the subscription is there, so that every change comes after it.
    const release = await holdTable("gateway_key");
    application = await registers("Ledger");
    const seen: string[][] = [];
    const subscription = subscribe(application.id, seen);
    await somethingWaitsForLock();
    await eventually(async () => seen.length > 0);
    expect(seen.at(-1)).toEqual(["PROVISIONING", "PROVISIONING"]);
    await release();
    await eventually(async () => seen.at(-1)?.every((status) => status === "ACTIVE"));
    expect(seen.at(-1)).toEqual(["ACTIVE", "ACTIVE"]);
    await subscription.dispose();
    await eventually(async () => liveMails().length === 1);
  });

  it("the key of one is viewed on the other, with the same session and the same keyring", async () => {
    const apiKeyId = application.grants[0].apiKeys[0].id;
    const reveal = (person: Person) => person.mutate("revealApiKey", { apiKeyId }, "value");
    const { value } = await reveal(adaOnSecond);
    expect(value).toMatch(/^ptc_key_development_/);
    expect(await reveal(ada)).toMatchObject({ value });
  });

  it("a mail goes out once, however many workers there are", async () => {
    await eventually(async () => (await spectator.query("select from graphile_worker.jobs")).rowCount === 0);
    expect(liveMails()).toHaveLength(1);
    expect(mails.mails.filter((mail) => /verify/i.test(mail.subject ?? ""))).toHaveLength(1);
  });

  it("SIGTERM lets a worker finish the job that it is at, and it ends with 0", async () => {
    const release = await holdTable("gateway_key");
    const second = await registers("Journal");
    await somethingWaitsForLock();
    const ended = workers.map((worker) => endedOnSigterm(worker));
    await sleep(500);
    expect(await statuses(ada, second.id)).toEqual(["PROVISIONING", "PROVISIONING"]);
    await release();
    for (const end of await Promise.all(ended)) expect(end).toMatchObject({ code: 0, byItself: true });
    expect(await statuses(ada, second.id)).toEqual(["ACTIVE", "ACTIVE"]);
    const { rows } = await spectator.query("select from graphile_worker.jobs where locked_by is not null");
    expect(rows).toHaveLength(0);
  });

  it("SIGTERM lets a web process answer the requests that it is at, and it ends with 0", async () => {
    const seen: string[][] = [];
    const subscription = subscribe(application.id, seen);
    await eventually(async () => subscription.isOpen());
    const release = await holdTable("developer");
    const profile = { givenName: "Ada", familyName: "King", jobTitle: "Countess" };
    const answer = adaOnSecond.mutate("updateProfile", profile, "developer { profile { familyName } }");
    await somethingWaitsForLock();
    const ended = webs.map(({ program }) => endedOnSigterm(program));
    await eventually(async () =>
      fetch(webs[1]?.url ?? "").then(
        () => false,
        () => true,
      ),
    );
    await release();
    expect((await answer).developer.profile.familyName).toBe("King");
    for (const end of await Promise.all(ended)) expect(end).toMatchObject({ code: 0, byItself: true });
    expect(await eventually(async () => subscription.closeCode())).toBe(1001);
    await subscription.dispose();
  });

  it("nothing was printed but logs, and those hold no address and no secret", async () => {
    for (const program of [...webs.map((web) => web.program), ...workers]) {
      for (const line of program.stderr().split("\n").filter(Boolean)) {
        expect(() => JSON.parse(line)).not.toThrow();
        expect(JSON.parse(line)).not.toMatchObject({ level: "error" });
      }
      for (const secret of [email, password, ...Object.values(secrets), "ptc_key_development"]) {
        expect((program.stdout() + program.stderr()).includes(secret)).toBe(false);
      }
    }
  });

  const liveMails = () =>
    mails.mails.filter((mail) => /live/i.test(mail.subject ?? "") && recipients(mail).includes(email));

  async function registers(name: string): Promise<Json> {
    const nodes = "edges { node { id slug } }";
    const { apiProducts, apiEnvironments } = await ada.data(
      `{ apiProducts { ${nodes} } apiEnvironments { ${nodes} } }`,
    );
    const ids = (connection: Json, ...slugs: string[]) =>
      slugs.map((slug) => connection.edges.find(({ node }: Json) => node.slug === slug).node.id);
    return ada.registers({
      name,
      description: "Shows balances.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(...ids(apiProducts, "accounts", "transfers")),
      environments: byId(...ids(apiEnvironments, "development")),
    });
  }

  /** On the second web process; the statuses of all keys as they come. */
  function subscribe(id: string, seen: string[][]) {
    const [first = "", second = ""] = webs.map(({ url }) => url);
    let opened = false;
    let closeCode = 0;
    const client = createClient({
      url: `${second.replace("http", "ws")}/graphql`,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => {},
      on: {
        connected: () => {
          opened = true;
        },
        closed: (event) => {
          closeCode = (event as { code: number }).code;
        },
      },
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: { cookie: ada.cookie ?? "", origin: first } });
        }
      },
    });
    const query =
      "subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { grants { apiKeys { status } } } } }";
    client.subscribe(
      { query, variables: { id } },
      {
        next: ({ data, errors }: Json) =>
          void seen.push(
            errors ? [JSON.stringify(errors)] : statusesIn(data.clientApplicationChanged.clientApplication),
          ),
        error: () => {},
        complete() {},
      },
    );
    return {
      isOpen: () => opened,
      closeCode: () => closeCode || null,
      dispose: async () => client.dispose(),
    };
  }

  /** Whoever needs `table` waits until the returned function is called. */
  async function holdTable(table: string): Promise<() => Promise<void>> {
    const client = await spectator.connect();
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    holding.add(client);
    return async () => {
      holding.delete(client);
      await client.query("commit");
      client.release();
    };
  }

  function somethingWaitsForLock() {
    return eventually(async () => {
      const { rowCount } = await spectator.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'relation'",
      );
      return (rowCount ?? 0) > 0;
    });
  }
});

describe("before `portico migrate`", () => {
  let database: TestDatabase;
  let web: Program;
  let url: string;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const port = await freePort();
    url = `http://localhost:${port}`;
    web = start("web", { ...secrets, DATABASE_URL: database.url, PORT: String(port), LOG_LEVEL: "warn" });
    await web.prints(/Portico serves/);
  });
  afterAll(async () => {
    await web.stop("SIGKILL");
    await database.drop();
  });

  const ready = async () => {
    const response = await fetch(`${url}/readyz`);
    return { httpStatus: response.status, ...((await response.json()) as Json) };
  };

  it("a web process is alive and says that it is not ready for want of migrations", async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await ready()).toMatchObject({
      httpStatus: 503,
      status: "not ready",
      checks: { database: true, queue: false, migrations: false },
    });
  });

  it("asking whether it is ready changes nothing in the database", async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      "select relname from pg_class join pg_namespace n on n.oid = relnamespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
    );
    await client.end();
    expect(rows).toEqual([]);
  });

  it("is ready by itself once the migrations are in, whose way it does not block by asking", async () => {
    const { errors } = await new Client(url).ask("{ currentTerms { version } }");
    expect(errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);

    let isMigrating = true;
    const asking = (async () => {
      while (isMigrating) await ready();
    })();
    const migrate = start("migrate", { ...secrets, DATABASE_URL: database.url });
    const code = await migrate.exited;
    isMigrating = false;
    await asking;
    expect([code, migrate.stderr()]).toEqual([0, ""]);
    expect((await ready()).httpStatus).toBe(200);
  });

  // better-auth remembers the schema that it found wanting, until `advanced.database.validateSchema` is false.
  it("serves once it is ready", async () => {
    expect(await new Client(url).data("{ me { id } }")).toEqual({ me: null });
    const credentials = { email: "ada@early.example" };
    const signedUp = await new Client(url).post("/api/auth/sign-up/email", credentials);
    expect(signedUp.status).toBe(200);
  });

  it("ends on SIGTERM as any other", async () => {
    expect(await endedOnSigterm(web)).toMatchObject({ code: 0, byItself: true });
  });
});

describe("a wrong call", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterAll(() => database.drop());

  it("gets the usage, and status 2; who asks for help gets it with status 0", async () => {
    const calls = [[], ["constructor"], ["web", "now"]];
    await Promise.all(
      calls.map(async (args) => {
        const program = script(args, {});
        expect([args, await program.exited, program.stdout()]).toEqual([args, 2, ""]);
        expect(program.stderr()).toMatch(/^Usage: portico <command>\n/);
        for (const command of ["start", "web", "worker", "migrate"])
          expect(program.stderr()).toContain(`\n  ${command} `);
      }),
    );
    const help = script(["--help"], {});
    expect([await help.exited, help.stderr()]).toEqual([0, ""]);
    expect(help.stdout()).toMatch(/^Usage: portico <command>\n/);
  });

  it("without DATABASE_URL gets a sentence", async () => {
    await eachRefused(
      ["web", "migrate"],
      { DATABASE_URL: "" },
      (command) => `DATABASE_URL must be set for \`portico ${command}\`; \`portico start\` brings its own.`,
    );
  });

  it("with a wrong setting gets a sentence that does not repeat what may be a secret", async () => {
    await Promise.all([
      eachRefused(["web"], { PORT: "http" }, "PORT must be a whole number from 0 to 65535."),
      eachRefused(["worker"], { SECRET_KEYS: "hush" }, /^SECRET_KEYS: entry 1 is not .*\.$/),
    ]);
  });

  it("for a database that does not answer gets a sentence", async () => {
    const port = await freePort();
    const at = (host: string) => ({ DATABASE_URL: `postgres://portico:secret-word@${host}:${port}/portico` });
    const sentence = "The database is not answering. Check DATABASE_URL and whether PostgreSQL is running.";
    await Promise.all([
      eachRefused(["worker", "migrate"], at("127.0.0.1"), sentence),
      eachRefused(["web"], at("localhost"), sentence),
    ]);
  });

  it("for a database that does not let it in gets a sentence", async () => {
    const changed = (change: (url: URL) => void) => {
      const url = new URL(database.url);
      change(url);
      return { DATABASE_URL: url.href };
    };
    const noHost = changed((url) => {
      url.hostname = "no-such-host.invalid";
    });
    const noDatabase = changed((url) => {
      url.pathname = "/no_such_database";
    });
    const wrongPassword = changed((url) => {
      url.password = "secret-word";
    });
    await eachRefused(
      ["web"],
      noHost,
      "The host name no-such-host.invalid is not known. Check DATABASE_URL and HOST.",
    );
    await eachRefused(
      ["worker"],
      noDatabase,
      'The database refuses the connection: database "no_such_database" does not exist. Check DATABASE_URL.',
    );
    await eachRefused(
      ["migrate"],
      wrongPassword,
      /^The database refuses the connection: password authentication failed for user .* Check DATABASE_URL\.$/,
    );
  });

  it("a port that is taken gets a sentence, and the process ends", async () => {
    const holder = startScript(
      [
        "-e",
        "require('net').createServer().listen(0, '127.0.0.1', function () { console.log('port=' + this.address().port) })",
      ],
      {},
    );
    running.push(holder);
    await holder.prints(/port=\d+/);
    const PORT = /port=(\d+)/.exec(holder.stdout())?.[1] ?? "";
    const program = start("web", { ...secrets, DATABASE_URL: database.url, PORT });
    expect(await endOf(program)).toMatchObject({ code: 1, byItself: true });
    expect(program.stderr()).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken\. .*\.\n$/);
    await holder.stop("SIGKILL");
  });

  it("PORT=0 takes a free port, and the process names it", async () => {
    const program = start("web", { ...secrets, DATABASE_URL: database.url, PORT: "0", LOG_LEVEL: "silent" });
    await program.prints(/Portico serves/);
    const [, url = "", port = ""] =
      /serves (http:\/\/localhost:\d+)\/graphql.*:(\d+)\./.exec(program.stdout()) ?? [];
    expect(url).toBe(`http://localhost:${port}`);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await endedOnSigterm(program)).toMatchObject({ code: 0, byItself: true });
  });

  /** All at once; each ends by itself with status 1 and the sentence, and prints nothing else. */
  async function eachRefused(
    commands: string[],
    settings: Record<string, string>,
    sentence: string | RegExp | ((command: string) => string),
  ): Promise<void> {
    const env = { ...secrets, DATABASE_URL: database.url, PORT: "0", ...settings };
    await Promise.all(
      commands.map(async (command) => {
        const program = start(command, env);
        expect(await endOf(program)).toEqual({ code: 1, byItself: true });
        expect(program.stdout()).toBe("");
        const [said, ...rest] = program.stderr().split("\n");
        expect(rest).toEqual([""]);
        if (sentence instanceof RegExp) expect(said).toMatch(sentence);
        else expect(said).toBe(typeof sentence === "string" ? sentence : sentence(command));
        expect(said).not.toMatch(/hush|secret-word/);
      }),
    );
  }

  function script(args: string[], env: Record<string, string>): Program {
    const program = startScript([main, ...args], env);
    running.push(program);
    return program;
  }
});

const statusesIn = ({ grants }: Json): string[] =>
  grants.flatMap(({ apiKeys }: Json) => apiKeys.map(({ status }: Json) => status));

async function statuses(person: Person, id: string): Promise<string[]> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
  return statusesIn((await person.data(query, { id })).clientApplication);
}

/** How a process ends that should by itself; one that has not after a minute is killed. */
async function endOf(program: Program): Promise<{ code: number | null; byItself: boolean }> {
  const timer = setTimeout(() => program.process.kill("SIGKILL"), 60_000);
  const code = await program.exited;
  clearTimeout(timer);
  return { code, byItself: program.process.signalCode !== "SIGKILL" };
}

function endedOnSigterm(program: Program) {
  program.process.kill("SIGTERM");
  return endOf(program);
}

/** With nothing in it, not even migrations. */
async function createEmptyDatabase(): Promise<TestDatabase> {
  // biome-ignore lint/style/noProcessEnv: how the global set-up tells each worker where the server is
  const template = new URL(process.env.TEST_TEMPLATE_URL ?? "");
  const name = `empty_${randomBytes(8).toString("hex")}`;
  const at = (path: string) => Object.assign(new URL(template), { pathname: path }).href;
  const execute = async (sql: string) => {
    const client = new pg.Client({ connectionString: at("/postgres") });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await execute(`create database ${name} template template0`);
  return { url: at(`/${name}`), drop: () => execute(`drop database if exists ${name} with (force)`) };
}
