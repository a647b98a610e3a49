import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import * as openid from "openid-client";
import { startVerifyProcess } from "../../src/composition-root/index.js";
import { usualRotation } from "../../src/domain/oauth/signing-keys.js";
import { rotateSigningKeys } from "../../src/infrastructure/oauth/signing-keys.js";
import { gatewayToken } from "../support/gateway.js";
import { type Credentials, discovered, issuerOf, liveCredentials } from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let verifier: { port: number; stop(): Promise<void> };
let credentials: Credentials;
let gateway: string;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  const olga: Person = await story.readyDeveloper("olga@bank.example");
  const ada = await story.readyDeveloper("ada@verified.example");
  const { config, databaseUrl } = story.services;
  verifier = await startVerifyProcess({ ...config, databaseUrl, port: 0 });
  credentials = await liveCredentials(ada, story, "uat");
  gateway = (await gatewayToken(olga, story, "uat")).value;
});

afterAll(async () => {
  await verifier?.stop();
  await story.stop();
});

/** In ms: for how long, and how often keys change meanwhile. */
const duration = 20_000;
const policy = { ...usualRotation, signing: 3_000, ahead: 3_000 };
const callers = 8;

it("no token fails while the issuer's keys change, neither at once nor later", async () => {
  const issuer = issuerOf(story.url, "uat");
  const configuration = await discovered(story.url, "uat", credentials);
  // Whoever verifies keeps what they have fetched for a while, shorter than keys are published before they sign.
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`), { cacheMaxAge: 1_000, cooldownDuration: 1_000 });
  const isOver = AbortSignal.timeout(duration);
  const tokens: string[] = [];
  let failures = 0;

  async function verify(token: string): Promise<void> {
    await jwtVerify(token, keys, { issuer, typ: "at+jwt" });
    const response = await fetch(`http://127.0.0.1:${verifier.port}/v1/forward-auth/uat?require=token`, {
      headers: { "portico-gateway-token": gateway, authorization: `Bearer ${token}` },
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  }

  async function call(): Promise<void> {
    while (!isOver.aborted) {
      try {
        const { access_token } = await openid.clientCredentialsGrant(configuration);
        await verify(access_token);
        tokens.push(access_token);
      } catch (error) {
        failures += 1;
        console.error(error);
      }
    }
  }

  async function rotate(): Promise<void> {
    const { pool, vault, clock } = story.services;
    while (!isOver.aborted) {
      await rotateSigningKeys({ pool, vault, clock, policy });
      await sleep(500);
    }
  }

  await Promise.all([rotate(), ...Array.from({ length: callers }, call)]);
  const kids = new Set(tokens.map((token) => decodeProtectedHeader(token).kid));
  console.log(`${tokens.length} tokens by ${kids.size} keys, ${failures} failures`);
  expect(failures).toBe(0);
  expect(kids.size).toBeGreaterThanOrEqual(4);
  for (const kid of kids) {
    const token = tokens.find((each) => decodeProtectedHeader(each).kid === kid) ?? "";
    await verify(token);
  }
});
