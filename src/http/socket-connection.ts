import type { IncomingMessage } from "node:http";
import type { Server } from "graphql-ws";
import { CloseCode } from "graphql-ws";
import { WebSocket } from "ws";
import type { Logger } from "../application/ports/logger.js";
import { prices } from "../application/prices.js";
import { OverspentError, type WorkAccount } from "../application/work-account.js";
import type { GiveBack } from "./places.js";

/** What the protocol keeps of one connection. */
export interface SocketConnection {
  readonly request: IncomingMessage;
  /** The network address of the client. */
  readonly ip: string;
  readonly work: WorkAccount;
  /** What it holds, itself and each subscription, by what it is held for: given back when it is closed. */
  readonly places: Map<object, GiveBack>;
  isClosed: boolean;
  /** Who it is; undefined before the connection is acknowledged. */
  developerId?: string;
  /** What the protocol does for the message that it has been given: the next one waits for it. */
  underWay?: Promise<unknown> | undefined;
  /** Closes it, and reads nothing more. */
  end(code: number, reason: string): void;
}

export interface SocketParts extends Pick<SocketConnection, "request" | "ip" | "work"> {
  readonly socket: WebSocket;
  readonly protocol: Server<SocketConnection>;
  readonly logger: Logger;
}

/** Try again later (IANA's registry of WebSocket close codes); graphql-ws' clients do. */
export const TRY_AGAIN_LATER = 1013;
/** Messages that have come and are not looked at yet. */
const MAX_WAITING = 100;
/** Before the connection is acknowledged, a client has one to send, and perhaps a ping. */
const MAX_BEFORE_ACKNOWLEDGED = 5;
const PING_INTERVAL_MS = 12_000;
/** For a client to answer a close. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Why a connection is closed, as an error of an answer says it. */
export interface Reason {
  readonly code: string;
  readonly retryAfterSeconds?: number;
  readonly requestId?: string;
  readonly message?: string;
}

/** In bytes (RFC 6455 §5.5). */
const LONGEST_REASON = 123;

/** As JSON, with as much as a close has room for. */
export function closeReason({ code, retryAfterSeconds, requestId, message }: Reason): string {
  const wanted = [
    { code, retryAfterSeconds, requestId, message },
    { code, retryAfterSeconds, requestId },
  ];
  return (
    wanted.map((each) => JSON.stringify(each)).find((each) => Buffer.byteLength(each) <= LONGEST_REASON) ??
    JSON.stringify({ code })
  );
}

const rateLimited = (retryAfterSeconds: number) => closeReason({ code: "RATE_LIMITED", retryAfterSeconds });

/**
 * Hands a connection's messages to the protocol: one after the other, and each paid for, with what else comes over the
 * wire. A client who has spent everything, or sends faster than is answered, is closed and read no more.
 */
export function serveSocket({ socket, protocol, logger, ...parts }: SocketParts): void {
  const { request, work } = parts;
  const wire = request.socket;
  let waiting = 0;
  let received = 0;
  let queue = Promise.resolve();

  function end(code: number, reason: string): void {
    socket.close(code, reason);
    // Of whoever is closed nothing more is read, neither messages nor their answer to the close.
    socket.pause();
    setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref();
  }

  function fail(error: unknown): void {
    if (error instanceof OverspentError) {
      logger.info({ ip: parts.ip }, "a connection is closed: its budget of work is used up");
      end(TRY_AGAIN_LATER, rateLimited(error.balance.resetSeconds));
      return;
    }
    logger.error({ error }, "a message of a connection failed");
    end(CloseCode.InternalServerError, closeReason({ code: "INTERNAL_SERVER_ERROR" }));
  }

  const connection: SocketConnection = { ...parts, places: new Map(), isClosed: false, end };
  let handle: (message: string) => Promise<void> = async () => {};
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (message) => sent(socket, message),
      close: end,
      onMessage: (callback) => {
        handle = callback;
      },
    },
    connection,
  );

  async function take(message: string): Promise<void> {
    if (socket.readyState !== WebSocket.OPEN) return;
    await work.spend(prices.message);
    connection.underWay = undefined;
    const handled = handle(message);
    handled.catch(fail);
    // A subscription goes on for long; the next message waits until it has begun.
    await (connection.underWay ?? handled);
  }

  socket.on("message", (data) => {
    received += 1;
    if (!connection.developerId && received > MAX_BEFORE_ACKNOWLEDGED) {
      end(CloseCode.BadRequest, "Too many messages before the connection is acknowledged");
    } else if (waiting >= MAX_WAITING) {
      end(TRY_AGAIN_LATER, rateLimited(1));
    } else {
      waiting += 1;
      queue = queue
        .then(() => take(String(data)))
        .catch(fail)
        .finally(() => {
          waiting -= 1;
        });
    }
  });

  // Pings, empty fragments and what else is no message takes time as well.
  wire.on("data", (chunk: Buffer) => {
    work.spend(Math.ceil((chunk.length / 1024) * prices.wireKibibyte)).catch(fail);
  });
  // What breaks the protocol, or is too long: ws closes the connection by itself.
  socket.on("error", (error) => logger.debug({ error: error.message }, "a connection failed"));

  const stopPinging = pinging(socket);
  socket.once("close", (code, reason) => {
    stopPinging();
    connection.isClosed = true;
    for (const giveBack of connection.places.values()) giveBack();
    closed(code, String(reason)).catch((error) => logger.error({ error }, "closing a connection failed"));
  });
}

function sent(socket: WebSocket, message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== WebSocket.OPEN) resolve();
    else
      socket.send(message, (error) =>
        error && socket.readyState === WebSocket.OPEN ? reject(error) : resolve(),
      );
  });
}

/** Ends a connection whose client does not answer a ping before the next one. */
function pinging(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, PING_INTERVAL_MS);
  return () => clearInterval(timer);
}
