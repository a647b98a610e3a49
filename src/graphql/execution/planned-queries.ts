import {
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  HeaderMap,
} from "@apollo/server";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { GraphQLContext } from "../context.js";
import { type Plan, planOf } from "./plan.js";
import { schemaAnswers } from "./schema-answers.js";

/** Plans that a process keeps; each takes some 100 kB. */
const kept = 200;
/** Planning costs as much as running a query several times: what is sent once is not worth it. */
const timesBeforePlanning = 3;

interface Seen {
  times: number;
  /** Null for what cannot be planned. */
  plan?: Plan | null;
}

type Request = GraphQLRequestContextResponseForOperation<GraphQLContext>;

/**
 * Answers queries that developers send again and again by plans made for each of them, and leaves everything else to Apollo
 * Server: also what goes wrong, which is found again by running it as usual, and told as it has to be told. To be the
 * last plugin that answers for an operation.
 */
export function plannedQueries(schema: GraphQLSchema): ApolloServerPlugin<GraphQLContext> {
  const seen = new LRUCache<string, Seen>({ max: kept });
  const aboutSchema = schemaAnswers();

  async function byPlan(asked: Request): Promise<ExecutionResult | null> {
    const { queryHash, document, operation, operationName, request, contextValue } = asked;
    if (operation.operation !== "query" || !contextValue.actor) return null;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, definitions, request.variables ?? {});
    if (!coerced) return null;
    const key = `${queryHash} ${operationName ?? ""} ${decisive(document, coerced)}`;
    const entry = seen.get(key) ?? { times: 0 };
    entry.times += 1;
    if (entry.plan === undefined && entry.times >= timesBeforePlanning)
      entry.plan = canBePlanned(schema, document)
        ? planOf({ schema, document, operation, variables: coerced })
        : null;
    seen.set(key, entry);
    return entry.plan ? { data: await entry.plan(contextValue, coerced) } : null;
  }

  return {
    async requestDidStart() {
      return {
        async responseForOperation(asked) {
          const { queryHash, document, operationName, request, contextValue } = asked;
          const { variables = {} } = request;
          const usual = () =>
            execute({ schema, document, operationName, variableValues: variables, contextValue });
          const answer =
            (await aboutSchema({ queryHash: queryHash ?? "", document, operationName, variables }, usual)) ??
            (await byPlan(asked).catch(() => null));
          if (!answer?.data || answer.errors) return null;
          return {
            http: { headers: new HeaderMap() },
            body: { kind: "single", singleResult: { data: answer.data } },
          };
        },
      };
    },
  };
}

/** Names of the variables that decide what is skipped or included. */
const deciders = new WeakMap<DocumentNode, readonly string[]>();

/** The values of these, told apart. */
function decisive(document: DocumentNode, variables: Readonly<Record<string, unknown>>): string {
  const names = deciders.get(document) ?? decidersOf(document);
  deciders.set(document, names);
  return names.map((name) => `${name}=${variables[name]}`).join();
}

function decidersOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** What an interface or a union stands for is found out with a promise, which plans do not wait for; but for `Node`. */
function canBePlanned(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let can = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name, alias }) {
        const type = getNamedType(types.getType());
        if (isAbstractType(type) && type.name !== "Node") can = false;
        // Plans make plain objects, which have such a property already.
        if (["__schema", "__type"].includes(name.value) || alias?.value === "__proto__") can = false;
      },
    }),
  );
  return can;
}
