import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createOidcVerifier } from "../../../src/infrastructure/identity/oidc-verifier.js";
import { patiently } from "../../../src/infrastructure/identity/patiently.js";
import { ProviderAway } from "../../../src/infrastructure/identity/provider-away.js";
import { recordingLogger } from "../../support/logger.js";

const audience = "https://portico.example/graphql";
const keys = await generateKeyPair("RS256", { extractable: true });
const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "RS256" }] };

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

/** A provider that answers as told, and keeps what it was asked. */
async function provider(answers: {
  discovery?: RequestListener;
  keys?: RequestListener;
}): Promise<{ issuer: string; asked: string[] }> {
  const asked: string[] = [];
  let issuer = "";
  const json = (value: object): RequestListener => {
    return (_request, response) => response.end(JSON.stringify(value));
  };
  const listening = createServer((request, response) => {
    asked.push(request.url ?? "");
    const discovery = answers.discovery ?? json({ issuer, jwks_uri: `${issuer}/keys` });
    const answer = request.url === "/keys" ? (answers.keys ?? json(jwks)) : discovery;
    answer(request, response);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return { issuer, asked };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const garbage = (issuer: string, index: number) =>
  `${part({ alg: "RS256", kid: `k${index}` })}.${part({ iss: issuer, sub: `${index}` })}.AAAA`;

/** 100 tokens of nobody, half of them at once and half one after the other: what was logged, and each judgement once. */
async function flood(issuer: string): Promise<{ logged: string[]; judgements: unknown[] }> {
  const logger = recordingLogger();
  const verifier = createOidcVerifier({ issuer, audience, logger });
  const tokens = Array.from({ length: 100 }, (_, index) => garbage(issuer, index));
  const judge = (token: string) => verifier.verify(token).catch((error: Error) => error.constructor);
  const judgements = new Set<unknown>(await Promise.all(tokens.slice(0, 50).map(judge)));
  for (const token of tokens.slice(50)) judgements.add(await judge(token));
  return { logged: logger.lines.map((line) => JSON.stringify(line)), judgements: [...judgements] };
}

const discovery = "/.well-known/openid-configuration";
const refused: RequestListener = (_request, response) => response.writeHead(503).end();
const text: RequestListener = (_request, response) => response.end("<h1>Maintenance</h1>");
const empty: RequestListener = (_request, response) => response.end("{}");
const foreign: RequestListener = (_request, response) =>
  response.end(JSON.stringify({ issuer: "https://evil.example", jwks_uri: "https://evil.example/keys" }));
const elsewhere: RequestListener = (_request, response) =>
  response.writeHead(302, { location: "/keys" }).end();
const vanishing: RequestListener = (_request, response) => void response.destroy();
const late: RequestListener = (_request, response) => void sleep(200).then(() => refused(_request, response));

describe("100 tokens of nobody while the OpenID provider is away ask it once, and are not called bad", () => {
  it.each<[string, RequestListener]>([
    ["refuses", refused],
    ["answers with a page", text],
    ["names no keys", empty],
    ["speaks for another issuer", foreign],
    ["redirects", elsewhere],
    ["hangs up", vanishing],
    ["refuses late", late],
  ])("when its discovery %s", async (_, answer) => {
    const { issuer, asked } = await provider({ discovery: answer });
    const { logged, judgements } = await flood(issuer);
    expect(judgements).toEqual([ProviderAway]);
    expect(asked).toEqual([discovery]);
    expect(logged).toHaveLength(1);
  });

  it.each<[string, RequestListener]>([
    ["refuses", refused],
    ["is a page", text],
    ["holds no keys", empty],
    ["redirects", elsewhere],
    ["hangs up", vanishing],
    ["refuses late", late],
  ])("when its set of keys %s", async (_, answer) => {
    const { issuer, asked } = await provider({ keys: answer });
    const { logged, judgements } = await flood(issuer);
    expect(judgements).toEqual([ProviderAway]);
    expect(asked).toEqual([discovery, "/keys"]);
    expect(logged).toHaveLength(1);
  });
});

describe("while the provider answers", () => {
  it("tokens that name unknown keys have its keys fetched once", async () => {
    const { issuer, asked } = await provider({});
    expect((await flood(issuer)).judgements).toEqual([null]);
    expect(asked).toEqual([discovery, "/keys"]);
  });

  it("tokens of another issuer are no reason to ask it", async () => {
    const { issuer, asked } = await provider({});
    const verifier = createOidcVerifier({ issuer, audience });
    expect(await verifier.verify(garbage("https://other.example", 1))).toBeNull();
    expect(asked).toEqual([]);
  });

  it("tokens of its keys are accepted after a flood", async () => {
    const { issuer } = await provider({});
    const verifier = createOidcVerifier({ issuer, audience });
    for (let index = 0; index < 10; index += 1) await verifier.verify(garbage(issuer, index));
    const token = await new SignJWT({ email: "ann@acme.example", email_verified: true })
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject("ann")
      .setIssuedAt()
      .setExpirationTime("1m")
      .sign(keys.privateKey);
    expect(await verifier.verify(token)).toMatchObject({ email: "ann@acme.example" });
  });
});

describe("something tried patiently", () => {
  it("is tried again once the pause after a failure is over, and a success ends the pauses", async () => {
    let now = 0;
    let isAway = true;
    let attempts = 0;
    const failures: unknown[] = [];
    const ask = patiently(
      async () => {
        attempts += 1;
        if (isAway) throw new Error("away");
        return attempts;
      },
      (error) => failures.push(error),
      () => now,
    );
    await expect(ask()).rejects.toThrow("away");
    isAway = false;
    now = 4_999;
    await expect(ask()).rejects.toThrow("away");
    now = 5_000;
    expect(await ask()).toBe(2);
    expect(await ask()).toBe(3);
    expect([attempts, failures.length]).toEqual([3, 1]);
  });
});
