import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freePort } from "../../src/infrastructure/free-port.js";
import { generateKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { bundle, makeProductionLayout, type ProductionLayout } from "../support/production-layout.js";
import { type Program, startScript } from "../support/program.js";

const example = fileURLToPath(new URL("../../docs/catalogue.example.yaml", import.meta.url));

describe("the production image holds what production needs, and nothing for development", () => {
  let layout: ProductionLayout;
  let database: TestDatabase;
  let env: Record<string, string>;
  const running: Program[] = [];
  const run = (args: readonly string[], settings: Record<string, string>) => {
    const program = startScript([layout.main, ...args], settings);
    running.push(program);
    return program;
  };

  beforeAll(async () => {
    layout = await makeProductionLayout();
    database = await createTestDatabase();
    env = {
      NODE_ENV: "production",
      PUBLIC_URL: "https://portico.example",
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      SMTP_URL: "smtp://127.0.0.1:9",
      MAIL_FROM: "no-reply@portico.example",
      SECRET_KEYS: generateKeyring(),
      AUTH_SECRET: randomBytes(32).toString("base64url"),
      LOG_LEVEL: "warn",
    };
  });
  afterAll(async () => {
    for (const program of running) await program.stop("SIGKILL");
    await database.drop();
    await layout.remove();
  });

  it("what has been bundled is kept until something has changed", async () => {
    const main = fileURLToPath(new URL("../../dist/bundle/program.js", import.meta.url));
    const before = (await stat(main)).mtimeMs;
    await bundle();
    expect((await stat(main)).mtimeMs).toBe(before);
  });

  it("`portico migrate` and `portico catalogue apply` find their files", async () => {
    for (const args of [["migrate"], ["catalogue", "apply", example]]) {
      const program = run(args, env);
      expect([await program.exited, program.stderr()]).toEqual([0, ""]);
    }
  });

  it("`portico sql` finds its examples", async () => {
    const sql = run(["sql", "my-apis"], env);
    expect([await sql.exited, sql.stdout()]).toEqual([0, "-- 0 statements, 0.00 ms in the database\n"]);
  });

  it("`portico web` is ready and serves all its pages, `portico worker` takes work", async () => {
    const web = run(["web"], env);
    const worker = run(["worker"], env);
    await Promise.all([web.prints(/listening on/), worker.prints(/takes queued work/)]);
    for (const path of ["/readyz", "/graphiql", "/sign-up"]) {
      const answer = await fetch(`http://127.0.0.1:${env.PORT}${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    // Fetch accepts answers that are compressed, and reads no others as such.
    const types = await fetch(`http://127.0.0.1:${env.PORT}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __schema { types { name description } } }" }),
    });
    expect([types.status, types.headers.get("content-encoding")]).toEqual([200, "gzip"]);
    expect(await types.text()).toContain('"name":"ClientApplication"');
    // Without METRICS_TOKEN they are nobody's in production.
    expect((await fetch(`http://127.0.0.1:${env.PORT}/metrics`)).status).toBe(404);
    expect(await Promise.all([web.stop(), worker.stop()])).toEqual([0, 0]);
  });

  it("without DATABASE_URL, `portico start` says that the embedded PostgreSQL is not installed", async () => {
    const dataDir = join(layout.main, "../../../data");
    const start = run(["start"], { DATA_DIR: dataDir, PORT: "0" });
    expect(await start.exited).toBe(1);
    expect(start.stderr()).toBe(
      "The embedded PostgreSQL is not installed here: set DATABASE_URL to a server of your own. `npm ci` without --omit=dev installs it.\n",
    );
  });
});
