import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { SecretKind } from "../../src/application/ports/secret-vault.js";
import { formatSecret } from "../../src/infrastructure/secrets/secret-format.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { gatewayToken, TestGateway } from "../support/gateway.js";
import { leakReports } from "../support/leak-reports.js";
import { issuerOf, liveCredentials, secretOf } from "../support/oauth-client.js";
import { type SecretScanner, startSecretScanner } from "../support/secret-scanner.js";
import { type Person, type Story, startStory } from "../support/story.js";

let scanner: SecretScanner;
let story: Story;
let ada: Person;
let olga: Person;
let reports: ReturnType<typeof leakReports>;

beforeAll(async () => {
  scanner = await startSecretScanner();
  story = await startStory({
    settings: { OPERATOR_EMAILS: "olga@bank.example", SECRET_SCANNING_KEYS_URL: scanner.keysUrl },
  });
  ada = await story.readyDeveloper("ada@secretive.example");
  olga = await story.readyDeveloper("olga@bank.example");
  reports = leakReports(story, scanner);
});

afterAll(async () => {
  await story.stop();
  scanner.close();
});

const policy = (slug: string, whenKeyLeaks: "TELL" | "REVOKE") =>
  olga.mutate("updateApiEnvironment", { apiEnvironment: { slug }, whenKeyLeaks }, "apiEnvironment { id }");
const told = (address: string, words: RegExp) =>
  eventually(async () => {
    const [mail] = await reports.mailsTo(address, words);
    return mail;
  });

