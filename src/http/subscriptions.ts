import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { GraphQLSchema } from "graphql";
import { useServer as attachProtocol } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import type { Logger } from "../application/ports/logger.js";
import type { WorkBudget } from "../application/ports/work-budget.js";
import { WorkAccount } from "../application/work-account.js";
import type { Metrics } from "./metrics.js";
import { networkOf } from "./network-of.js";
import { pathOf, requestIdOf } from "./request-log.js";
import { type SubscriptionHooks, subscriptionProtocol } from "./subscription-protocol.js";

export interface Subscriptions extends SubscriptionHooks {
  readonly schema: GraphQLSchema;
}

export interface SubscriptionServerOptions {
  readonly subscriptions: Subscriptions;
  readonly origins: ReadonlySet<string>;
  readonly maxMessageBytes: number;
  readonly budget: WorkBudget;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Connections of one process; each holds memory whether it is used or not. */
const MAX_CONNECTIONS = 10_000;
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Serves GraphQL subscriptions on `/graphql` of `server`, by the `graphql-transport-ws` protocol. A browser's page
 * may connect only from one of `origins`: WebSockets send cookies and know no CORS (RFC 6455 §10.2).
 *
 * @returns what closes every connection with status 1001, and those that do not answer after 2 s by force.
 */
export function serveSubscriptions(
  server: Server,
  options: SubscriptionServerOptions,
): { close(): Promise<void> } {
  const { subscriptions, origins, maxMessageBytes, budget, metrics, logger } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const accounts = new WeakMap<IncomingMessage, WorkAccount>();
  const workOf = (request: IncomingMessage) => {
    const id = networkOf(request.socket.remoteAddress ?? "");
    const account = accounts.get(request) ?? new WorkAccount(budget, { kind: "ADDRESS", id });
    accounts.set(request, account);
    return account;
  };
  const protocol = attachProtocol(subscriptionProtocol({ ...subscriptions, workOf }), sockets);
  let isClosing = false;

  sockets.on("connection", (socket) => {
    metrics.socketOpened();
    socket.once("close", () => metrics.socketClosed());
  });

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const refusal = refusalOf(request);
    if (refusal) {
      const told = logger.child({ reqId: requestIdOf(request) });
      told.info({ status: refusal, path: pathOf(request.url ?? "") }, "upgrade refused");
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client, request));
  });

  function refusalOf(request: IncomingMessage): string | undefined {
    const { origin } = request.headers;
    if (pathOf(request.url ?? "") !== "/graphql") return "404 Not Found";
    if (origin !== undefined && !origins.has(origin)) return "403 Forbidden";
    if (isClosing || sockets.clients.size >= MAX_CONNECTIONS) return "503 Service Unavailable";
    return undefined;
  }

  return {
    async close() {
      isClosing = true;
      const timer = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_TIMEOUT_MS);
      await protocol.dispose();
      clearTimeout(timer);
    },
  };
}
