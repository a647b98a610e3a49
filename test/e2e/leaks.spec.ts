import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatSecret } from "../../src/infrastructure/secrets/secret-format.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { leakReports } from "../support/leak-reports.js";
import { type LiveKey, liveKey } from "../support/live-key.js";
import { type SecretScanner, startSecretScanner } from "../support/secret-scanner.js";
import { type Person, type Story, startStory } from "../support/story.js";

const nobodysKey = () => formatSecret("key", "uat", randomBytes(32));

let scanner: SecretScanner;
let stranger: SecretScanner;
let story: Story;
let ada: Person;
let olga: Person;
let reports: ReturnType<typeof leakReports>;

beforeAll(async () => {
  [scanner, stranger] = [await startSecretScanner(), await startSecretScanner()];
  story = await startStory({
    settings: { OPERATOR_EMAILS: "olga@bank.example", SECRET_SCANNING_KEYS_URL: scanner.keysUrl },
  });
  ada = await story.readyDeveloper("ada@leaking.example");
  olga = await story.readyDeveloper("olga@bank.example");
  reports = leakReports(story, scanner);
});

afterAll(async () => {
  await story.stop();
  scanner.close();
  stranger.close();
});

const shown = async ({ id }: LiveKey): Promise<Json> =>
  (await ada.data("query ($id: ID!) { node(id: $id) { ... on ApiKey { status leakedAt } } }", { id })).node;

describe("R27 a key that a secret scanner finds", () => {
  it("is told to its owners and the operators, and goes on working where the environment leaves it to them", async () => {
    const live = await liveKey(ada, story, "uat");
    const response = await reports.scans(reports.finds(live.value, nobodysKey()));
    expect([response.status, await response.json()]).toEqual([200, []]);
    await eventually(async () => (await shown(live)).leakedAt);
    expect(await shown(live)).toMatchObject({ status: "ACTIVE", leakedAt: expect.any(String) });
    const [owners] = await eventually(async () => {
      const mails = await reports.mailsTo(
        ada.email,
        new RegExp(`${live.applicationName}: an API key is public`),
      );
      return mails.length > 0 && mails;
    });
    expect(owners?.text).toContain("at https://code.example/a/.env");
    await eventually(
      async () => (await reports.mailsTo(olga.email, /An API key was found in public/)).length > 0,
    );
    // Again is nothing new.
    await reports.scans(reports.finds(live.value));
    await reports.jobsRun();
    expect(
      await reports.mailsTo(ada.email, new RegExp(`${live.applicationName}: an API key is public`)),
    ).toHaveLength(1);
  });

  it("is revoked at once where the environment says so", async () => {
    const policy = (whenKeyLeaks: string) =>
      olga.mutate(
        "updateApiEnvironment",
        { apiEnvironment: { slug: "development" }, whenKeyLeaks },
        "apiEnvironment { whenKeyLeaks }",
      );
    expect((await policy("REVOKE")).apiEnvironment).toEqual({ whenKeyLeaks: "REVOKE" });
    const live = await liveKey(ada, story, "development");
    await reports.scans(reports.finds(live.value));
    await eventually(async () => (await shown(live)).status === "REVOKED");
    await policy("TELL");
  });

  it("counts only from whoever the published keys say that it is", async () => {
    const live = await liveKey(ada, story, "uat");
    const body = reports.finds(live.value);
    const before = scanner.asked();
    const refused = [
      await reports.scans(body, stranger.sign(body)),
      await reports.scans(body, scanner.sign(`${body} `)),
      await reports.scans(body, "no signature"),
      await reports.scans(body, scanner.sign(body), "another"),
      await fetch(`${story.url}/v1/leaks`, { method: "POST", body }),
    ];
    for (const response of refused)
      expect([response.status, (await response.json()) as Json]).toEqual([
        401,
        expect.objectContaining({
          errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: "SIGNATURE" }) })],
        }),
      ]);
    // Whatever is sent, the keys are asked for at most once a minute.
    expect(scanner.asked() - before).toBeLessThanOrEqual(1);
    await reports.jobsRun();
    expect(await shown(live)).toEqual({ status: "ACTIVE", leakedAt: null });
  });

  it.each([
    ["no JSON", "{", 400],
    ["no list", "{}", 400],
    ["a list of something else", "[1]", 400],
    ["too many", JSON.stringify(Array.from({ length: 501 }, () => ({}))), 400],
    ["too much", " ".repeat(256 * 1024 + 1), 413],
    ["nothing", "[]", 200],
    ["what is no secret", '[{"token":"ptc_key_uat_x"},{"token":7},{}]', 200],
  ])("is not looked for in %s", async (_, body, status) => {
    expect((await reports.scans(body)).status).toBe(status);
  });
});

describe("R27 a key that somebody finds", () => {
  it("is reported on a page, which says the same whether there is such a key or not", async () => {
    const page = await fetch(`${story.url}/leaked-key`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Report a leaked key")]);
    const live = await liveKey(ada, story, "uat");
    const [known, unknown] = [await reports.report(` ${live.value} `), await reports.report(nobodysKey())];
    const text = async (response: Response) => (await response.text()).replaceAll(/nonce="[^"]*"/g, "");
    expect(known.status).toBe(200);
    expect(unknown.status).toBe(200);
    expect(await text(known)).toBe(await text(unknown));
    await eventually(async () => (await shown(live)).leakedAt);
    const audit =
      "select summary, actor_address as address from audit_entry where action = 'API_KEY_LEAKED' order by id desc limit 1";
    const { rows } = await story.services.pool.query(audit);
    expect(rows[0]?.summary).toMatch(
      /^heard from somebody who found it that the API key for Accounts in UAT/,
    );
    expect(rows[0]?.address).toBe("127.0.0.1");
  });

  it("R34 is kept nowhere while the report waits, and shown on no page", async () => {
    await story.pauseWorker();
    const key = nobodysKey();
    const answer = await reports.report(key);
    expect(await answer.text()).not.toContain(key);
    const { rows } = await story.services.pool.query(
      "select payload::text from graphile_worker._private_jobs",
    );
    expect(JSON.stringify(rows)).toContain("PERSON");
    expect(JSON.stringify(rows)).not.toContain(key);
    await story.resumeWorker();
  });

  it("is refused where its form or checksum is wrong, without a look-up, and from pages of other sites", async () => {
    const key = nobodysKey();
    const wrong = await reports.report(`${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`);
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining("its form or its checksum is wrong"),
    ]);
    expect((await reports.report(key, "https://elsewhere.example")).status).toBe(403);
  });
});