describe("R27 a client secret that is found in public", () => {
  const shown = async (grantId: string): Promise<Json> => {
    const fields =
      "clientCredentials { secretPreview leakedAt retiringSecretLeakedAt retiringSecretExpiresAt }";
    const query = `query ($id: ID!) { node(id: $id) { ... on AccessGrant { ${fields} viewerCan { revealClientSecret { reason { code } } } } } }`;
    return (await ada.data(query, { id: grantId })).node;
  };
  const tokenBy = async (environment: string, clientId: string, secret: string): Promise<number> => {
    const response = await fetch(`${issuerOf(story.url, environment)}/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    return response.status;
  };

  it("is told to its owners and the operators, and goes on working where the environment leaves it to them", async () => {
    const { grantId, clientId, clientSecret, applicationName } = await liveCredentials(ada, story, "uat");
    expect(await (await reports.scans(reports.finds(clientSecret))).json()).toEqual([]);
    await eventually(async () => (await shown(grantId)).clientCredentials.leakedAt);
    expect(await tokenBy("uat", clientId, clientSecret)).toBe(200);
    const mail = await told(ada.email, new RegExp(`${applicationName}: a client secret is public`));
    expect(mail?.text).toContain("at https://code.example/a/.env");
    await told(olga.email, /A client secret was found in public/);
    // Rotated, the newest one is fresh; the one before is known as leaked, and told of no second time.
    await ada.mutate("rotateClientSecret", { grantId, overlapHours: 1 }, "grant { id }");
    await reports.scans(reports.finds(clientSecret));
    await reports.jobsRun();
    expect((await shown(grantId)).clientCredentials).toMatchObject({
      leakedAt: null,
      retiringSecretLeakedAt: expect.any(String),
    });
    expect(
      await reports.mailsTo(ada.email, new RegExp(`${applicationName}: a client secret is public`)),
    ).toHaveLength(1);
  });

  it("stops at once where the environment revokes what leaks: first the one before the last rotation, then all", async () => {
    await policy("development", "REVOKE");
    const live = await liveCredentials(ada, story, "development");
    const { grantId, clientId, clientSecret: old } = live;
    await ada.mutate("rotateClientSecret", { grantId, overlapHours: 1 }, "grant { id }");
    const newest = await secretOf(ada, grantId);
    const statuses = async () => [
      await tokenBy("development", clientId, old),
      await tokenBy("development", clientId, newest),
    ];
    expect(await statuses()).toEqual([200, 200]);
    await reports.report(old);
    await eventually(async () => (await shown(grantId)).clientCredentials.retiringSecretExpiresAt === null);
    expect(await statuses()).toEqual([401, 200]);
    await reports.report(newest);
    await eventually(async () => (await shown(grantId)).clientCredentials.leakedAt);
    expect(await statuses()).toEqual([401, 401]);
    expect((await shown(grantId)).viewerCan.revealClientSecret.reason.code).toBe("ALREADY_REVOKED");
    await policy("development", "TELL");
  });
});

describe("R27 a token that is found in public", () => {
  const works = async (token: string): Promise<boolean> => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query: "{ __typename }" });
    return (await fetch(`${story.url}/graphql`, { method: "POST", headers, body })).status === 200;
  };
  const made = async (more: object): Promise<string> => {
    const wanted = { name: "CI", scopes: ["READ"], expiresInDays: 1, ...more };
    return (await ada.mutate("createAccessToken", wanted, "value")).value;
  };

  it.each([
    ["a developer's own, whose it is", () => ({}), /An access token of yours is public/],
    [
      "a company's, to its ADMINs",
      async () => {
        const { applicationId } = await liveCredentials(ada, story, "development");
        return { owner: "COMPANY", clientApplicationIds: [applicationId] };
      },
      /an access token is public/,
    ],
  ])("stops at once, and is told: %s", async (_, of, words) => {
    const token = await made(await of());
    expect(await works(token)).toBe(true);
    await reports.scans(reports.finds(token));
    const mail = await told(ada.email, words);
    expect(mail?.text).toContain("at https://code.example/a/.env");
    expect(mail?.text).not.toContain(token);
    expect(await works(token)).toBe(false);
  });

  it("of a gateway is told to the operators, and stops where its environment revokes what leaks", async () => {
    const { value, id } = await gatewayToken(olga, story, "uat");
    const gateway = new TestGateway(story.url, "uat", value);
    const shown = async (): Promise<Json> =>
      (
        await olga.data("query ($id: ID!) { node(id: $id) { ... on GatewayToken { leakedAt revokedAt } } }", {
          id,
        })
      ).node;
    await reports.report(value);
    await told(olga.email, /A gateway token was found in public/);
    expect(await shown()).toEqual({ leakedAt: expect.any(String), revokedAt: null });
    expect(await gateway.verify("x")).toMatchObject({ code: "MALFORMED" });
    const another = await gatewayToken(olga, story, "uat");
    await policy("uat", "REVOKE");
    await reports.report(another.value);
    await told(olga.email, /It was revoked at once, as its environment says/);
    const stopped = new TestGateway(story.url, "uat", another.value);
    expect((await stopped.ask(JSON.stringify({ apiKey: "x" }))).status).toBe(401);
    await policy("uat", "TELL");
  });
});

describe("whoever reports a secret", () => {
  const ofAll: readonly [SecretKind, string | null][] = [
    ["key", "uat"],
    ["sec", "uat"],
    ["pat", null],
    ["cat", null],
    ["gw", null],
  ];
  const nobodys = (kind: SecretKind, slug: string | null) => formatSecret(kind, slug, randomBytes(32));
  const answerOf = async (response: Response) => [
    response.status,
    (await response.text()).replaceAll(/nonce="[^"]*"/g, ""),
  ];

  it("learns nothing of whether there is one, of any kind", async () => {
    const { clientSecret } = await liveCredentials(ada, story, "development");
    const own = await ada.mutate(
      "createAccessToken",
      { name: "CI", scopes: ["READ"], expiresInDays: 1 },
      "value",
    );
    const edge = await gatewayToken(olga, story, "development");
    const answers = [];
    for (const secret of [clientSecret, own.value, edge.value]) {
      answers.push(await answerOf(await reports.report(secret)));
      expect(await answerOf(await reports.scans(reports.finds(secret)))).toEqual([200, "[]"]);
    }
    for (const [kind, slug] of ofAll) {
      const secret = nobodys(kind, slug);
      answers.push(await answerOf(await reports.report(secret)));
      expect(await answerOf(await reports.scans(reports.finds(secret)))).toEqual([200, "[]"]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(200);
  });

  it("R34 leaves it nowhere while the report waits, of any kind", async () => {
    await story.pauseWorker();
    const secrets = ofAll.map(([kind, slug]) => nobodys(kind, slug));
    for (const secret of secrets) await reports.report(secret);
    const { rows } = await story.services.pool.query(
      "select payload::text from graphile_worker._private_jobs where payload::text like '%PERSON%'",
    );
    expect(rows).toHaveLength(ofAll.length);
    for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
    await story.resumeWorker();
  });

  it.each(ofAll)("is refused %s of a wrong checksum, without a look-up", async (kind, slug) => {
    const secret = nobodys(kind, slug);
    const wrong = await reports.report(`${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`);
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining("its form or its checksum is wrong"),
    ]);
  });
});
