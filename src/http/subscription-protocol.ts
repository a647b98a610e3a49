import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type ParseOptions,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import { CloseCode, type Context, type ServerOptions, type SubscribePayload } from "graphql-ws";
import type { Balance } from "../application/ports/work-budget.js";
import { documentPrice, prices } from "../application/prices.js";
import { OverspentError, type WorkAccount } from "../application/work-account.js";
import type { createPlaces } from "./places.js";
import { toHeaders } from "./request-headers.js";
import { requestIdOf } from "./request-log.js";
import { closeReason, type Reason, type SocketConnection, TRY_AGAIN_LATER } from "./socket-connection.js";
import { costExtension } from "./work.js";

type Places = ReturnType<typeof createPlaces>;

/** Who opened a connection: the headers of its upgrade request, with the `Authorization` of its connection init. */
export interface Connection {
  readonly headers: Headers;
  readonly requestId: string;
  readonly ip: string;
  readonly work: WorkAccount;
}

export interface SubscriptionHooks {
  /** The id of the developer whose connection it is. What it throws closes the connection. */
  connect(connection: Connection): Promise<string>;
  /** Calls `close` when access of the developer ends: whoever has still some connects again. Gives what stops it. */
  onAccessEnded?(developerId: string, close: () => void): () => void;
  /** The resolvers' context, made anew for every operation. What it throws answers that operation. */
  context(connection: Connection): Promise<object>;
  /** Rules besides GraphQL's own, such as limits of depth. */
  readonly validationRules?: readonly ValidationRule[];
  /** Such as `maxTokens`. */
  readonly parseOptions?: ParseOptions;
  /** Such as how many errors are looked for. */
  readonly validationOptions?: { readonly maxErrors?: number; readonly hideSuggestions?: true };
  /** Why what was sent is not even parsed; undefined when it is. */
  requestRefusal?(sent: SubscribePayload): GraphQLError | undefined;
  /** Why a valid operation is not run; empty when it is. */
  operationRefusal?(
    operation: {
      schema: GraphQLSchema;
      document: DocumentNode;
      operationName?: string | null | undefined;
      variables?: Record<string, unknown> | null | undefined;
    },
    work: WorkAccount,
  ): Promise<readonly GraphQLError[]>;
  /**
   * What clients see of an error on a connection that `requestId` opened. By default those without a code become
   * `INTERNAL_SERVER_ERROR`.
   */
  formatError?(error: GraphQLError, requestId: string): GraphQLFormattedError;
}

interface ProtocolParts {
  readonly schema: GraphQLSchema;
  /** Connections that each developer may have. */
  readonly developers: Places;
  /** Subscriptions that each developer may have, on all their connections. */
  readonly subscribers: Places;
}

type Params = Record<string, unknown> | undefined;
type Connected = Context<Params, SocketConnection>;

/** When somebody who holds as much as they may should try again: nobody knows when they give something back. */
const RETRY_AFTER_SECONDS = 10;

const accessEnded: Reason = { code: "UNAUTHENTICATED", message: "Your access has ended. Sign in again." };

/**
 * How subscriptions are run: only subscriptions, since queries and mutations have their limits, retries and logs over
 * HTTP. Only who is signed in passes the connection init; who holds as many connections or subscriptions as they may, or
 * has spent their budget, is refused with RATE_LIMITED and a time to wait. Every answer has `extensions.cost` and, as there
 * are no headers, the state of the budget in `extensions.rateLimit`; of an `error`, which has no others, they are those of
 * each error. The acknowledgement has the state of the budget as well.
 */
export function subscriptionProtocol({
  schema,
  connect,
  onAccessEnded,
  context,
  validationRules = [],
  parseOptions,
  validationOptions,
  requestRefusal,
  operationRefusal,
  formatError = hideInternalErrors,
  developers,
  subscribers,
}: SubscriptionHooks & ProtocolParts): ServerOptions<Params, SocketConnection> {
  async function prepare(
    payload: SubscribePayload,
    connection: Connection,
  ): Promise<ExecutionArgs | GraphQLError[]> {
    const refusal = requestRefusal?.(payload);
    if (refusal) return [refusal];
    const { work } = connection;
    await work.spend(prices.request + documentPrice(payload.query));
    const document = parse(payload.query, parseOptions);
    const operation = getOperationAST(document, payload.operationName);
    if (operation?.operation !== "subscription") {
      return [
        badRequest("Only subscriptions are served here. Send queries and mutations by POST to /graphql."),
      ];
    }
    const problems = validate(schema, document, [...specifiedRules, ...validationRules], validationOptions);
    if (problems.length > 0) return [...problems];
    const { operationName, variables } = payload;
    const contextValue = await context(connection);
    const asked = { schema, document, operationName, variables };
    const refusals = (await operationRefusal?.(asked, work)) ?? [];
    if (refusals.length > 0) return [...refusals];
    return { schema, document, operationName, variableValues: variables, contextValue };
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

  function spending(payload: SubscribePayload, { extra }: Connected) {
    const work = accounts.get(payload) ?? extra.work;
    return { cost: costExtension(work), ...budgetExtension(work) };
  }

  return {
    schema,
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

/** What `rateLimit` of the API tells of it, as far as it is known. */
function budgetExtension({ balance }: WorkAccount): { rateLimit?: Balance } {
  return balance ? { rateLimit: balance } : {};
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
  return code === "INTERNAL_SERVER_ERROR" ? CloseCode.InternalServerError : CloseCode.Forbidden;
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof OverspentError) return rateLimited(error.message, error.balance.resetSeconds);
  return new GraphQLError("", { originalError: error as Error });
}

function tooMany(what: "connections" | "subscriptions"): GraphQLError {
  return rateLimited(`You have as many ${what} as one developer may; end one first.`, RETRY_AFTER_SECONDS);
}

function rateLimited(message: string, retryAfterSeconds: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "RATE_LIMITED", retryAfterSeconds } });
}

function authorizationIn(params: unknown): string | undefined {
  if (typeof params !== "object" || params === null) return undefined;
  const found = Object.entries(params).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  return typeof found === "string" && /^[\x20-\x7e]+$/.test(found) ? found : undefined;
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

function hideInternalErrors(error: GraphQLError): GraphQLFormattedError {
  const isOurs = error.originalError !== undefined && error.extensions.code === undefined;
  if (!isOurs) return error.toJSON();
  return { message: "Something went wrong on our side.", extensions: { code: "INTERNAL_SERVER_ERROR" } };
}
