import type { GatewayExecutor, GatewayInterface } from "@apollo/server-gateway-interface";
import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { GraphQLContext } from "../context.js";
import { schemaAnswers } from "./schema-answers.js";

/** Compiled queries that a process keeps; each takes some 100 kB. */
const kept = 200;
/** Compiling costs as much as running a query several times: what is sent once is not worth it. */
const timesBeforeCompiling = 3;

interface Seen {
  times: number;
  /** Null for what cannot be compiled. */
  compiled?: CompiledQuery["query"] | null;
}

/**
 * Runs queries that developers send again and again as functions made for each of them, and everything else as usual.
 * For Apollo Server this is a gateway, the one way to bring an executor of one's own.
 */
export function compiledExecution(schema: GraphQLSchema): GatewayInterface {
  const seen = new LRUCache<string, Seen>({ max: kept });
  const aboutSchema = schemaAnswers();

  function compiledOf({ queryHash, document, operationName, operation, context }: Request) {
    // There is none when its name does not say which it is; Apollo refuses that with what `execute` says of it.
    if (operation?.operation !== "query" || !context.actor) return null;
    const key = `${queryHash} ${operationName ?? ""}`;
    const entry = seen.get(key) ?? { times: 0 };
    entry.times += 1;
    if (entry.compiled === undefined && entry.times >= timesBeforeCompiling) {
      const compiled = canBeCompiled(schema, document)
        ? compileQuery(schema, document, operationName ?? undefined)
        : null;
      entry.compiled = compiled && isCompiledQuery(compiled) ? compiled.query : null;
    }
    seen.set(key, entry);
    return entry.compiled ?? null;
  }

  const executor: GatewayExecutor = async (requestContext) => {
    const asked = requestContext as unknown as Request;
    const { request, context, document } = asked;
    // As it was asked for: the context has the name of what was found.
    const { operationName, variables = {} } = request;
    return aboutSchema({ queryHash: asked.queryHash, document, operationName, variables }, () => {
      const compiled = compiledOf(asked);
      if (compiled) return compiled(undefined, context, variables);
      return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
    });
  };

  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate(loaded) {
      loaded({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => {};
    },
    stop: async () => {},
  };
}

/** What an interface or a union stands for is found out with a promise, which compiled queries do not wait for; but for `Node`. */
function canBeCompiled(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let can = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = getNamedType(types.getType());
        if (isAbstractType(type) && type.name !== "Node") can = false;
      },
    }),
  );
  return can;
}

type Request = Omit<Parameters<GatewayExecutor>[0], "context"> & { readonly context: GraphQLContext };
