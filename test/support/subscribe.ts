import type { GraphQLFormattedError } from "graphql";
import { createClient, type Client as SocketClient } from "graphql-ws";
import WebSocket, { type CloseEvent } from "ws";
import type { Client } from "./client.js";

export interface Watching {
  /** The events so far, without what they cost: what is left of a budget differs each time. */
  readonly received: unknown[];
  /** Resolves when the server ends the subscription: with its errors or why it closed, or null when it had none. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** For subscriptions over a WebSocket with the client's cookie, as a page of the portal has it. */
export function socketOf({ cookie = "", token, url }: Client): SocketClient {
  const authorization = token && { authorization: `Bearer ${token}` };
  return createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    retryAttempts: 0,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: { cookie, origin: url, ...authorization } });
      }
    },
  });
}

/** Subscribes over a WebSocket. */
export function subscribe(client: Client, query: string, variables: Record<string, unknown> = {}): Watching {
  const received: unknown[] = [];
  const socket = socketOf(client);
  const ended = new Promise<unknown>((resolve) => {
    socket.subscribe(
      { query, variables },
      {
        next: ({ extensions, ...event }) => void received.push(event),
        error: (error) => resolve(whyClosed(error)),
        complete: () => resolve(null),
      },
    );
  }).finally(() => socket.dispose());
  return { received, ended, stop: async () => socket.dispose() };
}

/** What the close of a connection says, or the errors themselves, without what they cost. */
export function whyClosed(error: unknown): unknown {
  if (Array.isArray(error)) return error.map(withoutCost);
  const { code, reason } = error as CloseEvent;
  return typeof reason === "string" ? { code, reason: JSON.parse(reason || "{}") } : error;
}

function withoutCost({ extensions, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const { cost, rateLimit, ...others } = extensions ?? {};
  return { ...error, extensions: others };
}
