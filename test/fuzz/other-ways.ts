import type { Way } from "./inputs.js";
import { mutatedJson, mutatedText, type Random } from "./random.js";

const json = { "content-type": "application/json" };

const authBodies: Readonly<Record<string, object>> = {
  "sign-up/email": { email: "new@fuzz.example" },
  "sign-in/email": {
    email: "bob@fuzz.example",
    password: "not this one",
    rememberMe: true,
    callbackURL: "/",
  },
  "verify-email": { token: "x".repeat(32), password: "correct horse battery" },
  "request-password-reset": { email: "nobody@fuzz.example", redirectTo: "/reset-password" },
  "reset-password": { token: "x".repeat(24), newPassword: "correct horse battery" },
  "change-password": { currentPassword: "not this one", newPassword: "correct horse battery" },
  "move-address": { token: "x".repeat(43) },
  "step-up": { password: "not this one" },
  "revoke-session": { token: "x" },
  "update-user": { name: "Ada" },
  "list-sessions": {},
  "get-session": {},
  "verify-email?token=x&callbackURL=/": {},
  "reset-password/x?callbackURL=/reset-password": {},
  "two-factor/enable": { password: "not this one" },
  "two-factor/disable": { password: "not this one" },
  "two-factor/verify-totp": { code: "123456", trustDevice: true },
  "two-factor/verify-backup-code": { code: "abcde-fghij" },
  "two-factor/generate-backup-codes": { password: "not this one" },
  "passkey/generate-register-options": {},
  "passkey/verify-registration": { response: { id: "x", rawId: "x", type: "public-key", response: {} } },
  "passkey/generate-authenticate-options": {},
  "passkey/verify-authentication": { response: { id: "x", rawId: "x", type: "public-key", response: {} } },
  "passkey/list-user-passkeys": {},
  "passkey/delete-passkey": { id: "x" },
  error: {},
  ok: {},
  reference: {},
};

const pages = [
  "/",
  "/welcome",
  "/applications/app_00000000000000000000000000",
  "/company/members",
  "/operator/access-requests",
  "/assets/index.js",
  "/graphql",
  "/graphiql",
  "/sign-up?email=a@b.example",
  "/sign-in?return=/graphql",
  "/step-up?return=/graphql",
  "/second-factor?return=/",
  "/second-factors",
  "/forgotten-password",
  "/reset-password?token=x",
  "/verify-email?token=x",
  "/move-address?token=x",
  "/leaked-key",
  "/dev/mailbox?to=a@b.example",
  "/dev/mailbox/1",
  "/healthz",
  "/readyz",
  "/metrics",
  "/signed-in",
];

const oauthPosts = ["token", "introspect", "revoke", "par", "interaction/x"];
const oauthGets = ["authorize", "authorize/x", "callback", "interaction/x", "jwks"];

