import { ApolloServer, type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { IdempotencyStore } from "../application/ports/idempotency-store.js";
import type { Logger } from "../application/ports/logger.js";
import type { IsUnavailable } from "../application/unavailable.js";
import { giveStatus } from "./answer-status.js";
import type { GraphQLContext } from "./context.js";
import { formatted, formattedFor, isOurs } from "./error-format.js";
import { badUserInput } from "./errors.js";
import { plannedQueries } from "./execution/planned-queries.js";
import { idempotency } from "./idempotency.js";
import { documentRules, parseOptions, validationOptions } from "./limits/document-rules.js";
import { loggedRefusals } from "./logged-refusals.js";
import { operationRefusal } from "./operation-refusal.js";
import { readAgainIfTorn } from "./torn-reads.js";

export interface OperationMetrics {
  observeOperation(operation: {
    type: "query" | "mutation" | "subscription" | "unknown";
    outcome: "ok" | "error";
    seconds: number;
  }): void;
}

export interface ApolloServerDeps {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly metrics: OperationMetrics;
  readonly idempotencyStore: IdempotencyStore;
  readonly isUnavailable: IsUnavailable;
  /** Whether queries that come again and again are answered by plans. */
  readonly compiles: boolean;
}

/** Headers that no page of another origin sends unless a preflight has allowed it: one of them makes a GET safe. */
const preflighted = ["apollo-require-preflight", "graphql-require-preflight", "x-apollo-operation-name"];

/** The GraphQL server, to be started; requests reach it through the HTTP server, which serves the pages too. */
export function createApolloServer(deps: ApolloServerDeps) {
  const { schema, compiles, logger, idempotencyStore, isUnavailable } = deps;
  return new ApolloServer<GraphQLContext>({
    schema,
    introspection: true,
    csrfPrevention: { requestHeaders: [...preflighted] },
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    status400ForVariableCoercionErrors: true,
    validationRules: [...documentRules],
    parseOptions,
    validationOptions,
    stringifyResult: JSON.stringify,
    formatError: (error, thrown) =>
      formattedFor(error, isUnavailable(unwrapResolverError(thrown)), undefined),
    logger: silent,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      emptyNameIsNone,
      guards(schema),
      ApolloServerPluginCacheControlDisabled(),
      keptNowhere,
      observation(deps),
      loggedRefusals(logger),
      idempotency(idempotencyStore, logger, isUnavailable),
      ...(compiles ? [plannedQueries(schema)] : []),
    ],
  });
}

/** An operation's name without letters, as forms and `GET` parameters that are left blank send it, is none. */
const emptyNameIsNone: ApolloServerPlugin<GraphQLContext> = {
  async requestDidStart({ request }) {
    if (request.operationName === "") delete request.operationName;
  },
};

/** Refuses, before anything runs, subscriptions, and what is too expensive, not paid for, or cannot be stored. */
function guards(schema: GraphQLSchema): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, operationName, request, contextValue }) {
          const variables = request.variables ?? null;
          const asked = { schema, document, operationName, variables };
          const refusals =
            operation?.operation === "subscription"
              ? [badUserInput(howToSubscribe)]
              : await operationRefusal(asked, contextValue.work);
          const [first] = refusals;
          if (!first) return null;
          const errors = refusals.map((refusal) => formatted(refusal.toJSON(), undefined));
          return {
            http: { status: 400, headers: new HeaderMap(), ...(first.extensions.http as object) },
            body: { kind: "single", singleResult: { errors } },
          };
        },
      };
    },
  };
}

/** Run like a query, a subscription would answer with nothing, as if there were nothing to see. */
const howToSubscribe =
  "A subscription is not answered at once: send it over a WebSocket (graphql-transport-ws), or by POST with the header Accept: text/event-stream.";

/** Answers are kept by nobody on their way; those of mutations, which alone hold secrets, are not compressed either. */
const keptNowhere: ApolloServerPlugin<GraphQLContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ operation, response }) {
        const mayHoldSecret = operation?.operation === "mutation";
        response.http.headers.set("cache-control", mayHoldSecret ? "no-store, no-transform" : "no-store");
      },
    };
  },
};

/** Logs what failed on our side with its request id, tells the caller that id, gives the answer its status, and measures. */
function observation({
  logger,
  metrics,
  isUnavailable,
}: ApolloServerDeps): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      const start = performance.now();
      return {
        async willSendResponse(request) {
          const errors = await readAgainIfTorn(request);
          const { operation, response } = request;
          const { requestId } = request.contextValue;
          const told = logger.child({ reqId: requestId });
          for (const error of errors.filter(isOurs)) {
            const failure = { error: error.originalError ?? error };
            if (isUnavailable(error)) told.warn(failure, "an operation could not reach the database");
            else told.error(failure, "an operation failed");
          }
          const { body } = response;
          const isAnsweredWithErrors = body.kind === "single" && body.singleResult.errors !== undefined;
          if (body.kind === "single" && body.singleResult.errors) {
            body.singleResult.errors = body.singleResult.errors.map((error) =>
              isOurs({ extensions: error.extensions ?? {} }) ? formatted(error, requestId) : error,
            );
          }
          giveStatus(response);
          metrics.observeOperation({
            type: operation?.operation ?? "unknown",
            outcome: isAnsweredWithErrors ? "error" : "ok",
            seconds: (performance.now() - start) / 1000,
          });
        },
      };
    },
  };
}

/** Apollo's own log would print errors with their stacks; ours above knows what to leave out. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
