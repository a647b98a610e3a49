import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { handleProtocols, makeServer } from "graphql-ws";
import { WebSocketServer } from "ws";
import type { Logger } from "../application/ports/logger.js";
import type { WorkBudget } from "../application/ports/work-budget.js";
import { prices } from "../application/prices.js";
import { OverspentError, WorkAccount } from "../application/work-account.js";
import { errorBody } from "./errors.js";
import type { Metrics } from "./metrics.js";
import { networkOf } from "./network-of.js";
import type { GiveBack } from "./places.js";
import { pathOf, requestIdOf } from "./request-log.js";
import { servedPath } from "./served-path.js";
import { serveSocket } from "./socket-connection.js";
import { RETRY_AFTER_SECONDS } from "./subscription-errors.js";
import type { Subscriptions } from "./subscription-hooks.js";
import type { SubscriptionPlaces } from "./subscription-places.js";
import { subscriptionProtocol } from "./subscription-protocol.js";
import { costExtension, rateLimitFields } from "./work.js";

export interface SubscriptionServerOptions {
  readonly subscriptions: Subscriptions;
  readonly origins: ReadonlySet<string>;
  readonly maxMessageBytes: number;
  readonly places: SubscriptionPlaces;
  readonly budget: WorkBudget;
  /** The network address that a request comes from. */
  clientAddress(request: IncomingMessage): string;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Connections of one process; each holds memory whether it is used or not. */
const MAX_CONNECTIONS = 10_000;
/** Of one message. */
const MAX_FRAGMENTS = 100;
const CLOSE_TIMEOUT_MS = 2_000;

interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly message: string;
  readonly retryAfterSeconds?: number;
}

const refusals = {
  path: { status: "404 Not Found", code: "NOT_FOUND", message: "There is nothing at this address." },
  origin: {
    status: "403 Forbidden",
    code: "FORBIDDEN",
    message: "Pages of this origin may not connect.",
  },
  full: {
    status: "503 Service Unavailable",
    code: "OVERLOADED",
    message: "The server takes no more connections. Try again in a few seconds.",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  },
  address: {
    status: "429 Too Many Requests",
    code: "RATE_LIMITED",
    message: "Your network address has as many connections as it may.",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  },
} satisfies Record<string, Refusal>;

/**
 * Serves GraphQL subscriptions on `/graphql` of `server`, by the `graphql-transport-ws` protocol. A browser's page
 * may connect only from one of `origins`: WebSockets send cookies and know no CORS (RFC 6455 §10.2). An address, and a
 * developer, may hold so many connections and subscriptions, and pays for what they do as over HTTP.
 *
 * @returns what closes every connection with status 1001, and those that do not answer after 2 s by force.
 */
export function serveSubscriptions(
  server: Server,
  options: SubscriptionServerOptions,
): { close(): Promise<void> } {
  const { subscriptions, origins, maxMessageBytes, places, budget, clientAddress, metrics, logger } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    maxFragments: MAX_FRAGMENTS,
    handleProtocols,
  });
  const protocol = makeServer(subscriptionProtocol({ ...subscriptions, ...places }));
  let isClosing = false;
  const accounts = new WeakMap<IncomingMessage, WorkAccount>();
  sockets.on("headers", (headers, request) => headers.push(...rateLimitLines(accounts.get(request))));

  server.on("upgrade", (request: IncomingMessage, wire: Duplex, head: Buffer) => {
    wire.on("error", () => wire.destroy());
    const ip = clientAddress(request);
    const work = new WorkAccount(budget, { kind: "ADDRESS", id: networkOf(ip) });
    accounts.set(request, work);
    const told = logger.child({ reqId: requestIdOf(request) });
    admit(request, ip, work).then(
      (giveBack) => {
        // Also when it fails, or has been closed meanwhile.
        if (wire.destroyed) giveBack();
        else wire.once("close", giveBack);
        sockets.handleUpgrade(request, wire, head, (socket) => {
          metrics.socketOpened();
          socket.once("close", () => metrics.socketClosed());
          serveSocket({ socket, protocol, request, ip, work, logger: told });
        });
      },
      (reason) => {
        const refusal = refusalFor(reason);
        told.info({ status: refusal.status, path: pathOf(request.url ?? ""), ip }, "upgrade refused");
        wire.end(answer(refusal, requestIdOf(request), work));
      },
    );
  });

  /** Rejects with a refusal. */
  async function admit(request: IncomingMessage, ip: string, work: WorkAccount): Promise<GiveBack> {
    const { origin } = request.headers;
    if (servedPath(request.url ?? "") !== "/graphql") throw refusals.path;
    if (origin !== undefined && !origins.has(origin)) throw refusals.origin;
    if (isClosing || sockets.clients.size >= MAX_CONNECTIONS) throw refusals.full;
    await work.spend(prices.upgrade);
    return places.addresses.take(networkOf(ip)) ?? Promise.reject(refusals.address);
  }

  return {
    async close() {
      isClosing = true;
      for (const client of sockets.clients) client.close(1001, "Going away");
      const timer = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_TIMEOUT_MS);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(timer);
    },
  };
}

function refusalFor(reason: unknown): Refusal {
  if (!(reason instanceof OverspentError)) return reason as Refusal;
  const { message, balance } = reason;
  return { ...refusals.address, message, retryAfterSeconds: balance.resetSeconds };
}

/** What is left of the payer's budget, as over HTTP. */
function rateLimitLines(work: WorkAccount | undefined): string[] {
  return work?.balance
    ? Object.entries(rateLimitFields(work.balance)).map(([name, value]) => `${name}: ${value}`)
    : [];
}

/** The whole answer: after an upgrade there is nobody else to write it. */
function answer(
  { status, code, message, retryAfterSeconds }: Refusal,
  requestId: string,
  work: WorkAccount,
): string {
  const extensions = { cost: costExtension(work) };
  const body = JSON.stringify({ ...errorBody(code, message, requestId), extensions });
  const headers = [
    `HTTP/1.1 ${status}`,
    "Connection: close",
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    ...rateLimitLines(work),
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
  ];
  return `${headers.join("\r\n")}\r\n\r\n${body}`;
}
