import type { FastifyError, FastifyInstance } from "fastify";
import { type IsUnavailable, unavailability } from "../application/unavailable.js";
import { OverspentError } from "../application/work-account.js";

/** The shape of every error that this server answers itself: GraphQL's (GraphQL spec §7.1.2), on every path. */
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
    if (error instanceof OverspentError) {
      const { resetSeconds: retryAfterSeconds } = error.balance;
      const extensions = { code: "RATE_LIMITED", requestId: request.id, retryAfterSeconds };
      reply.code(429).header("retry-after", retryAfterSeconds);
      return reply.send({ errors: [{ message: error.message, extensions }] } satisfies ErrorBody);
    }
    if (isUnavailable(error)) {
      request.log.warn({ error }, "a request could not reach the database");
      const { code, message, status, retryAfterSeconds } = unavailability;
      const extensions = { code, requestId: request.id, retryAfterSeconds };
      reply.code(status).header("retry-after", retryAfterSeconds);
      return reply.send({ errors: [{ message, extensions }] } satisfies ErrorBody);
    }
    const status = error.code === "ERR_INVALID_URL" ? 400 : (error.statusCode ?? 500);
    if (error instanceof HttpError) {
      return reply.code(status).send(errorBody(error.code, error.message, request.id));
    }
    if (status >= 500) {
      request.log.error({ error }, "request failed");
      const message = `Something went wrong on our side. When you report it, give the request id ${request.id}.`;
      return reply.code(status).send(errorBody("INTERNAL_SERVER_ERROR", message, request.id));
    }
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
      const message = `The request body is larger than ${(request.routeOptions.bodyLimit ?? 0) / 1024} KiB.`;
      return reply.code(status).send(errorBody("REQUEST_TOO_LARGE", message, request.id));
    }
    const { code, message } = known[error.code] ?? { code: "BAD_REQUEST", message: error.message };
    return reply.code(status).send(errorBody(code, message, request.id));
  });
  app.setNotFoundHandler(async () => {
    throw notFound();
  });
}
