import type { IncomingMessage } from "node:http";
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
import type { Context, ServerOptions, SubscribePayload } from "graphql-ws";
import type { Extra } from "graphql-ws/use/ws";
import { documentPrice, prices } from "../application/prices.js";
import type { WorkAccount } from "../application/work-account.js";
import { toHeaders } from "./request-headers.js";
import { requestIdOf } from "./request-log.js";

/** Who opened a connection: the headers of its upgrade request, with the `Authorization` of its connection init. */
export interface Connection {
  readonly headers: Headers;
  readonly requestId: string;
  readonly ip: string;
  readonly work: WorkAccount;
}

export interface SubscriptionHooks {
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
  /** What the connection that this request opened pays from. */
  workOf(request: IncomingMessage): WorkAccount;
}

type Params = Record<string, unknown> | undefined;
const MAX_SUBSCRIPTIONS = 20;

/**
 * How subscriptions are run: only subscriptions, since queries and mutations have their limits, retries and logs over
 * HTTP; at most 20 at a time on one connection.
 */
export function subscriptionProtocol({
  schema,
  context,
  validationRules = [],
  parseOptions,
  validationOptions,
  requestRefusal,
  operationRefusal,
  formatError = hideInternalErrors,
  workOf,
}: SubscriptionHooks & ProtocolParts): ServerOptions<Params, Extra> {
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

  const formatted = (errors: readonly GraphQLError[], { extra }: Context<Params, Extra>) =>
    errors.map((error) => formatError(error, requestIdOf(extra.request)));

  return {
    schema,
    async onSubscribe(connection, _id, payload) {
      if (Object.keys(connection.subscriptions).length > MAX_SUBSCRIPTIONS) {
        return [badRequest(`A connection can hold at most ${MAX_SUBSCRIPTIONS} subscriptions.`)];
      }
      try {
        return await prepare(payload, describe(connection, workOf(connection.extra.request)));
      } catch (error) {
        return [
          error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error }),
        ];
      }
    },
    onNext: (connection, ...[, , , result]) =>
      result.errors ? { ...result, errors: formatted(result.errors, connection) } : undefined,
    onError: (connection, _id, _payload, errors) => formatted(errors, connection),
  };
}

function describe({ connectionParams, extra }: Context<Params, Extra>, work: WorkAccount): Connection {
  const { request } = extra;
  const headers = toHeaders(request.headers);
  const authorization = authorizationIn(connectionParams) ?? authorizationIn(connectionParams?.headers);
  if (authorization) headers.set("authorization", authorization);
  return { headers, requestId: requestIdOf(request), ip: request.socket.remoteAddress ?? "", work };
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
