import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeJwt } from "jose";
import { eventually } from "../support/eventually.js";
import { type Credentials, issuerOf, liveCredentials } from "../support/oauth-client.js";
import { outageOf } from "../support/outage.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let credentials: Credentials;
let usual: string;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@verified.example");
  credentials = await liveCredentials(ada, story, "uat");
  usual = await told();
});
afterAll(() => story.stop());

/** The scope that its client gets, or the code of the refusal. */
async function told(): Promise<string> {
  const { clientId, clientSecret } = credentials;
  const response = await fetch(`${issuerOf(story.url, "uat")}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token, error } = (await response.json()) as { access_token?: string; error?: string };
  return access_token ? String(decodeJwt(access_token).scope) : String(error);
}

/** By another process than the one that answers, as far as that can tell; whoever asks after it does so at once. */
async function changes(table: string, id: string, change: string): Promise<void> {
  const { rowCount } = await story.services.pool.query(`update ${table} set ${change} where id = $1`, [id]);
  expect(rowCount).toBe(1);
}

const idOf = {
  access_grant: () => credentials.grantId,
  client_application: () => credentials.applicationId,
  partner: async () => (await ada.data("{ me { partner { id } } }")).me.partner.id,
  api_product: () => String(story.catalogue["digital-banking"]),
};

const refused = { error: "invalid_client" };
const keys = `'{"method":"PRIVATE_KEY_JWT","jwks":null,"jwksUri":"https://keys.example/","tlsSubject":null}'`;

describe("a client that is remembered is what the database says at the moment of the question", () => {
  it.each<[string, keyof typeof idOf, string, string, { error?: string; scope?: RegExp }]>([
    [
      "R28 its secret",
      "access_grant",
      "secret_hash = 'x' || secret_hash",
      "secret_hash = substr(secret_hash, 2)",
      refused,
    ],
    [
      "R27 its credentials",
      "access_grant",
      "credentials_revoked_at = now()",
      "credentials_revoked_at = null",
      refused,
    ],
    ["its keys", "access_grant", `client_keys = ${keys}`, "client_keys = null", refused],
    ["R29 its application", "client_application", "deactivated_at = now()", "deactivated_at = null", refused],
    [
      "R37 its partner",
      "partner",
      "suspended_at = now(), suspension_reason = 'Fraud.'",
      "suspended_at = null, suspension_reason = null",
      refused,
    ],
    ["R25 its products", "client_application", "product_ids = '{}'", "", refused],
    [
      "what its products open",
      "api_product",
      "slug = 'renamed'",
      "slug = 'digital-banking'",
      { scope: /\brenamed\b/ },
    ],
  ])("%s", async (_, table, change, undo, { error, scope }) => {
    const id = await idOf[table]();
    const back = undo || `product_ids = array['${story.catalogue["digital-banking"]}']`;
    for (let time = 0; time < 3; time += 1) {
      expect(await told()).toBe(usual);
      await changes(table, id, change);
      const answer = await told();
      if (error) expect(answer).toBe(error);
      else expect(answer).toMatch(scope as RegExp);
      await changes(table, id, back);
    }
    expect(await told()).toBe(usual);
  });

  it("R28 a secret that retires works until it is over, and not after it", async () => {
    const { grantId } = credentials;
    const { rows } = await story.services.pool.query("select secret_hash from access_grant where id = $1", [
      grantId,
    ]);
    const [{ secret_hash: hash }] = rows;
    expect(await told()).toBe(usual);
    const retires = (at: string) =>
      changes(
        "access_grant",
        grantId,
        `secret_hash = 'another', retiring_secret_hash = '${hash}', retiring_secret_expires_at = ${at}`,
      );
    await retires("now() + interval '1 hour'");
    expect(await told()).toBe(usual);
    await retires("now()");
    expect(await told()).toBe("invalid_client");
    await changes(
      "access_grant",
      grantId,
      `secret_hash = '${hash}', retiring_secret_hash = null, retiring_secret_expires_at = null`,
    );
    expect(await told()).toBe(usual);
  });

  it("is slowed down as soon as anybody has counted too many wrong secrets from there", async () => {
    const { clientId } = credentials;
    const wrong = () =>
      fetch(`${issuerOf(story.url, "uat")}/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          client_secret: "wrong",
        }),
      });
    expect((await wrong()).status).toBe(401);
    expect(await told()).toBe(usual);
    const slow = (at: string) => story.services.pool.query(`update sign_in_attempt set next_at = ${at}`);
    expect((await slow("now() + interval '1 minute'")).rowCount).toBe(1);
    expect(await told()).toBe("slow_down");
    expect((await slow("now()")).rowCount).toBe(1);
    expect(await told()).toBe(usual);
  });

  it("is none while the database is away, and again what it was once it is back", async () => {
    expect(await told()).toBe(usual);
    const outage = await outageOf(story.services.databaseUrl);
    await outage.begin("stay");
    try {
      const { clientId, clientSecret } = credentials;
      const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
      for (let time = 0; time < 15; time += 1) {
        const url = `${issuerOf(story.url, "uat")}/token`;
        const response = await fetch(url, { method: "POST", body: new URLSearchParams(form) });
        expect(response.status).toBe(503);
        expect(response.headers.get("retry-after")).toEqual(expect.stringMatching(/^[1-5]$/));
        await sleep(100);
      }
    } finally {
      await outage.end();
      await outage.close();
    }
    expect(await eventually(async () => (await told()) === usual)).toBe(true);
  });
});
