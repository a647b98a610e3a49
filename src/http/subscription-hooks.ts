import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type ParseOptions,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import type { SubscribePayload } from "graphql-ws";
import type { WorkAccount } from "../application/work-account.js";
import { badRequest } from "./subscription-errors.js";

/** Who opened a connection: the headers of its upgrade request, with the `Authorization` of its connection init. */
export interface Connection {
  readonly headers: Headers;
  readonly requestId: string;
  readonly ip: string;
  readonly work: WorkAccount;
}

/** How subscriptions are run, over WebSocket and as streams of events alike. */
export interface Subscriptions {
  readonly schema: GraphQLSchema;
  /** The id of the developer whose connection it is. What it throws closes the connection. */
  connect(connection: Connection): Promise<string>;
  /** Calls `close` when access of the developer ends: whoever has still some connects again. Gives what stops it. */
  onAccessEnded?(developerId: string, close: () => void): () => void;
  /** The resolvers' context, made anew for every operation. What it throws answers that operation. */
  context(connection: Connection): Promise<object>;
  /** What runs them; graphql-js when it is left out. */
  subscribe?(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
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

/**
 * What is sent, ready to be executed, or why it is not. Only subscriptions: queries and mutations have their limits,
 * retries and logs elsewhere. `context` is asked for what is valid alone. Throws what does not parse.
 */
export async function prepared(
  { schema, validationRules = [], parseOptions, validationOptions, operationRefusal }: Subscriptions,
  { query, operationName: name, variables }: SubscribePayload,
  work: WorkAccount,
  context: () => Promise<object>,
): Promise<ExecutionArgs | GraphQLError[]> {
  const document = parse(query, parseOptions);
  // One without letters is none.
  const operationName = name || undefined;
  if (getOperationAST(document, operationName)?.operation !== "subscription") {
    return [
      badRequest("Only subscriptions are served here. Send queries and mutations by POST to /graphql."),
    ];
  }
  const problems = validate(schema, document, [...specifiedRules, ...validationRules], validationOptions);
  if (problems.length > 0) return [...problems];
  const contextValue = await context();
  const refusals = (await operationRefusal?.({ schema, document, operationName, variables }, work)) ?? [];
  if (refusals.length > 0) return [...refusals];
  return { schema, document, operationName, variableValues: variables, contextValue };
}
