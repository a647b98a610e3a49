import type { FastifyReply, FastifyRequest } from "fastify";
import {
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  parse,
  subscribe as subscribeAsUsual,
} from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { documentPrice } from "../application/prices.js";
import { names, takesJson } from "./accepted-types.js";
import { EventStream } from "./event-stream.js";
import type { Metrics } from "./metrics.js";
import { networkOf } from "./network-of.js";
import type { GiveBack } from "./places.js";
import { toHeaders } from "./request-headers.js";
import { sentSubscription } from "./sent-request.js";
import {
  accessEnded,
  asGraphQLError,
  badRequest,
  hideInternalErrors,
  rateLimited,
  tooMany,
} from "./subscription-errors.js";
import { type Connection, prepared, type Subscriptions } from "./subscription-hooks.js";
import type { SubscriptionPlaces } from "./subscription-places.js";
import { spendingExtensions } from "./work.js";

export const EVENT_STREAM = "text/event-stream";

export interface EventStreams {
  /** Answers a request for a stream of events; false, with nothing done, for any other. */
  answers(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
  /** Ends every stream, so that its client connects again. */
  close(): void;
}

export interface EventStreamOptions {
  readonly subscriptions: Subscriptions;
  readonly places: SubscriptionPlaces;
  readonly metrics: Pick<Metrics, "streamOpened" | "streamClosed">;
}

/** Streams of one process; each holds memory whether anything comes or not. */
const MAX_STREAMS = 10_000;

/** By the code of what keeps a stream from beginning; everything else is told within the stream, as its protocol wants. */
const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  UNAVAILABLE: 503,
};

/**
 * Serves subscriptions as Server-Sent Events, each by a POST of its own (the distinct connections mode of graphql-sse): for
 * clients behind what lets no WebSocket through. Streams are numbered and paid for as sockets are, and together with them.
 */
export function createEventStreams({ subscriptions, places, metrics }: EventStreamOptions): EventStreams {
  const { formatError = hideInternalErrors, subscribe = subscribeAsUsual } = subscriptions;
  const open = new Set<EventStream>();
  let isClosing = false;

  /** What the operation results in. Throws what keeps it from beginning. */
  async function begin(connection: Connection, payload: SubscribePayload): Promise<AsyncIterator<object>> {
    const { work, requestId } = connection;
    const formatted = ({ errors, ...result }: ExecutionResult): object => ({
      ...result,
      ...(errors && { errors: errors.map((error) => formatError(error, requestId)) }),
      extensions: spendingExtensions(work),
    });
    const args = await prepared(subscriptions, payload, work, () => subscriptions.context(connection)).catch(
      (error: unknown) => [asGraphQLError(error)],
    );
    if (Array.isArray(args)) {
      const refusal = args.find((error) => statusOf(formatError(error, requestId)) !== undefined);
      if (refusal) throw refusal;
      return once(formatted({ errors: args }));
    }
    const results = await subscribe(args);
    if (!(Symbol.asyncIterator in results)) return once(formatted(results));
    return {
      async next() {
        try {
          const { value, done } = await results.next();
          return done ? { value: undefined, done } : { value: formatted(value) };
        } catch (error) {
          // Which logs it, where it is ours to mend.
          formatError(asGraphQLError(error), requestId);
          throw error;
        }
      },
      async return() {
        await results.return?.(undefined);
        return { value: undefined, done: true };
      },
    };
  }

  async function streamFor(request: FastifyRequest, held: Held): Promise<EventStream> {
    const { work, address: ip, id: requestId } = request;
    const payload = sentSubscription(request);
    if (!payload) throw badRequest(formless);
    const refusal = subscriptions.requestRefusal?.(payload);
    if (refusal) throw refusal;
    if (isClosing || open.size >= MAX_STREAMS) throw rateLimited("The server takes no more connections.");
    held.keep(places.addresses.take(networkOf(ip)), rateLimited(fullAddress));
    await work.spend(documentPrice(payload.query));
    const connection = { headers: toHeaders(request.headers), requestId, ip, work };
    const developerId = await subscriptions.connect(connection);
    held.keep(places.developers.take(developerId), tooMany("connections"));
    held.keep(places.subscribers.take(developerId), tooMany("subscriptions"));
    const access = new AbortController();
    held.keep(subscriptions.onAccessEnded?.(developerId, () => access.abort()));
    const stream = new EventStream(await begin(connection, payload));
    const end = () => stream.endWith({ errors: [accessEndedError] });
    if (access.signal.aborted) end();
    else access.signal.addEventListener("abort", end);
    return stream;
  }

  return {
    async answers(request, reply) {
      if (!(await isForStream(request, subscriptions))) return false;
      const held = holdUntilClosed(reply);
      try {
        const stream = await streamFor(request, held);
        open.add(stream);
        metrics.streamOpened();
        held.keep(() => {
          open.delete(stream);
          metrics.streamClosed();
          stream.destroy();
        });
        // Not to be compressed, nor gathered by a proxy (RFC 9111 §5.2.2.6; nginx): each event goes out as it comes.
        reply.type(EVENT_STREAM).header("cache-control", "no-store, no-transform");
        void reply.header("x-accel-buffering", "no").send(stream);
      } catch (error) {
        held.giveBack();
        refuse(reply, asGraphQLError(error), (each) => formatError(each, request.id));
      }
      return true;
    },
    close() {
      isClosing = true;
      for (const stream of open) stream.breakOff();
    },
  };
}

