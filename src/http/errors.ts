import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type IsUnavailable, unavailability } from "../application/unavailable.js";
import { OverspentError } from "../application/work-account.js";
import { names } from "./accepted-types.js";
import { errorPage } from "./error-page.js";
import { sendPage } from "./pages.js";

/**
 * The shape of every error that this server answers itself: GraphQL's (GraphQL spec §7.1.2), on every path. Whoever opens a
 * page in a browser reads the same sentence on one.
 */
export interface ErrorBody {
  readonly errors: readonly [{ readonly message: string; readonly extensions: ErrorExtensions }];
}

interface ErrorExtensions {
  readonly code: string;
  readonly requestId: string;
  readonly retryAfterSeconds?: number;
}

export function errorBody(code: string, message: string, requestId: string): ErrorBody {
  return { errors: [{ message, extensions: { code, requestId } }] };
}

/** An error with an HTTP status and a code for clients. */
export class HttpError extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const notFound = () => new HttpError(404, "NOT_FOUND", "There is nothing at this address.");

/** Answers failures: the client's mistakes with a sentence, ours with a request id and nothing else. */
export function handleErrors(app: FastifyInstance, isUnavailable: IsUnavailable = () => false): void {
  const known: Record<string, { code: string; message: string }> = {
    FST_ERR_CTP_INVALID_MEDIA_TYPE: {
      code: "UNSUPPORTED_MEDIA_TYPE",
      message: "Send the body as application/json.",
    },
    ERR_INVALID_URL: { code: "BAD_REQUEST", message: "The Host header is not a host name." },
  };
  app.setErrorHandler<FastifyError | HttpError | OverspentError>((error, request, reply) => {
    // What was to be compressed may have failed at that; this is sent as it is.
    reply.removeHeader("content-encoding");
    if (error instanceof OverspentError) {
      const { resetSeconds: retryAfterSeconds } = error.balance;
      const extensions = { code: "RATE_LIMITED", requestId: request.id, retryAfterSeconds };
      reply.header("retry-after", retryAfterSeconds);
      return refuse(request, reply, 429, { errors: [{ message: error.message, extensions }] });
    }
    if (isUnavailable(error)) {
      request.log.warn({ error }, "a request could not reach the database");
      const { code, message, status, retryAfterSeconds } = unavailability;
      const extensions = { code, requestId: request.id, retryAfterSeconds };
      reply.header("retry-after", retryAfterSeconds);
      return refuse(request, reply, status, { errors: [{ message, extensions }] });
    }
    const status = error.code === "ERR_INVALID_URL" ? 400 : (error.statusCode ?? 500);
    if (error instanceof HttpError) {
      return refuse(request, reply, status, errorBody(error.code, error.message, request.id));
    }
    if (status >= 500) {
      request.log.error({ error }, "request failed");
      const message = `Something went wrong on our side. When you report it, give the request id ${request.id}.`;
      return refuse(request, reply, status, errorBody("INTERNAL_SERVER_ERROR", message, request.id));
    }
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
      const message = `The request body is larger than ${(request.routeOptions.bodyLimit ?? 0) / 1024} KiB.`;
      return refuse(request, reply, status, errorBody("REQUEST_TOO_LARGE", message, request.id));
    }
    const { code, message } = known[error.code] ?? { code: "BAD_REQUEST", message: error.message };
    return refuse(request, reply, status, errorBody(code, message, request.id));
  });
  app.setNotFoundHandler(async () => {
    throw notFound();
  });
}

function refuse(request: FastifyRequest, reply: FastifyReply, status: number, body: ErrorBody): FastifyReply {
  reply.code(status);
  if (!isForPeople(request)) return reply.send(body);
  const { message } = body.errors[0];
  const isForCustomers = customersPlace.test(request.url);
  return sendPage(reply, errorPage({ status, message, requestId: request.id, isForCustomers }));
}

/** Where an institution's customers come, and no developer. */
const customersPlace = /^\/environments\/[^/]+\/oauth\//;

/** Browsers ask for HTML by name when somebody opens an address or sends a form; programs do not. */
const isForPeople = (request: FastifyRequest) =>
  names(request, "text/html") && !request.url.startsWith("/api/auth/");
