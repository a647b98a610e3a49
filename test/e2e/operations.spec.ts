import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { Client, type Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type MailServer, startMailServer } from "../support/mail-server.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { whyClosed } from "../support/subscribe.js";

let story: Story;
let ada: Person;
beforeAll(async () => {
  story = await startStory();
  ada = await story.signUp("ada@operations.example");
  await ada.data("{ me { id } }");
});
afterAll(() => story.stop());

const visitor = () => new Client(story.url);

describe("health", () => {
  it("/healthz tells that the process answers", async () => {
    const response = await visitor().request("/healthz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("/readyz tells that database, queue and migrations are there", async () => {
    const response = await visitor().request("/readyz");
    expect(response.status).toBe(200);
    const checks = { database: true, queue: true, migrations: true };
    expect(await response.json()).toEqual({ status: "ready", checks });
  });

  it("/readyz names what is missing while it is, and not why", async () => {
    await whileRenamed("graphile_worker.jobs", async () => {
      const response = await visitor().request("/readyz");
      expect(response.status).toBe(503);
      const checks = { database: true, queue: false, migrations: true };
      expect(await response.json()).toMatchObject({ status: "not ready", checks });
    });
    expect((await visitor().request("/readyz")).status).toBe(200);
  });
});

describe("/metrics", () => {
  it("are in Prometheus' text format and count operations by type and outcome, and requests by route", async () => {
    await visitor().data("query Named { me { id } }");
    await visitor().ask("{ nothing }");
    await ada.tryTo("acceptTerms", { version: "1" }, "developer { id }");
    const response = await visitor().request("/metrics");
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    for (const line of text.split("\n")) expect(line).toMatch(/^(|# (HELP|TYPE) \w+ .*|\w+(\{.*\})? \S+)$/);
    expect(text).toContain("# TYPE portico_graphql_operation_duration_seconds histogram");
    const count = (labels: string) =>
      Number(
        text.match(new RegExp(`portico_graphql_operation_duration_seconds_count\\{${labels}\\} (\\d+)`))?.[1],
      );
    expect(count('type="query",outcome="ok"')).toBeGreaterThanOrEqual(2);
    expect(count('type="mutation",outcome="ok"')).toBe(1);
    expect(count('type="unknown",outcome="error"')).toBe(1);
    expect(text).toMatch(
      /portico_http_request_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} \d/,
    );
    expect(text).toContain("process_cpu_seconds_total");
    expect(text).not.toContain("Named");
    expect(text).not.toContain("operations.example");
  });
});

describe("the request id", () => {
  it("is the caller's when that is sane, else a new one, on every answer", async () => {
    for (const path of ["/healthz", "/graphql", "/no/such/page", "/api/auth/get-session"]) {
      const given = await visitor().request(path, { headers: { "x-request-id": "trace-12345678" } });
      expect(given.headers.get("x-request-id")).toBe("trace-12345678");
      const made = await visitor().request(path, { headers: { "x-request-id": "no spaces <b>" } });
      expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe("what fails on our side", () => {
  const requestId = "trace-of-a-failure";
  const failure = {
    message: "Something went wrong on our side.",
    extensions: { code: "INTERNAL_SERVER_ERROR", requestId },
  };

  it.each([
    ["a query", "api_product", "{ apiProducts { edges { node { id } } } }"],
    ["finding out who asks", "developer_identity", "{ me { id } }"],
    ["reading the session", "auth.session", "{ me { id } }"],
    [
      "a mutation",
      "audit_entry",
      `mutation { updateProfile(input: { givenName: "Eve", familyName: "Lee", jobTitle: "Nobody" }) { developer { id } } }`,
    ],
  ])("in %s is told by the request id and nothing of its cause", async (_what, table, query) => {
    await whileRenamed(table, async () => {
      const response = await ada.raw(query, {}, { "x-request-id": requestId });
      const text = await response.text();
      const { errors } = JSON.parse(text) as Json;
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject(failure);
      expect(Object.keys(errors[0].extensions).sort()).toEqual(["code", "requestId"]);
      expect(text).not.toMatch(
        /relation|does not exist|select|insert|api_product|_identity|audit|node_modules/i,
      );
      expect(response.headers.get("x-request-id")).toBe(requestId);
    });
    expect(await ada.data("{ me { profile { givenName } } }")).toEqual({
      me: { profile: { givenName: null } },
    });
  });

  it("in finding out who subscribes is told the same way", async () => {
    await whileRenamed("developer_identity", async () => {
      const client = createClient({
        url: `${story.url.replace("http", "ws")}/graphql`,
        retryAttempts: 0,
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocols: string[]) {
            const headers = { cookie: ada.cookie ?? "", "x-request-id": requestId };
            super(address, protocols, { headers });
          }
        },
      });
      const query = `subscription { clientApplicationChanged(clientApplicationId: "app_x") { clientApplication { id } } }`;
      const refusal = await client.iterate({ query }).next().catch(whyClosed);
      await client.dispose();
      expect(refusal).toEqual({ code: 4500, reason: { ...failure.extensions, message: failure.message } });
    });
  });
});

describe("pages", () => {
  const asBrowser = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };

  it("GET /graphql in a browser opens Apollo Sandbox for this endpoint, cookies included", async () => {
    const response = await visitor().request("/graphql", asBrowser);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const page = await response.text();
    expect(page).toContain("Apollo Sandbox");
    expect(page).toContain("includeCookies: true");
    expect(page).toContain('"endpointIsEditable":false');
    expect(page).toContain('href="/graphiql"');
    expect(page).toContain("apiProducts");
  });

  it.each(["apollo-require-preflight", "graphql-require-preflight"])(
    "GET /graphql of a program is a query (%s)",
    async (header) => {
      const response = await visitor().request("/graphql?query=%7BcurrentTerms%7Bversion%7D%7D", {
        headers: { accept: "application/json", [header]: "yes" },
      });
      expect(await response.json()).toMatchObject({ data: { currentTerms: { version: "1" } } });
    },
  );

  it("/graphiql loads nothing from elsewhere, and all that it loads is there", async () => {
    const response = await visitor().request("/graphiql", asBrowser);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("http");
    const loaded = page.match(/\/graphiql\/assets\/[^"]+/g) ?? [];
    expect(loaded).toHaveLength(2);
    for (const path of loaded) {
      const asset = await visitor().request(path);
      expect([path, asset.status]).toEqual([path, 200]);
      expect(asset.headers.get("content-type")).toMatch(/^text\/(javascript|css); charset=utf-8$/);
      expect(asset.headers.get("cache-control")).toContain("immutable");
    }
  });

  it("/dev/mailbox is there while no SMTP server is configured", async () => {
    const response = await visitor().request("/dev/mailbox", asBrowser);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("ada@operations.example");
  });
});

describe("with SMTP_URL", () => {
  let mails: MailServer;
  let sending: Story;
  beforeAll(async () => {
    mails = await startMailServer();
    sending = await startStory({ settings: { SMTP_URL: mails.url } });
  });
  afterAll(async () => {
    await sending.stop();
    await mails.close();
  });

  it("mails are sent, and /dev/mailbox is not there", async () => {
    const bob = new Client(sending.url);
    const email = "bob@operations.example";
    await bob.post("/api/auth/sign-up/email", { email });
    await mails.mailTo(email, /verify/i);
    for (const path of ["/dev/mailbox", "/dev/mailbox.json", "/dev/mailbox/1", "/dev/mailbox/1.json"]) {
      expect([path, (await bob.request(path)).status]).toEqual([path, 404]);
    }
    const { rows } = await sending.services.pool.query(
      "select table_name from information_schema.tables where table_name in ('mailbox_message', 'outgoing_mail')",
    );
    // It leaves the queue once the mail server has taken it, which is after it has come.
    for (const { table_name: table } of rows)
      await eventually(
        async () => (await sending.services.pool.query(`select from ${table}`)).rowCount === 0,
      );
    expect(await (await bob.request("/sign-in")).text()).not.toContain("/dev/mailbox");
  });
});

/** Takes a table away for as long as `work` runs. */
async function whileRenamed(table: string, work: () => Promise<void>): Promise<void> {
  const { pool } = story.services;
  const [name = "", schema = "public"] = table.split(".").reverse();
  await pool.query(`alter table ${schema}.${name} rename to taken_away`);
  try {
    await work();
  } finally {
    await pool.query(`alter table ${schema}.taken_away rename to ${name}`);
  }
}
