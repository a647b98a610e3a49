import { WebSocket } from "ws";
import type { HttpInput, Input, SocketInput } from "./inputs.js";
import { RawClient } from "./raw-client.js";

/** What came back: the status, 0 when the connection was just closed, and what failed on the server's side. */
export interface Outcome {
  readonly status: number;
  readonly failure?: string;
}

const patience = 20_000;
/** How long a socket or a stream is listened to, in ms, when the server does not close it. */
const listening = 150;

/** One that sends inputs, one after the other, over a connection that is kept where nothing speaks against it. */
export class Sender {
  private readonly kept: RawClient;

  constructor(private readonly url: URL) {
    this.kept = new RawClient(Number(url.port), url.hostname);
  }

  send(input: Input): Promise<Outcome> {
    return input.way === "WebSocket"
      ? overSocket(this.url, input as SocketInput)
      : this.overHttp(input as HttpInput);
  }

  close(): void {
    this.kept.close();
  }

  /** Byte for byte, as no library would let it through. */
  private async overHttp(input: HttpInput): Promise<Outcome> {
    const { method, path, headers, body = "" } = input;
    const bytes = Buffer.from(body, "utf8");
    const isAlone = mayConfuse(input);
    const all = {
      host: this.url.host,
      ...(isAlone && { connection: "close" }),
      "content-length": `${bytes.length}`,
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${onOneLine(value)}`);
    const head = `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
    const client = isAlone ? new RawClient(Number(this.url.port), this.url.hostname) : this.kept;
    const mayStream = headers.accept === "text/event-stream";
    const asking = { method, patience: mayStream ? listening : patience };
    const answer = await client.ask(Buffer.from(head, "utf8").toString("latin1"), bytes, asking);
    if (isAlone) client.close();
    const isOurs = answer.status >= 500 || isFailure(answer.body);
    if (answer.isLate && !mayStream) return { status: 0, failure: `no answer in ${patience} ms` };
    return { status: answer.status, ...(isOurs && { failure: answer.body.slice(-1_000) }) };
  }
}

/** What may leave a server and a client of different minds about where a request ends. */
function mayConfuse({ path, headers }: HttpInput): boolean {
  return (
    /[^\x21-\x7e]/.test(path) ||
    ["transfer-encoding", "expect", "host"].some((name) => name in headers) ||
    Object.values(headers).some((value) => /[^\x20-\x7e]/.test(value))
  );
}

function overSocket(url: URL, { headers, messages }: SocketInput): Promise<Outcome> {
  const { cookie, authorization, origin } = headers;
  const shown = Object.entries({ cookie, authorization, origin }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && /^[\x20-\x7e]*$/.test(entry[1]),
  );
  const socket = new WebSocket(new URL("/graphql", url), "graphql-transport-ws", {
    headers: Object.fromEntries(shown),
  });
  return new Promise((resolve) => {
    let failure: string | undefined;
    const timer = setTimeout(() => {
      failure = `not open in ${patience} ms`;
      socket.terminate();
    }, patience);
    const heard = (text: string) => {
      if (isFailure(text)) failure = text.slice(0, 1_000);
    };
    socket.on("message", (data) => heard(String(data)));
    socket.on("error", () => {});
    socket.on("unexpected-response", (_request, response) => {
      if ((response.statusCode ?? 0) >= 500) failure = `the upgrade was answered with ${response.statusCode}`;
      socket.terminate();
    });
    socket.once("close", (code, reason) => {
      clearTimeout(timer);
      heard(String(reason));
      if (code === 1011 || code === 4500) failure = `closed with ${code} ${reason}`;
      resolve({ status: code, ...(failure !== undefined && { failure }) });
    });
    socket.once("open", () => {
      clearTimeout(timer);
      const [init, ...rest] = messages;
      let sendTheRest = () => {
        sendTheRest = () => {};
        for (const message of rest) socket.send(message);
        setTimeout(() => socket.terminate(), listening);
      };
      socket.send(init ?? "");
      // Once it is acknowledged, or in haste.
      socket.once("message", () => sendTheRest());
      setTimeout(() => sendTheRest(), listening);
    });
  });
}

function isFailure(text: string): boolean {
  return /"code":\s*"INTERNAL_SERVER_ERROR"/.test(text);
}

/** A header's value ends with its line; other control characters are sent as they are. */
function onOneLine(value: string): string {
  return value.replace(/[\r\n]/g, " ");
}