const formless =
  "Send an object with a text as query, and, where there are any, a text as operationName and objects as variables and extensions.";
const fullAddress = "Your network address has as many connections as it may.";
const accessEndedError = { message: accessEnded.message, extensions: { code: accessEnded.code } };

/**
 * A request that takes JSON as well is for a stream only when it subscribes: some clients name every type that they know
 * with whatever they send. Throws OverspentError.
 */
async function isForStream(
  request: FastifyRequest,
  { parseOptions, requestRefusal }: Subscriptions,
): Promise<boolean> {
  if (!names(request, EVENT_STREAM)) return false;
  if (!takesJson(request)) return true;
  const sent = sentSubscription(request);
  if (!sent || !/\bsubscription\b/.test(sent.query) || requestRefusal?.(sent)) return false;
  await request.work.spend(documentPrice(sent.query));
  try {
    const operation = getOperationAST(parse(sent.query, parseOptions), sent.operationName);
    return operation?.operation === "subscription";
  } catch {
    return false;
  }
}

interface Held {
  /** Throws the refusal when there is nothing to keep. What is kept is given back once the connection is closed. */
  keep(giveBack: GiveBack | undefined, refusal?: GraphQLError): void;
  giveBack(): void;
}

function holdUntilClosed({ raw }: FastifyReply): Held {
  const kept = new Set<GiveBack>();
  let isClosed = false;
  const giveBack = () => {
    isClosed = true;
    for (const each of kept) each();
    kept.clear();
  };
  raw.once("close", giveBack);
  return {
    keep(each, refusal) {
      if (!each && refusal) throw refusal;
      if (!each) return;
      if (isClosed) each();
      else kept.add(each);
    },
    giveBack,
  };
}

function statusOf({ extensions }: GraphQLFormattedError): number | undefined {
  return statuses[String(extensions?.code)];
}

/** With the status, and the headers, that the same refusal has over HTTP. */
function refuse(
  reply: FastifyReply,
  error: GraphQLError,
  format: (error: GraphQLError) => GraphQLFormattedError,
): void {
  const formatted = format(error);
  const status = statusOf(formatted) ?? 400;
  const { headers = new Map<string, string>() } = (error.extensions.http ?? {}) as {
    headers?: Map<string, string>;
  };
  for (const [name, value] of headers) reply.header(name, value);
  if (status === 401 && !reply.hasHeader("www-authenticate")) reply.header("www-authenticate", "Bearer");
  const wait = formatted.extensions?.retryAfterSeconds;
  if (wait !== undefined) reply.header("retry-after", String(wait));
  void reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send(JSON.stringify({ errors: [formatted] }));
}

function once(result: object): AsyncIterator<object> {
  let isTold = false;
  return {
    async next() {
      if (isTold) return { value: undefined, done: true };
      isTold = true;
      return { value: result };
    },
  };
}
