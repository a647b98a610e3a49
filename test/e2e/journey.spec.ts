import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { freePort } from "../../src/infrastructure/free-port.js";
import { Client, type Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { type MailServer, recipients, startMailServer } from "../support/mail-server.js";
import { type Program, startProgram } from "../support/program.js";
import { byId } from "../support/references.js";
import { Person, verifies } from "../support/story.js";
import { subscribe, type Watching } from "../support/subscribe.js";

const password = "correct horse battery staple";
const email = "ada@journey.example";

let dataDir: string;
let mails: MailServer;
let program: Program;
let url: string;
let env: Record<string, string>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "portico-journey-"));
  mails = await startMailServer();
  const port = await freePort();
  url = `http://localhost:${port}`;
  env = { PORT: String(port), DATA_DIR: dataDir, SMTP_URL: mails.url, LOG_LEVEL: "debug" };
  program = startProgram("start", env);
  await program.prints(/Portico is running/);
});

afterAll(async () => {
  await program.stop("SIGKILL");
  await mails.close();
  await eventually(() =>
    rm(dataDir, { recursive: true, force: true }).then(
      () => true,
      () => false,
    ),
  );
});

describe("from sign-up to a live API key", () => {
  const ada = () => (person ??= new Person(url, email));
  let person: Person | undefined;
  let application: Json;
  const shown: string[] = [];
  let watching: Watching | undefined;

  it("a developer of a partner company signs up and verifies the address (R1)", async () => {
    const signedUp = await ada().post("/api/auth/sign-up/email", { email });
    expect(signedUp.status).toBe(200);
    const early = await ada().post("/api/auth/sign-in/email", { email, password });
    expect(early.status).toBe(401);
    const mail = await mails.mailTo(email, /verify/i);
    const verified = await verifies(ada(), mail.text ?? "", password);
    expect(verified.status).toBe(200);
    expect(ada().cookie).toBeDefined();
  });

  it("founds the partner (R3) and completes profile, terms and company (R10)", async () => {
    const query = "{ me { email role missingRequirements partner { domains } } }";
    const requirements = ["COMPLETE_PROFILE", "CURRENT_TERMS", "COMPLETE_COMPANY"];
    const expected = {
      email,
      role: "ADMIN",
      missingRequirements: requirements,
      partner: { domains: ["journey.example"] },
    };
    expect((await ada().data(query)).me).toEqual(expected);
    await ada().completes();
    expect((await ada().data(query)).me.missingRequirements).toEqual([]);
  });

  it("registers an application for two products in two environments and one that needs approval (R14 to R17)", async () => {
    const nodes = "edges { node { id slug } }";
    const { apiProducts, apiEnvironments } = await ada().data(
      `{ apiProducts { ${nodes} } apiEnvironments { ${nodes} } }`,
    );
    const idsOf = (connection: Json, ...slugs: string[]) =>
      slugs.map((slug) => connection.edges.find(({ node }: Json) => node.slug === slug).node.id);
    application = await ada().registers({
      name: "Ledger",
      description: "Shows balances.",
      type: "WEB",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: ["https://ledger.journey.example/callback"],
      products: byId(...idsOf(apiProducts, "accounts", "transfers")),
      environments: byId(...idsOf(apiEnvironments, "development", "uat", "production")),
    });
    expect(application.grants).toHaveLength(3);
    for (const grant of application.grants) expect(grant.apiKeys).toHaveLength(2);

    const query =
      "subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { grants { apiKeys { status } } } } }";
    watching = subscribe(ada(), query, { id: application.id });
  });

  it("sees the keys go live, and the one that needs approval wait", async () => {
    const query =
      "query ($id: ID!) { clientApplication(id: $id) { grants { status environment { slug } apiKeys { status preview } clientCredentials { clientId hasSecret } } } }";
    const { grants } = await eventually(async () => {
      const { clientApplication } = await ada().data(query, { id: application.id });
      const statuses = clientApplication.grants.flatMap(({ apiKeys }: Json) =>
        apiKeys.map(({ status }: Json) => status),
      );
      return statuses.filter((status: string) => status === "ACTIVE").length === 4 && clientApplication;
    });
    const waiting = grants.find(({ environment }: Json) => environment.slug === "production");
    expect(waiting).toMatchObject({ status: "AWAITING_APPROVAL", clientCredentials: null });
    expect(waiting.apiKeys).toEqual([
      { status: "AWAITING_APPROVAL", preview: null },
      { status: "AWAITING_APPROVAL", preview: null },
    ]);
  });

  it("gets one mail for each live environment, that holds no secret (R16)", async () => {
    const live = () =>
      mails.mails.filter((mail) => /live/i.test(mail.subject ?? "") && recipients(mail).includes(email));
    await eventually(async () => live().length === 2);
    const texts = live().map(({ text }) => text ?? "");
    expect(texts.some((text) => text.includes("Development"))).toBe(true);
    expect(texts.some((text) => text.includes("UAT"))).toBe(true);
    for (const text of texts) expect(text).toContain("Ledger");
  });

  it("views a key and the client secret (R19), and the views are recorded", async () => {
    const grant = application.grants.find(({ environment }: Json) => environment.slug === "development");
    const key = await ada().mutate(
      "revealApiKey",
      { apiKeyId: grant.apiKeys[0].id },
      "value apiKey { preview status }",
    );
    const secret = await ada().mutate(
      "revealClientSecret",
      { grantId: grant.id },
      "value grant { clientCredentials { secretPreview } }",
    );
    expect(key.value).toMatch(/^ptc_key_development_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(secret.value).toMatch(/^ptc_sec_development_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    shown.push(key.value, secret.value);
    const again = await ada().mutate("revealApiKey", { apiKeyId: grant.apiKeys[0].id }, "value");
    expect(again.value).toBe(key.value);
    const query =
      "query ($id: ID!) { clientApplication(id: $id) { activity { totalCount edges { node { action actor { email } } } } } }";
    const { activity } = (await ada().data(query, { id: application.id })).clientApplication;
    const actions = activity.edges.map(({ node }: Json) => node.action);
    expect(actions.filter((action: string) => action === "API_KEY_REVEALED")).toHaveLength(2);
    expect(actions).toContain("CLIENT_SECRET_REVEALED");
    expect(actions.at(-1)).toBe("REGISTERED");
    expect(activity.edges.at(-1).node.actor).toEqual({ email });
  });

  it("was told of every step by the subscription", async () => {
    await watching?.stop();
    expect(watching?.received.length).toBeGreaterThan(0);
    for (const change of watching?.received ?? []) expect(change).not.toHaveProperty("errors");
  });

  it("R34 no table, log line or mail holds a secret in clear", async () => {
    const databasePassword = (await readFile(join(dataDir, "postgres-password"), "utf8")).trim();
    const [, , , port] = (await readFile(join(dataDir, "postgres-18", "postmaster.pid"), "utf8")).split("\n");
    const connectionString = `postgres://portico:${databasePassword}@127.0.0.1:${port}/portico`;
    const database = new pg.Pool({ connectionString });
    const tables = await dumpDatabase(database).finally(() => database.end());
    expect(tables).toContain("Ledger");
    const postgresLog = await readFile(join(dataDir, "postgres.log"), "utf8");
    const logs = program.stdout() + program.stderr() + postgresLog;
    expect(logs).toContain("graphql");
    const sent = mails.mails
      .map(({ text, html, headerLines }) => JSON.stringify([text, html, headerLines]))
      .join("\n");
    const cookie = decodeURIComponent(ada().cookie?.split("=")[1] ?? "");
    for (const secret of [...shown, password, cookie]) {
      expect(secret.length).toBeGreaterThan(20);
      for (const text of [tables, logs, sent]) expect(text.includes(secret)).toBe(false);
    }
    for (const text of [tables, sent, logs]) expect(text).not.toMatch(/ptc_(key|sec)_\w+_[0-9A-Za-z]{43}/);
    expect(logs).not.toContain(email);
  });

  it("Ctrl-C stops everything cleanly, and a second start finds the data", async () => {
    expect(await program.stop("SIGINT")).toBe(0);
    program = startProgram("start", env);
    await program.prints(/Portico is running/);
    const signedIn = await ada().post("/api/auth/sign-in/email", { email, password });
    expect(signedIn.status).toBe(200);
    expect(
      (await ada().data("{ me { partner { applications { totalCount } } } }")).me.partner.applications
        .totalCount,
    ).toBe(1);
  });

  it("so does a start after kill -9", async () => {
    await program.stop("SIGKILL");
    program = startProgram("start", env);
    await program.prints(/Portico is running/);
    expect((await ada().data("{ me { email } }")).me).toEqual({ email });
  });

  it("a signed-out visitor reads the catalogue and nothing else", async () => {
    const visitor = new Client(url);
    expect(await visitor.data("{ me { id } currentTerms { version } }")).toEqual({
      me: null,
      currentTerms: { version: "1" },
    });
    const { errors } = await visitor.ask("query ($id: ID!) { clientApplication(id: $id) { id } }", {
      id: application.id,
    });
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("a port that is taken stops the start with a sentence", async () => {
    await program.stop();
    const holder = createServer().listen(Number(env.PORT), "127.0.0.1");
    await once(holder, "listening");
    program = startProgram("start", env);
    expect(await program.exited).toBe(1);
    expect(program.stderr()).toMatch(/Port \d+ on 127\.0\.0\.1 is taken\./);
    holder.close();
  });
});