/** Signing in, pages, what gateways ask, authorization servers, and reports of leaks. */
export const otherWays: readonly Way[] = [
  function auth(random) {
    const path = random.pick(Object.keys(authBodies));
    const wanted = authBodies[path] ?? {};
    const body = random.chance(0.7)
      ? JSON.stringify(mutatedJson(random, wanted))
      : mutatedText(random, JSON.stringify(wanted));
    const shown = random.chance(0.3) ? escaped(mutatedText(random, path)) : path;
    const method = random.chance(0.9) ? "POST" : "GET";
    return {
      way: "/api/auth",
      method,
      path: `/api/auth/${shown}`,
      headers: json,
      ...(method === "POST" && { body }),
    };
  },
  function page(random) {
    const path = random.chance(0.6) ? escaped(mutatedText(random, random.pick(pages))) : random.pick(pages);
    const accept = random.pick(["text/html", "*/*", "application/json", random.text()]);
    return {
      way: "page",
      method: random.pick(["GET", "HEAD", "POST", "PUT", "OPTIONS"]),
      path: path || "/",
      headers: { accept },
    };
  },
  function verification(random, { apiKey, gatewayToken }) {
    const question = { apiKey, product: "accounts", api: "accounts@1", cost: 1 };
    const body = random.pick([
      () => JSON.stringify({ ...question, apiKey: mutatedText(random, apiKey) }),
      () => JSON.stringify(mutatedJson(random, question)),
      () => mutatedText(random, JSON.stringify(question)),
    ])();
    const headers = { ...json, "portico-gateway-token": gatewayToken };
    return { way: "verification", method: "POST", path: "/v1/keys/verify", headers, body };
  },
  function forwardAuth(random, { apiKey, gatewayToken }) {
    const rest = escaped(mutatedText(random, "/accounts?product=accounts&require=both"));
    return {
      way: "forward-auth",
      method: random.pick(["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PROPFIND"]),
      path: `/v1/forward-auth/development${rest}`,
      headers: {
        "portico-gateway-token": random.chance(0.9) ? gatewayToken : mutatedText(random, gatewayToken),
        "api-key": random.chance(0.3) ? apiKey : mutatedText(random, apiKey),
        ...(random.chance(0.3) && { "x-portico-product": random.text() }),
        ...(random.chance(0.3) && { "x-forwarded-uri": mutatedText(random, "/accounts?a=b") }),
      },
    };
  },
  function authorization(random, soil) {
    const isPost = random.chance(0.7);
    const path = `/environments/development/oauth/${random.pick(isPost ? oauthPosts : oauthGets)}`;
    const form = new URLSearchParams();
    for (const [name, values] of Object.entries(oauthFields(random, soil))) {
      if (random.chance(0.5)) form.append(name, random.pick(values).toWellFormed());
      if (random.chance(0.02)) form.append(name, random.pick(values).toWellFormed());
    }
    const sent = random.chance(0.7) ? `${form}` : mutatedText(random, `${form}`);
    if (!isPost) return { way: "OAuth", method: "GET", path: `${path}?${escaped(sent)}`, headers: {} };
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { way: "OAuth", method: "POST", path, headers, body: sent };
  },
  function leak(random, { unknownKey, scanner }) {
    const found = [{ token: unknownKey, type: "portico_api_key", url: "https://x.example" }];
    const body = JSON.stringify(mutatedJson(random, found));
    const isSigned = random.chance(0.5);
    const headers = {
      ...json,
      "github-public-key-identifier": isSigned ? scanner.keyId : random.text(),
      "github-public-key-signature": isSigned ? scanner.sign(body) : random.text(),
    };
    return { way: "leak", method: "POST", path: "/v1/leaks", headers, body };
  },
];

function oauthFields(
  random: Random,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): Record<string, readonly string[]> {
  return {
    client_id: [clientId, clientId, "cli_nobody", random.text()],
    client_secret: [clientSecret, clientSecret, random.text()],
    grant_type: ["client_credentials", "authorization_code", "refresh_token", random.text()],
    response_type: ["code", "token", random.text()],
    response_mode: ["query", "form_post", random.text()],
    redirect_uri: ["https://app.acme.example/callback", "javascript:alert(1)", random.text()],
    scope: ["accounts", "openid accounts", "offline_access", random.text()],
    resource: ["urn:x", random.text()],
    code: [random.text()],
    code_verifier: ["x".repeat(43)],
    code_challenge: ["x".repeat(43), random.text()],
    code_challenge_method: ["S256", "plain"],
    refresh_token: [random.text()],
    token: ["a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", random.text()],
    client_assertion: ["a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", random.text()],
    client_assertion_type: ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
    request_uri: ["urn:ietf:params:oauth:request_uri:x", random.text()],
    claims: ["{}", '{"id_token":{"sub":1}}', random.text()],
    customer: ["sample:anna", random.text()],
  };
}

/** What a URL cannot hold is escaped; what is escaped badly stays so. */
function escaped(text: string): string {
  return text.replace(/[^\x21-\x7e]/gu, (character) => {
    const isLone = /^[\ud800-\udfff]$/.test(character);
    return isLone ? "%ED%A0%80" : encodeURIComponent(character);
  });
}
