import { createHash, X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import { networkAddress } from "./network-address.js";

/** The certificate that a client showed to a proxy. */
export interface ClientCertificate {
  readonly certificate: X509Certificate;
  /** The proxy has found that an authority which it trusts vouches for it. */
  readonly isVerified: boolean;
}

export type ClientCertificateOf = (
  request: Pick<IncomingMessage, "headers" | "socket">,
) => ClientCertificate | null;

/** Longer than any certificate that is used. */
const longest = 12 * 1024;

/**
 * In which header proxies tell it: `Client-Cert` holds its DER between colons in base64 (RFC 9440), `X-Client-Cert` PEM with
 * percent-escapes (nginx's `$ssl_client_escaped_cert`).
 */
export const clientCertificateHeaders = ["Client-Cert", "X-Client-Cert"] as const;
export type ClientCertificateHeader = (typeof clientCertificateHeaders)[number];

/**
 * Of whoever connects by TLS to a `trusted` proxy, which sets this one `header`; without one, there are none: a proxy that
 * does not set it passes on what callers write there. `X-Client-Verify: SUCCESS` says that an authority vouches for it.
 */
export function clientCertificateBy(
  trusted: readonly string[],
  header: ClientCertificateHeader | undefined,
): ClientCertificateOf {
  if (!header) return () => null;
  const isTrusted = trusted.length > 0 ? proxyAddr.compile([...trusted]) : () => false;
  return ({ headers, socket }) => {
    const peer = networkAddress(socket.remoteAddress ?? "");
    if (peer === null || !isTrusted(peer, 0)) return null;
    const written = header === "Client-Cert" ? der(headers["client-cert"]) : pem(headers["x-client-cert"]);
    const certificate = written && parsed(written);
    return certificate ? { certificate, isVerified: headers["x-client-verify"] === "SUCCESS" } : null;
  };
}

/** By which a token names the certificate that it is bound to: `x5t#S256` (RFC 8705 §3.1). */
export function thumbprintOf({ certificate }: ClientCertificate): string {
  return createHash("sha256").update(certificate.raw).digest("base64url");
}

type Header = string | string[] | undefined;

function der(header: Header): Buffer | null {
  if (typeof header !== "string" || header.length > longest) return null;
  const [, base64] = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(header) ?? [];
  return base64 ? Buffer.from(base64, "base64") : null;
}

function pem(header: Header): string | null {
  if (typeof header !== "string" || header.length > longest) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return null;
  }
}

function parsed(written: Buffer | string): X509Certificate | null {
  try {
    return new X509Certificate(written);
  } catch {
    return null;
  }
}
