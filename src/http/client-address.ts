import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";

/** Whose `X-Forwarded-For` tells the client's address, as Fastify takes it. */
export type TrustProxy = boolean | string | string[];

/** The client's address as Fastify finds it, for requests that it does not see: those for a WebSocket. */
export function clientAddressBy(trustProxy: TrustProxy): (request: IncomingMessage) => string {
  if (typeof trustProxy === "boolean") return (request) => proxyAddr(request, () => trustProxy);
  const trusted = proxyAddr.compile(trustProxy);
  return (request) => proxyAddr(request, trusted);
}
