import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { plainRequestOf } from "../../src/oauth/plain-request.js";
import type { Json } from "../support/client.js";
import { type Credentials, issuerOf, liveCredentials } from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";

const type = { "content-type": "application/x-www-form-urlencoded" };
const basic = (credentials: string) => ({ ...type, authorization: `Basic ${btoa(credentials)}` });
const asked = "grant_type=client_credentials";

describe("a request is plain", () => {
  const plain = (form: string, headers: Record<string, string>) =>
    plainRequestOf(new URLSearchParams(form), headers);

  it.each<[string, string, Record<string, string>, string]>([
    ["a secret in basic authentication", asked, basic("cli_1:ptc_sec_1"), ""],
    ["a secret in the form", `${asked}&client_id=cli_1&client_secret=ptc_sec_1`, type, ""],
    ["a scope besides", `scope=accounts+transfers&${asked}`, basic("cli_1:ptc_sec_1"), "accounts transfers"],
    [
      "a charset that is usual",
      asked,
      { ...basic("cli_1:ptc_sec_1"), "content-type": `${type["content-type"]}; charset=UTF-8` },
      "",
    ],
  ])("with %s", (_, form, headers, scope) => {
    expect(plain(form, headers)).toEqual({ clientId: "cli_1", clientSecret: "ptc_sec_1", scope });
  });

  it.each<[string, string, Record<string, string>]>([
    ["no client", asked, type],
    ["another grant", "grant_type=authorization_code", basic("cli_1:s")],
    ["no grant", "scope=accounts", basic("cli_1:s")],
    ["an assertion", `${asked}&client_assertion=a.b.c`, type],
    ["a resource", `${asked}&resource=https://api.example`, basic("cli_1:s")],
    ["anything else", `${asked}&a=b`, basic("cli_1:s")],
    ["a field given twice", `${asked}&scope=accounts&scope=transfers`, basic("cli_1:s")],
    ["two clients", `${asked}&client_id=cli_2`, basic("cli_1:s")],
    ["two secrets", `${asked}&client_secret=s`, basic("cli_1:s")],
    ["an empty secret", `${asked}&client_id=cli_1&client_secret=`, type],
    ["a client without a secret", `${asked}&client_id=cli_1`, type],
    ["escapes in its credentials", asked, basic("cli%5F1:s")],
    ["a colon in its secret", asked, basic("cli_1:s:t")],
    [
      "base64 without its padding",
      asked,
      { ...type, authorization: `Basic ${btoa("cli_1:s").replace(/=+$/, "")}` },
    ],
    ["another scheme", asked, { ...type, authorization: "Bearer abcd" }],
    ["a proof of possession", asked, { ...basic("cli_1:s"), dpop: "a.b.c" }],
    ["an attestation", asked, { ...basic("cli_1:s"), "oauth-client-attestation": "a.b.c" }],
    ["an origin", asked, { ...basic("cli_1:s"), origin: "https://app.example" }],
    ["no type", asked, { authorization: basic("cli_1:s").authorization }],
    ["another type", asked, { ...basic("cli_1:s"), "content-type": "text/plain" }],
    [
      "another charset",
      asked,
      { ...basic("cli_1:s"), "content-type": `${type["content-type"]}; charset=utf-16` },
    ],
  ])("and not with %s", (_, form, headers) => {
    expect(plain(form, headers)).toBeNull();
  });
});

describe("what is asked for plainly is answered as the provider answers it", () => {
  let story: Story;
  let ada: Person;
  let credentials: Credentials;

  beforeAll(async () => {
    story = await startStory();
    ada = await story.readyDeveloper("ada@verified.example");
    credentials = await liveCredentials(ada, story, "uat");
  });
  afterAll(() => story.stop());

  /** All that is told, but for what differs from token to token. */
  async function told(form: string, secret = credentials.clientSecret): Promise<Json> {
    const response = await fetch(`${issuerOf(story.url, "uat")}/token`, {
      method: "POST",
      headers: basic(`${credentials.clientId}:${secret}`),
      body: form,
    });
    const { access_token: token, ...body } = (await response.json()) as Json;
    const [challenge, caching] = [
      response.headers.get("www-authenticate"),
      response.headers.get("cache-control"),
    ];
    const said = {
      status: response.status,
      type: response.headers.get("content-type"),
      challenge,
      caching,
      body,
    };
    if (!token) return said;
    const { jti, iat, exp, ...claims } = decodeJwt(token);
    expect([jti, iat]).toEqual([expect.any(String), expect.any(Number)]);
    return { ...said, header: decodeProtectedHeader(token), claims, lifetime: Number(exp) - Number(iat) };
  }

  it.each<[string, string, string | undefined, number]>([
    ["no scope", "", undefined, 200],
    ["an empty scope", "&scope=", undefined, 200],
    ["a scope", "&scope=accounts", undefined, 200],
    [
      "scopes in an order of their own, one of them twice",
      "&scope=transfers+accounts+transfers",
      undefined,
      200,
    ],
    ["a scope that it may not have", "&scope=accounts+nothing", undefined, 400],
    ["scopes with too much space", "&scope=accounts++transfers", undefined, 400],
    ["a scope that is none", "&scope=%22", undefined, 400],
    ["a wrong secret", "", "ptc_sec_wrong", 401],
  ])("with %s", async (_, more, secret, status) => {
    const plain = await told(`${asked}${more}`, secret);
    // What nobody knows is ignored (RFC 6749 §3.2), and makes a request one that is not plain.
    expect(plain).toEqual(await told(`${asked}${more}&unknown=1`, secret));
    expect(plain.status).toBe(status);
  });

  it("R29 also when the application is stopped, and when it is restored", async () => {
    const ofApplication = { clientApplicationId: credentials.applicationId };
    const before = await told(asked);
    await ada.mutate("deactivateClientApplication", ofApplication, "clientApplication { id }");
    const stopped = await told(asked);
    expect(stopped).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(stopped).toEqual(await told(`${asked}&unknown=1`));
    await ada.mutate("restoreClientApplication", ofApplication, "clientApplication { id }");
    expect(await told(asked)).toEqual(before);
  });
});
