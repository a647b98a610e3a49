import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

const SANE_ID = /^[A-Za-z0-9._-]{8,64}$/;
const MAX_LOGGED = 200;
const QUIET_ROUTES = new Set(["/healthz", "/readyz", "/metrics", "/graphiql/assets/*"]);

const known = new WeakMap<IncomingMessage, string>();

/**
 * The caller's `x-request-id` when it is 8 to 64 letters, digits, dots, dashes or underscores; else a new one, the same
 * whenever the request is asked for it.
 */
export function requestIdOf(request: IncomingMessage): string {
  const id = known.get(request) ?? newRequestId(request);
  known.set(request, id);
  return id;
}

/** The same, for whoever asks once. */
export function newRequestId({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  if (typeof given === "string" && SANE_ID.test(given)) return given;
  return nextId();
}

/** Hexadecimal digits of an id: 144 bits, so that no two are ever equal. */
const idLength = 36;
let digits = "";
let place = 0;

/** Cut out of digits that are made for some hundred at a time: to make each by itself takes ten times as long. */
function nextId(): string {
  if (place === digits.length) {
    digits = randomBytes(128 * idLength).toString("hex");
    place = 0;
  }
  place += idLength;
  return digits.slice(place - idLength, place);
}

/** `url` without its query. */
export function pathOf(url: string): string {
  return url.split(/[?#;]/, 1)[0] ?? url;
}

/** Echoes the request id and writes one line a request: never its body, headers, cookies or query. */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url;
    const level = route && QUIET_ROUTES.has(route) ? "debug" : "info";
    request.log[level](
      {
        method: request.method,
        path: pathOf(request.url.slice(0, MAX_LOGGED)),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ip: request.address,
      },
      "request",
    );
  });
}
