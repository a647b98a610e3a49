import { type IncomingMessage, ServerResponse, STATUS_CODES } from "node:http";

/**
 * A response that may be given as a whole, by one write: what Node.js does to make a head of a dozen fields, and to end a
 * response that could have come in pieces, takes longer than to judge a key. One that is not given so is a response like any
 * other.
 */
export class DirectResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  #isGiven = false;

  /** Whether an answer is on its way. */
  get isAnswered(): boolean {
    return this.#isGiven || this.headersSent;
  }

  /** What answers say of a connection that goes on. */
  protected get lasting(): string {
    return "";
  }

  /**
   * `fields`: each as `Name: value` with its CRLF, among them Content-Length; they and the text are Latin-1, and hold nothing
   * that would end a field. Once the text is with the system, the server goes on with the connection, as after any response.
   */
  give(status: number, fields: string, text: string): void {
    const { socket } = this;
    // Not its turn yet, or the last one of its connection: Node.js knows what is to be done.
    if (!socket?.writable || !this.shouldKeepAlive) {
      this.writeHead(status, flat(fields)).end(text, "latin1");
      return;
    }
    this.#isGiven = true;
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields}Date: ${httpDate()}\r\n${this.lasting}\r\n`;
    socket.write(this.req.method === "HEAD" ? head : head + text, "latin1");
    if (socket.writableLength === 0) this.emit("finish");
    else socket.write("", (error) => error || this.emit("finish"));
  }
}

/** Responses of a server that keeps connections for so many ms. */
export function directResponses(keepAliveTimeout: number): typeof DirectResponse {
  const timeout =
    keepAliveTimeout > 0 ? `Keep-Alive: timeout=${Math.floor(keepAliveTimeout / 1_000)}\r\n` : "";
  const lasting = `Connection: keep-alive\r\n${timeout}`;
  return class<Request extends IncomingMessage> extends DirectResponse<Request> {
    protected override get lasting() {
      return lasting;
    }
  };
}

/** Names and values in turn, as Node.js takes them. */
function flat(fields: string): string[] {
  return fields
    .split("\r\n")
    .slice(0, -1)
    .flatMap((field) => {
      const colon = field.indexOf(": ");
      return [field.slice(0, colon), field.slice(colon + 2)];
    });
}

let second = 0;
let written = "";

/** RFC 9110 §6.6.1, written once a second. */
function httpDate(): string {
  const now = Math.floor(Date.now() / 1_000);
  if (now !== second) written = new Date(now * 1_000).toUTCString();
  second = now;
  return written;
}
