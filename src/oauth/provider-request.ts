import type { IncomingMessage } from "node:http";
import type { ClientCertificate } from "../http/client-certificate.js";

/** What is known of a request before the provider gets it. */
export interface Sender {
  /** Of the client: what counts as one address. */
  readonly network: string;
  /** That it has shown to a proxy which is trusted. */
  readonly certificate?: ClientCertificate | null;
}

const senders = new WeakMap<IncomingMessage, Sender>();

/** What a client could use to pretend to have asked somebody else. */
const notPassedOn = new Set([
  "content-length",
  "forwarded",
  "transfer-encoding",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
]);

/**
 * A request as the provider takes it: sent to its issuer, whatever host it was sent to, since the addresses that it tells
 * follow from that; and with a body that has been read and bounded already.
 */
export function providerRequest(
  raw: IncomingMessage,
  { issuer, url, body = "", sender }: PassedRequest,
): IncomingMessage {
  const { host, protocol, pathname } = new URL(issuer);
  const passed = Object.entries(raw.headers).filter(([name]) => !notPassedOn.has(name));
  const headers = {
    ...Object.fromEntries(passed),
    host,
    "x-forwarded-proto": protocol.slice(0, -1),
    "content-length": String(Buffer.byteLength(body)),
  };
  const request: IncomingMessage = Object.create(raw, {
    url: { value: url, writable: true },
    baseUrl: { value: pathname },
    headers: { value: headers },
    readable: { value: true },
    readableEncoding: { value: null },
    iterator: {
      async *value() {
        if (body) yield Buffer.from(body);
      },
    },
  });
  senders.set(request, sender);
  return request;
}

interface PassedRequest {
  readonly issuer: string;
  /** Below the issuer's. */
  readonly url: string;
  readonly body?: string;
  readonly sender: Sender;
}

export function senderOf(request: IncomingMessage): Sender {
  return senders.get(request) ?? { network: "" };
}
