import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from "graphql";
import {
  type ComplexityEstimator,
  type ComplexityEstimatorArgs,
  fieldExtensionsEstimator,
  getComplexity,
  simpleEstimator,
} from "graphql-query-complexity";
import { badUserInput } from "../errors.js";
import { limits } from "./limits.js";
import { tooExpensive } from "./too-expensive.js";

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

const wholeSchema = 10_000;

/** The schema describing itself, in lists without pages: all of it holds fewer fields than this. */
function introspectionCost({ field, childComplexity }: ComplexityEstimatorArgs): number | undefined {
  return field.name === "__schema" ? wholeSchema + childComplexity : undefined;
}

const estimators: ComplexityEstimator[] = [
  introspectionCost,
  fieldExtensionsEstimator(),
  simpleEstimator({ defaultComplexity: 1 }),
];

/** How many fields the answer may hold, its pages at their full size. */
export function costOf({ schema, document, operationName, variables }: CostedOperation): number {
  return getComplexity({
    estimators,
    schema,
    query: document,
    ...(operationName && { operationName }),
    ...(variables && { variables }),
  });
}

/** Why the operation is refused; undefined when it is not. Wrong variables are for the execution to refuse. */
export function costRefusal(operation: CostedOperation): GraphQLError | undefined {
  const { schema, document, operationName, variables } = operation;
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (getVariableValues(schema, definitions, variables ?? {}).errors) return undefined;
  try {
    const cost = costOf(operation);
    return cost > limits.cost ? tooExpensive("the cost", limits.cost, cost) : undefined;
  } catch (error) {
    return uncountable(error);
  }
}

/**
 * An argument that is null by its variable, where null cannot be, leaves nothing to count with. Else counting itself
 * takes too long, since fragments spread one another; then the cost has no end.
 */
function uncountable(error: unknown): GraphQLError {
  const isUnfit = error instanceof GraphQLError && /^Argument ".+" of /.test(error.message);
  return isUnfit ? badUserInput(error.message) : tooExpensive("the cost", limits.cost);
}
