import type { ExecutionArgs, GraphQLError } from "graphql";
import { CloseCode, type Context, type ServerOptions, type SubscribePayload } from "graphql-ws";
import { documentPrice, prices } from "../application/prices.js";
import type { WorkAccount } from "../application/work-account.js";
import { toHeaders } from "./request-headers.js";
import { requestIdOf } from "./request-log.js";
import { closeReason, type Reason, type SocketConnection, TRY_AGAIN_LATER } from "./socket-connection.js";
import { accessEnded, asGraphQLError, hideInternalErrors, tooMany } from "./subscription-errors.js";
import { type Connection, prepared, type Subscriptions } from "./subscription-hooks.js";
import type { SubscriptionPlaces } from "./subscription-places.js";
import { budgetExtension, spendingExtensions } from "./work.js";

type Params = Record<string, unknown> | undefined;
type Connected = Context<Params, SocketConnection>;

/**
 * How subscriptions are run: only subscriptions, since queries and mutations have their limits, retries and logs over
 * HTTP. Only who is signed in passes the connection init; who holds as many connections or subscriptions as they may, or
 * has spent their budget, is refused with RATE_LIMITED and a time to wait. Every answer has `extensions.cost` and, as there
 * are no headers, the state of the budget in `extensions.rateLimit`; of an `error`, which has no others, they are those of
 * each error. The acknowledgement has the state of the budget as well.
 */
export function subscriptionProtocol({
  developers,
  subscribers,
  ...hooks
}: Subscriptions & Omit<SubscriptionPlaces, "addresses">): ServerOptions<Params, SocketConnection> {
  const { connect, onAccessEnded, schema, formatError = hideInternalErrors } = hooks;

  async function prepare(
    payload: SubscribePayload,
    connection: Connection,
  ): Promise<ExecutionArgs | GraphQLError[]> {
    const refusal = hooks.requestRefusal?.(payload);
    if (refusal) return [refusal];
    const { work } = connection;
    await work.spend(prices.request + documentPrice(payload.query));
    return prepared(hooks, payload, work, () => hooks.context(connection));
  }

  /** What each operation that is under way has spent. */
  const accounts = new WeakMap<SubscribePayload, WorkAccount>();

  async function admit(connected: Connected): Promise<false | Record<string, unknown>> {
    const { extra } = connected;
    try {
      const developerId = await connect(describe(connected));
      if (extra.isClosed) return false;
      const giveBack = developers.take(developerId);
      if (!giveBack) throw tooMany("connections");
      extra.places.set(extra, giveBack);
      extra.developerId = developerId;
      const close = () => extra.end(CloseCode.Forbidden, closeReason(accessEnded));
      if (onAccessEnded) extra.places.set(connected, onAccessEnded(developerId, close));
      return budgetExtension(extra.work);
    } catch (error) {
      const { message, extensions } = formatError(asGraphQLError(error), requestIdOf(extra.request));
      const reason = { message, ...extensions } as Reason;
      extra.end(closeCodeFor(reason), closeReason(reason));
      return false;
    }
  }

  async function begin(connected: Connected, payload: SubscribePayload) {
    const { places, developerId = "" } = connected.extra;
    const work = connected.extra.work.another();
    accounts.set(payload, work);
    const giveBack = subscribers.take(developerId);
    if (!giveBack) return [tooMany("subscriptions")];
    places.set(payload, giveBack);
    const prepared = await prepare(payload, describe(connected, work)).catch((error: unknown) => [
      asGraphQLError(error),
    ]);
    if (Array.isArray(prepared)) end(connected, payload);
    return prepared;
  }

  function end({ extra: { places } }: Connected, payload: SubscribePayload): void {
    places.get(payload)?.();
    places.delete(payload);
  }

  const formatted = (errors: readonly GraphQLError[], { extra }: Connected) =>
    errors.map((error) => formatError(error, requestIdOf(extra.request)));

  const spending = (payload: SubscribePayload, { extra }: Connected) =>
    spendingExtensions(accounts.get(payload) ?? extra.work);

  return {
    schema,
    ...(hooks.subscribe && { subscribe: hooks.subscribe }),
    onConnect(connected) {
      const admitted = admit(connected);
      connected.extra.underWay = admitted;
      return admitted;
    },
    onSubscribe(connected, _id, payload) {
      const begun = begin(connected, payload);
      connected.extra.underWay = begun;
      return begun;
    },
    onComplete: (connected, _id, payload) => end(connected, payload),
    onNext: (connected, ...[, payload, , { errors, ...result }]) => ({
      ...result,
      ...(errors && { errors: formatted(errors, connected) }),
      extensions: spending(payload, connected),
    }),
    onError: (connected, _id, payload, errors) =>
      formatted(errors, connected).map(({ extensions, ...error }) => ({
        ...error,
        extensions: { ...extensions, ...spending(payload, connected) },
      })),
  };
}

function describe({ connectionParams, extra }: Connected, work = extra.work): Connection {
  const { request, ip } = extra;
  const headers = toHeaders(request.headers);
  const authorization = authorizationIn(connectionParams) ?? authorizationIn(connectionParams?.headers);
  if (authorization) headers.set("authorization", authorization);
  return { headers, requestId: requestIdOf(request), ip, work };
}

function closeCodeFor({ code, retryAfterSeconds }: Reason): number {
  if (retryAfterSeconds !== undefined) return TRY_AGAIN_LATER;
  if (code === "UNAUTHENTICATED") return CloseCode.Unauthorized;
  return code === "INTERNAL_SERVER_ERROR" ? CloseCode.InternalServerError : CloseCode.Forbidden;
}

function authorizationIn(params: unknown): string | undefined {
  if (typeof params !== "object" || params === null) return undefined;
  const found = Object.entries(params).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  return typeof found === "string" && /^[\x20-\x7e]+$/.test(found) ? found : undefined;
}
