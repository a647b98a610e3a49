import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { prices } from "../application/prices.js";
import { unstorable } from "../application/storable-text.js";
import { authError, withCodeBeside } from "./auth-errors.js";
import { HttpError } from "./errors.js";
import { toHeaders } from "./request-headers.js";
import { servedPath } from "./served-path.js";
import { isStorableRequest } from "./storable-request.js";

/** Answers a request as `fetch` would (WHATWG Fetch), sent from the address `clientIp`. */
export type FetchHandler = (request: Request, clientIp: string) => Promise<Response>;

export interface AuthRoutes {
  readonly handler: FetchHandler;
  /** The origin that the handler sees in its requests' URLs. */
  readonly publicUrl: string;
}

/** RFC 9110 §7.6.1, and what a client could use to pretend to be someone behind a proxy. */
const NOT_FORWARDED = new Set([
  "connection",
  "content-length",
  "expect",
  "forwarded",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-client-ip",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
]);

/**
 * Hands `/api/auth/*` to `handler`: the body byte for byte, the client's address as the only `x-forwarded-for`;
 * gives back its answer with every `set-cookie` in a header of its own (RFC 6265 §3), and errors in the one shape of them.
 */
export async function serveAuth(app: FastifyInstance, { handler, publicUrl }: AuthRoutes) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook("preSerialization", async (_request, reply, payload) =>
    reply.statusCode < 400 ? payload : withCodeBeside(payload),
  );
  app.route({
    method: ["GET", "HEAD", "POST"],
    exposeHeadRoute: false,
    url: "/api/auth/*",
    config: { price: priceOf },
    handler: async (request, reply) => {
      if (!isStorableRequest(request.url, request.body))
        throw new HttpError(400, "BAD_USER_INPUT", unstorable("The request"));
      if (endsSession(request)) reply.headers(forgetting);
      const response = await handler(toFetchRequest(request, publicUrl), request.address);
      return sendResponse(reply, response, request.id);
    },
  });
}

/** What may lead to a password being hashed or compared. */
const withPassword = /\/(sign-in|sign-up|verify-email|reset-password|change-password|step-up|two-factor)\b/;

/** Nothing stays in the browser of whoever signs out, such as what GraphiQL keeps of operations that were sent. */
export const forgetting = { "clear-site-data": '"cache", "storage"' };

const endsSession = ({ method, url }: FastifyRequest) =>
  method === "POST" && servedPath(url) === "/api/auth/sign-out";

function priceOf({ method, url }: FastifyRequest): number {
  return method === "POST" && withPassword.test(servedPath(url)) ? prices.password : prices.signingIn;
}

/** The request's headers as the handler gets them. */
export function forwardedHeaders(request: FastifyRequest): Headers {
  const headers = toHeaders(request.headers, NOT_FORWARDED);
  headers.set("x-forwarded-for", request.address);
  headers.set("x-request-id", request.id);
  return headers;
}

function toFetchRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = forwardedHeaders(request);
  const isPost = request.method === "POST";
  const url = new URL(request.url.replace(/^\/+/, "/"), publicUrl);
  url.pathname = servedPath(url.pathname);
  return new Request(url, {
    // Of an answer to HEAD the server leaves the body out.
    method: isPost ? "POST" : "GET",
    headers,
    body: isPost && Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : undefined,
  });
}

async function sendResponse(
  reply: FastifyReply,
  response: Response,
  requestId: string,
): Promise<FastifyReply> {
  reply.code(response.status).header("cache-control", "no-store");
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie" && name !== "content-length") reply.header(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  if (response.status < 400) return reply.send(Buffer.from(await response.arrayBuffer()));
  const { body, retryAfter } = await authError(response, requestId);
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  return reply.type("application/json; charset=utf-8").send(body);
}
