import type { Config } from "../config.js";

/** Whether a proxy tells the certificates of clients (RFC 8705). */
export function seesCertificates({ clientCertificateHeader }: Config): boolean {
  return clientCertificateHeader !== undefined;
}
