import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Credentials, issuerOf, liveCredentials } from "../support/oauth-client.js";
import { rounds, roundsTimeout, seed } from "../support/rounds.js";
import { type Story, startStory } from "../support/story.js";
import { Random } from "./random.js";

let story: Story;
let service: Credentials;
let web: Credentials;
const callback = "https://app.acme.example/callback";

beforeAll(async () => {
  story = await startStory();
  const ada = await story.readyDeveloper("ada@fuzzed.example");
  service = await liveCredentials(ada, story, "uat");
  const code = { type: "WEB", authentication: "AUTHORIZATION_CODE", redirectUrls: [callback] };
  web = await liveCredentials(ada, story, "uat", code);
});
afterAll(() => story.stop());

/** What a field may hold: what belongs there, and what does not. */
function fields(random: Random): Record<string, readonly string[]> {
  const client = random.pick([service, web]);
  return {
    client_id: [client.clientId, "cli_nobody", random.text()],
    client_secret: [client.clientSecret, random.text()],
    grant_type: ["client_credentials", "authorization_code", "refresh_token", "password", random.text()],
    response_type: ["code", "token", "code id_token", random.text()],
    response_mode: ["query", "fragment", "form_post", "jwt", random.text()],
    redirect_uri: [callback, `${callback}?x`, "javascript:alert(1)", random.text()],
    scope: ["accounts", "openid accounts", "offline_access", random.text()],
    resource: ["https://uat.3rdpartybank.example/api", "urn:x", random.text()],
    state: [random.text()],
    nonce: [random.text()],
    code: [random.text()],
    code_verifier: ["x".repeat(43), random.text()],
    code_challenge: ["x".repeat(43), random.text()],
    code_challenge_method: ["S256", "plain"],
    refresh_token: [random.text()],
    token: ["a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", random.text()],
    token_type_hint: ["access_token", "refresh_token", random.text()],
    client_assertion: ["a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", random.text()],
    client_assertion_type: ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer", random.text()],
    request_uri: ["urn:ietf:params:oauth:request_uri:x", random.text()],
    request: [random.text()],
    prompt: ["none", "login consent", "create", random.text()],
    max_age: ["0", "-1", random.text()],
    claims: ["{}", '{"id_token":{"sub":1}}', random.text()],
    id_token_hint: [random.text()],
    dpop_jkt: [random.text()],
    customer: ["sample:anna", random.text()],
  };
}

function form(random: Random): URLSearchParams {
  const chosen = new URLSearchParams();
  for (const [name, values] of Object.entries(fields(random))) {
    if (random.chance(0.4)) chosen.append(name, random.pick(values).toWellFormed());
    if (random.chance(0.02)) chosen.append(name, random.pick(values).toWellFormed());
  }
  return chosen;
}

function headers(random: Random): Record<string, string> {
  const some: readonly Record<string, string>[][] = [
    [{}, { authorization: "Basic !" }, { authorization: "Bearer x" }, { authorization: "Basic Og==" }],
    [{}, { dpop: "a.b.c" }, { "client-cert": ":AAAA:" }, { "x-client-cert": "%" }],
    [{}, { accept: "text/html" }, { cookie: "oauth_session=x; oauth_interaction=x; oauth_resume=%zz" }],
    [{}, { origin: story.url }],
  ];
  return Object.assign({}, ...some.map((each) => random.pick(each)));
}

it(
  "whatever is sent to an authorization server, it fails for nothing",
  async () => {
    const random = new Random(seed);
    const issuer = issuerOf(story.url, "uat");
    const [posts, gets] = [
      ["/token", "/introspect", "/revoke", "/par", "/interaction/x"],
      ["/authorize", "/authorize/x", "/callback", "/interaction/x", "/jwks"],
    ] as const;
    for (let count = 0; count < rounds * 60; count += 1) {
      const [sent, given] = [form(random), headers(random)];
      const isPost = random.chance(0.7);
      const url = `${issuer}${random.pick(isPost ? posts : gets)}${isPost ? "" : `?${sent}`}`;
      const body = isPost ? { method: "POST", body: sent } : {};
      const response = await fetch(url, { ...body, headers: given, redirect: "manual" });
      const told = await response.text();
      const question = JSON.stringify({ seed, url, sent: sent.toString(), given });
      if (response.status >= 500) throw new Error(`${response.status} ${told} to ${question}`);
      if (response.status === 200 && /access_token/.test(told))
        expect(sent.get("client_id")).toBe(service.clientId);
    }
  },
  roundsTimeout,
);
