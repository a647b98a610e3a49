import { X509Certificate } from "node:crypto";
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
 * Of whoever connects by TLS to a `trusted` proxy (RFC 9440): from `Client-Cert`, its DER between colons in base64, or from
 * `X-Client-Cert`, as PEM with percent-escapes (nginx's `$ssl_client_escaped_cert`). `X-Client-Verify: SUCCESS` says that an
 * authority vouches for it. What anybody else sends under these names is nobody's.
 */
export function clientCertificateBy(trusted: readonly string[]): ClientCertificateOf {
  const isTrusted = trusted.length > 0 ? proxyAddr.compile([...trusted]) : () => false;
  return ({ headers, socket }) => {
    const peer = networkAddress(socket.remoteAddress ?? "");
    if (peer === null || !isTrusted(peer, 0)) return null;
    const written = certificateIn(headers["client-cert"], headers["x-client-cert"]);
    const certificate = written && parsed(written);
    return certificate ? { certificate, isVerified: headers["x-client-verify"] === "SUCCESS" } : null;
  };
}

function certificateIn(
  der: string | string[] | undefined,
  pem: string | string[] | undefined,
): Buffer | string | null {
  if (typeof der === "string" && der.length <= longest) {
    const [, base64] = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(der) ?? [];
    return base64 ? Buffer.from(base64, "base64") : null;
  }
  if (typeof pem !== "string" || pem.length > longest) return null;
  try {
    return decodeURIComponent(pem);
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
