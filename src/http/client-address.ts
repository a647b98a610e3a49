import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import { networkAddress } from "./network-address.js";

declare module "fastify" {
  interface FastifyRequest {
    /** The client's, bare and in one spelling, as proxies that are trusted tell it. */
    readonly address: string;
  }
}

export type ClientAddress = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

/**
 * Where requests come from: who connects, and of `trusted` proxies (addresses and CIDR ranges) whom their
 * `X-Forwarded-For` names, the nearest first. What is behind somebody who is not trusted, or behind an entry that is no
 * address, could be written by anybody: then the last that is known counts. Blank entries are none (RFC 9110 §5.6.1.2).
 */
export function clientAddressBy(trusted: readonly string[]): ClientAddress {
  const isTrusted = trusted.length > 0 ? proxyAddr.compile([...trusted]) : () => false;
  return ({ headers, socket }) => {
    const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
    let known = networkAddress(socket.remoteAddress ?? "") ?? "";
    for (const entry of forwarded.reverse()) {
      if (!isTrusted(known, 0)) break;
      if (entry.trim() === "") continue;
      const address = networkAddress(entry);
      if (address === null) break;
      known = address;
    }
    return known;
  };
}

/** Every request knows its `address`, found out once; Fastify's own `ip` is whoever connects. */
export function tellAddresses(app: FastifyInstance, clientAddress: ClientAddress): void {
  const known = new WeakMap<IncomingMessage, string>();
  app.decorateRequest("address", {
    getter() {
      const address = known.get(this.raw) ?? clientAddress(this.raw);
      known.set(this.raw, address);
      return address;
    },
  });
}
