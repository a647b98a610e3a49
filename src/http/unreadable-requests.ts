import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { errorBody } from "./errors.js";

const refusals: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "REQUEST_TIMEOUT", "The request took too long to arrive."],
  HPE_HEADER_OVERFLOW: [431, "REQUEST_TOO_LARGE", "The headers of the request are larger than 16 KiB."],
};
const unreadable = [400, "BAD_REQUEST", "This is no HTTP/1.1 request that can be read."] as const;

/**
 * Answers what could not be read as a request, which no hook ever sees, in the shape and with the headers of every other
 * error, and closes the connection: what else it holds is nobody's (RFC 9112 §11.2, request smuggling).
 */
export function refuseUnreadable(isHttps: boolean) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === "ECONNRESET" || socket.destroyed) return;
    if (socket.writable) socket.write(answer(refusals[error.code ?? ""] ?? unreadable, isHttps));
    socket.destroy(error);
  };
}

function answer([status, code, message]: readonly [number, string, string], isHttps: boolean): string {
  const body = JSON.stringify(errorBody(code, message, randomUUID()));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    ...(isHttps ? ["Strict-Transport-Security: max-age=31536000; includeSubDomains"] : []),
    "",
    body,
  ].join("\r\n");
}
