import type { IncomingMessage, ServerResponse } from "node:http";
import cookie from "@fastify/cookie";
import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import helmet, { type HelmetOptions } from "helmet";
import { contentSecurityPolicy } from "./pages.js";

/** What GraphQL clients, and what traces and measures them, send of their own accord. */
const allowedHeaders = [
  "accept",
  "apollo-require-preflight",
  "apollographql-client-name",
  "apollographql-client-version",
  "authorization",
  "baggage",
  "content-type",
  "graphql-client-name",
  "graphql-client-version",
  "graphql-require-preflight",
  "idempotency-key",
  "sentry-trace",
  "traceparent",
  "tracestate",
  "x-apollo-operation-id",
  "x-apollo-operation-name",
  "x-request-id",
  "x-requested-with",
];

/**
 * Headers that keep browsers from misusing answers; pages of other origins read them only when `corsOrigins` names
 * their origin. A page of ours widens the policy by `sendPage`. Nothing is kept by anybody on its way, unless its route
 * says so.
 */
export async function secureHeaders(app: FastifyInstance, publicUrl: string, corsOrigins: readonly string[]) {
  const isHttps = publicUrl.startsWith("https:");
  const always = {
    ...helmetsHeaders({
      contentSecurityPolicy: false,
      strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: true },
      crossOriginOpenerPolicy: { policy: "same-origin-allow-popups" },
    }),
    "content-security-policy": contentSecurityPolicy({}),
    "cache-control": "no-store",
  };
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers(always);
    done();
  });
  if (corsOrigins.length > 0) {
    await app.register(cors, {
      origin: [...corsOrigins],
      credentials: true,
      methods: ["GET", "HEAD", "POST"],
      // Any OPTIONS is answered as a preflight: an error would be a text, unlike any other.
      strictPreflight: false,
      allowedHeaders,
      exposedHeaders: [
        "x-request-id",
        "idempotency-replayed",
        "retry-after",
        "ratelimit",
        "ratelimit-policy",
        "www-authenticate",
      ],
      maxAge: 600,
    });
  }
  await app.register(cookie);
}

/** The same for every answer, so found out once. Helmet's plugin sets them one by one each time, and holds on to the request. */
function helmetsHeaders(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  helmet(options)({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return headers;
}
