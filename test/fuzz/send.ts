import { connect } from "node:net";
import { WebSocket } from "ws";
import type { HttpInput, Input, SocketInput } from "./inputs.js";

/** What came back: the status, 0 when the connection was just closed, and what failed on the server's side. */
export interface Outcome {
  readonly status: number;
  readonly failure?: string;
}

const patience = 20_000;
/** How long a socket is listened to after the last message, in ms, when the server does not close it. */
const listening = 40;

export async function send(url: URL, input: Input): Promise<Outcome> {
  return input.way === "WebSocket"
    ? overSocket(url, input as SocketInput)
    : overHttp(url, input as HttpInput);
}

/** Byte for byte, as no library would let it through. */
function overHttp(url: URL, { method, path, headers, body = "" }: HttpInput): Promise<Outcome> {
  const bytes = Buffer.from(body, "utf8");
  const all = { host: url.host, connection: "close", "content-length": `${bytes.length}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${onOneLine(value)}`);
  const head = `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
  return new Promise((resolve) => {
    const wire = connect(Number(url.port), url.hostname);
    const received: Buffer[] = [];
    const done = (isLate = false) => {
      wire.destroy();
      const text = Buffer.concat(received).toString("utf8");
      const status = Number(/^HTTP\/1\.1 (?!1\d\d)(\d{3})/m.exec(text)?.[1] ?? 0);
      const isOurs = status >= 500 || isFailure(text);
      const failure = isLate ? `no answer in ${patience} ms` : isOurs ? text.slice(-1_000) : undefined;
      resolve({ status, ...(failure !== undefined && { failure }) });
    };
    const timer = setTimeout(() => done(true), patience);
    wire.on("data", (chunk) => received.push(chunk));
    wire.on("error", () => {});
    wire.once("close", () => {
      clearTimeout(timer);
      done();
    });
    // Left open: a server takes a half-closed connection for one whose client has gone.
    wire.write(head);
    wire.write(bytes);
  });
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
