import { HeaderMap } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { Actor } from "../../src/application/actor.js";
import type { IdempotencyStore } from "../../src/application/ports/idempotency-store.js";
import type { ReadModel } from "../../src/application/queries/read-model.js";
import { WorkAccount } from "../../src/application/work-account.js";
import type { Id } from "../../src/domain/id.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { refusedRequest } from "../../src/graphql/errors.js";
import { requestRefusal } from "../../src/graphql/limits/request-refusal.js";
import { createApolloServer } from "../../src/graphql/server.js";
import type { Json } from "./client.js";
import { inMemoryIdempotencyStore } from "./in-memory-idempotency-store.js";
import { type LoggedLine, recordingLogger } from "./logger.js";
import { plentyOfWork } from "./work.js";

export interface HttpAnswer {
  readonly status: number;
  readonly headers: HeaderMap;
  /** As sent, byte for byte. */
  readonly text: string;
  readonly body: Json;
}

export interface Asked {
  readonly query?: string;
  readonly variables?: object;
  readonly operationName?: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  /** Sent in place of query and variables. */
  readonly body?: unknown;
  /** Whose request it is; nobody's when left out. */
  readonly developerId?: Id<"dev">;
  readonly now?: Date;
  readonly requestId?: string;
}

export interface TestApollo {
  readonly logged: LoggedLine[];
  readonly observed: Json[];
  ask(asked: Asked): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

/** Apollo as Portico sets it up, for any schema, with nothing but HTTP's outermost layer and who asks left out. */
export async function startApollo(
  schema: GraphQLSchema,
  idempotencyStore: IdempotencyStore = inMemoryIdempotencyStore(),
): Promise<TestApollo> {
  const logged: LoggedLine[] = [];
  const observed: Json[] = [];
  const server = createApolloServer({
    compiles: true,
    isUnavailable: () => false,
    schema,
    logger: recordingLogger(logged),
    metrics: { observeOperation: (operation) => void observed.push(operation) },
    idempotencyStore,
  });
  await server.start();
  return {
    logged,
    observed,
    stop: () => server.stop(),
    async ask({ query, variables, operationName, method = "POST", headers = {}, ...asked }) {
      const all = new HeaderMap();
      for (const [name, value] of Object.entries({ "content-type": "application/json", ...headers })) {
        all.set(name.toLowerCase(), value);
      }
      const body = asked.body ?? JSON.parse(JSON.stringify({ query, variables, operationName }));
      const { status = 200, ...response } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method,
          headers: all,
          search: method === "GET" ? `?${new URLSearchParams({ query: query ?? "" })}` : "",
          body,
        },
        context: async () => {
          const refusal = requestRefusal(Object(body));
          if (refusal) throw refusedRequest(refusal);
          return contextOf(asked);
        },
      });
      if (response.body.kind !== "complete") throw new Error("The answer comes in parts.");
      const text = response.body.string;
      return { status, headers: response.headers, text, body: JSON.parse(text) };
    },
  };
}

const budget = plentyOfWork();

function contextOf({ developerId, requestId = "request-1", now = new Date() }: Asked): GraphQLContext {
  const actor: Actor | null = developerId
    ? { developerId, partnerId: null, isOperator: false, address: null }
    : null;
  const consistently: GraphQLContext["consistently"] = (work) => work({} as ReadModel);
  return {
    actor,
    requestId,
    consistently,
    work: new WorkAccount(budget, { kind: "ADDRESS", id: "test" }),
    clock: { now: () => now },
  } as Partial<GraphQLContext> as GraphQLContext;
}
