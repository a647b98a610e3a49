import type { Way } from "./inputs.js";
import { operation } from "./operations.js";
import { junk, mutatedJson, mutatedText, type Random } from "./random.js";

const json = { "content-type": "application/json" };

/** GraphQL: by POST, by GET, as a form, as a stream of events, and over a WebSocket. */
export const graphqlWays: readonly Way[] = [
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
    const headers = { ...json, ...idempotency(random) };
    return { way: "POST", method: "POST", path: "/graphql", headers, body };
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
  function eventStream(random, { known }) {
    const wanted = operation(random, random.pick(["subscription", "subscription", "query"] as const), known);
    const body = JSON.stringify(random.chance(0.7) ? wanted : mutatedJson(random, wanted));
    const headers = { ...json, accept: "text/event-stream" };
    return { way: "event stream", method: "POST", path: "/graphql", headers, body };
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
      random.pick<() => unknown>([
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
];

const idempotency = (random: Random): Record<string, string> =>
  random.chance(0.3)
    ? { "idempotency-key": random.chance(0.7) ? `key-${random.whole(0, 50)}` : random.text() }
    : {};
