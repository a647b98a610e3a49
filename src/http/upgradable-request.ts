import { IncomingMessage } from "node:http";

/**
 * A request that asks for another protocol than WebSocket is one like any other (RFC 9110 §7.8): Java's HttpClient and
 * `curl --http2` offer h2c with what they send, and go on with HTTP/1.1. Node.js would hand each of them over as an upgrade.
 */
export class UpgradableRequest extends IncomingMessage {
  /** Declared alone: it is set while the request is made. */
  declare private asks: boolean | null;

  /** As the parser says, and the server once it knows that somebody takes upgrades. */
  set upgrade(asks: boolean | null) {
    this.asks = asks;
  }

  get upgrade(): boolean {
    return this.asks === true && (this.method === "CONNECT" || this.isForWebSocket());
  }

  private isForWebSocket(): boolean {
    return this.headers.upgrade?.toLowerCase() === "websocket";
  }
}
