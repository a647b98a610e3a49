import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { exportJWK, generateKeyPair } from "jose";
import * as openid from "openid-client";
import { purgeOauthRecords } from "../../src/infrastructure/oauth/oauth-records.js";
import { createRevokedTokens } from "../../src/infrastructure/oauth/revoked-tokens.js";
import { Customer } from "../support/customer.js";
import { eventually } from "../support/eventually.js";
import { type Credentials, discovered, liveCredentials } from "../support/oauth-client.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

const callback = "https://app.acme.example/callback";
const kinds = [
  "AuthorizationCode",
  "Grant",
  "Interaction",
  "PushedAuthorizationRequest",
  "RefreshToken",
  "ReplayDetection",
  "Session",
];

let story: Story;
let ada: Person;
let web: Credentials;
let service: Credentials;
let byKey: openid.ClientAuth;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@purged.example");
  web = await liveCredentials(ada, story, "uat", {
    type: "WEB",
    authentication: "AUTHORIZATION_CODE",
    redirectUrls: [callback],
  });
  service = await liveCredentials(ada, story, "uat");
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "k1" }] });
  await ada.mutate("setClientKeys", { grantId: service.grantId, jwks }, "grant { id }");
  byKey = openid.PrivateKeyJwt({ key: privateKey, kid: "k1" });
});
afterAll(() => story.stop());

/** Something of every kind that an authorization server keeps; gives how to use the refresh token among it. */
async function leaveTraces(): Promise<() => Promise<unknown>> {
  const configuration = await discovered(story.url, "uat", web);
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const parameters = {
    redirect_uri: callback,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    scope: "accounts",
  };
  // Nobody comes to use these two.
  await openid.buildAuthorizationUrlWithPAR(configuration, parameters);
  const url = openid.buildAuthorizationUrl(configuration, parameters);
  await new Customer().opens(url.href);
  const answer = await new Customer().allows(url.href);
  const { access_token, refresh_token = "" } = await openid.authorizationCodeGrant(configuration, answer, {
    pkceCodeVerifier,
  });
  const asService = await discovered(story.url, "uat", { ...service, clientSecret: "" }, byKey);
  const granted = await openid.clientCredentialsGrant(asService);
  await openid.tokenRevocation(asService, granted.access_token);
  expect(access_token).toEqual(expect.any(String));
  return () => openid.refreshTokenGrant(configuration, refresh_token);
}

const idsOf = async (table: "oauth_record" | "oauth_revoked_token"): Promise<string[]> => {
  const { rows } = await story.services.pool.query(`select id from ${table} order by id`);
  return rows.map(({ id }) => id);
};
const kept = async () => [...(await idsOf("oauth_record")), ...(await idsOf("oauth_revoked_token"))];
const kindsKept = async (): Promise<string[]> => {
  const { rows } = await story.services.pool.query("select distinct kind from oauth_record order by kind");
  return rows.map(({ kind }) => kind);
};
const age = async () => {
  for (const table of ["oauth_record", "oauth_revoked_token"])
    await story.services.pool.query(`update ${table} set expires_at = now() - interval '61 seconds'`);
};
/** As the worker does it when its time has come. */
async function run(name: string): Promise<void> {
  const { pool } = story.services;
  await pool.query("select graphile_worker.add_job($1)", [name]);
  await eventually(async () => {
    const { rows } = await pool.query("select from graphile_worker.jobs where task_identifier = $1", [name]);
    return rows.length === 0;
  });
}

it("R34 what authorization servers have kept is deleted by the worker once it has ended, and what is live stays", async () => {
  await leaveTraces();
  expect(await kindsKept()).toEqual(kinds);
  await age();
  const ended = await kept();
  const refresh = await leaveTraces();
  const live = (await kept()).filter((id) => !ended.includes(id));
  await run("purge-oauth-records");
  await run("purge-revoked-tokens");
  expect(await kept()).toEqual(live);
  expect(await kindsKept()).toEqual(kinds);
  expect(await idsOf("oauth_revoked_token")).toHaveLength(1);
  await refresh();
});

it("the worker does so by itself, of records every ten minutes and of revoked tokens every hour", async () => {
  const { rows } = await story.services.pool.query(
    "select identifier from graphile_worker._private_known_crontabs order by identifier",
  );
  const scheduled = rows.map(({ identifier }) => identifier);
  expect(scheduled).toEqual(expect.arrayContaining(["purge-oauth-records", "purge-revoked-tokens"]));
});

it("however much has ended, it takes one statement each", async () => {
  const { pool } = story.services;
  const purge = async () => {
    await purgeOauthRecords(pool);
    await createRevokedTokens(pool).purge();
  };
  const statements = async () =>
    (await statementsDuring(purge)).filter((text) => text.includes("oauth_")).length;
  await leaveTraces();
  await age();
  const few = await statements();
  await leaveTraces();
  await pool.query(
    `insert into oauth_record (id, environment_id, kind, payload_ciphertext, payload_key_id, expires_at)
     select 'many ' || id || number, environment_id, kind, payload_ciphertext, payload_key_id, expires_at
       from oauth_record, generate_series(1, 1000) as number where kind = 'Session'`,
  );
  await pool.query(
    `insert into oauth_revoked_token (id, application_id, expires_at)
     select 'many ' || id || number, application_id, expires_at
       from oauth_revoked_token, generate_series(1, 1000) as number`,
  );
  await age();
  expect([few, await statements()]).toEqual([2, 2]);
  expect(await kept()).toEqual([]);
});
