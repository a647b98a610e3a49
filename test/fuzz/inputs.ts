import { operation } from "./operations.js";
import { junk, mutatedJson, mutatedText, type Random } from "./random.js";

/** A request as it goes over the wire. */
export interface HttpInput {
  readonly way: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What is sent over one WebSocket, message by message. */
export interface SocketInput {
  readonly way: "WebSocket";
  readonly headers: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
}

export type Input = HttpInput | SocketInput;

/** What the inputs grow from. */
export interface Soil {
  readonly cookie: string;
  readonly accessToken: string;
  /** JWTs of the OpenID provider, good ones and such with strange claims. */
  readonly jwts: readonly string[];
  readonly email: string;
  /** Values that exist, by the name of the field that takes them. */
  readonly known: Readonly<Record<string, unknown>>;
}

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
  "revoke-session": { token: "x" },
  "update-user": { name: "Ada" },
  "list-sessions": {},
  "get-session": {},
  "verify-email?token=x&callbackURL=/": {},
  "reset-password/x?callbackURL=/reset-password": {},
  "two-factor/verify-totp": { code: "123456" },
  "passkey/verify-authentication": { response: {} },
  error: {},
  ok: {},
  reference: {},
};

const pages = [
  "/",
  "/graphql",
  "/graphiql",
  "/sign-up?email=a@b.example",
  "/sign-in?return=/graphql",
  "/forgotten-password",
  "/reset-password?token=x",
  "/verify-email?token=x",
  "/move-address?token=x",
  "/dev/mailbox?to=a@b.example",
  "/dev/mailbox/1",
  "/healthz",
  "/readyz",
  "/metrics",
  "/signed-in",
];

const ways: readonly ((random: Random, soil: Soil) => Input)[] = [
  function post(random, { known }) {
    const kind = random.pick(["query", "query", "mutation", "mutation", "subscription"] as const);
    const wanted = operation(random, kind, known);
    const body = random.pick([
      () => JSON.stringify(wanted),
      () => JSON.stringify(wanted),
      () => JSON.stringify(wanted),
      () => JSON.stringify(wanted),
      () => JSON.stringify(mutatedJson(random, wanted)),
      () => JSON.stringify({ ...wanted, query: mutatedText(random, wanted.query) }),
      () => mutatedText(random, JSON.stringify(wanted)),
      () => JSON.stringify(junk(random)),
    ])();
    return {
      way: "POST",
      method: "POST",
      path: "/graphql",
      headers: { ...json, ...idempotency(random) },
      body,
    };
  },
  function get(random, { known }) {
    const { query, variables } = operation(random, random.pick(["query", "mutation"] as const), known);
    const search = new URLSearchParams({
      query: random.chance(0.5) ? query : mutatedText(random, query),
      variables: JSON.stringify(variables),
    });
    const path = `/graphql?${random.chance(0.3) ? mutatedText(random, `${search}`) : search}`;
    return { way: "GET", method: "GET", path, headers: { "apollo-require-preflight": "1" } };
  },
  function multipart(random, { known }) {
    const wanted = operation(random, "mutation", known);
    const parts = ["operations", "map", "0"].map(
      (name) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${JSON.stringify(wanted)}\r\n`,
    );
    const type = random.pick([
      "multipart/form-data; boundary=b",
      "text/plain",
      "application/x-www-form-urlencoded",
    ]);
    const body = mutatedText(random, `${parts.join("")}--b--`);
    return { way: "multipart", method: "POST", path: "/graphql", headers: { "content-type": type }, body };
  },
  function socket(random, { accessToken, jwts, known }) {
    const token = random.chance(0.7) ? accessToken : random.pick(jwts);
    const init = { type: "connection_init", payload: { authorization: `Bearer ${token}` } };
    const subscribe = () => ({
      type: "subscribe",
      id: random.pick(["1", "2", "__proto__"]),
      payload: operation(random, random.pick(["subscription", "query"] as const), known),
    });
    const rest = Array.from({ length: random.count(12) }, () =>
      random.pick([
        subscribe,
        () => ({ type: "complete", id: "1" }),
        () => ({ type: "ping" }),
        () => junk(random),
      ])(),
    );
    const messages = [init, ...rest].map((message) => {
      if (random.chance(0.9)) return JSON.stringify(message);
      return random.chance(0.5)
        ? JSON.stringify(mutatedJson(random, message))
        : mutatedText(random, JSON.stringify(message));
    });
    return { way: "WebSocket", headers: {}, messages };
  },
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
];

/** One of every way in, with the credentials and headers of somebody, of nobody, or of a bungler. */
export function input(random: Random, soil: Soil): Input {
  const made = random.pick(ways)(random, soil);
  return { ...made, headers: { ...made.headers, ...credentials(random, soil), ...strange(random) } };
}

function credentials(random: Random, { cookie, accessToken, jwts }: Soil): Record<string, string> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return random.pick<() => Record<string, string>>([
    () => ({}),
    () => ({ cookie }),
    () => ({ cookie }),
    () => bearer(accessToken),
    () => bearer(mutatedText(random, accessToken)),
    () => bearer(random.pick(jwts)),
    () => bearer(mutatedText(random, random.pick(jwts))),
    () => ({ cookie: mutatedText(random, cookie) }),
    () => ({ authorization: mutatedText(random, "Basic YTpi") }),
  ])();
}

const idempotency = (random: Random): Record<string, string> =>
  random.chance(0.3)
    ? { "idempotency-key": random.chance(0.5) ? `key-${random.whole(0, 50)}` : random.text() }
    : {};

const headerNames = [
  "accept",
  "accept-encoding",
  "accept-language",
  "content-encoding",
  "content-type",
  "expect",
  "forwarded",
  "host",
  "if-none-match",
  "origin",
  "range",
  "referer",
  "transfer-encoding",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-request-id",
];

function strange(random: Random): Record<string, string> {
  if (random.chance(0.7)) return {};
  const entries = Array.from({ length: random.count(6) }, () => [random.pick(headerNames), random.text()]);
  return Object.fromEntries(entries);
}

/** What a URL cannot hold is escaped; what is escaped badly stays so. */
function escaped(text: string): string {
  return text.replace(/[^\x21-\x7e]/gu, (character) => {
    const isLone = /^[\ud800-\udfff]$/.test(character);
    return isLone ? "%ED%A0%80" : encodeURIComponent(character);
  });
}
