import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";
import {
  type ComplexityEstimator,
  type ComplexityEstimatorArgs,
  fieldExtensionsEstimator,
  getComplexity,
  simpleEstimator,
} from "graphql-query-complexity";
import { badUserInput } from "../errors.js";
import { costsTheSame } from "./costs-the-same.js";
import { dear, limits } from "./limits.js";
import { tooExpensive } from "./too-expensive.js";

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

const wholeSchema = 10_000;
const charactersOfErrors = 100_000;

/** The schema describing itself, in lists without pages: all of it holds fewer fields than this. */
function introspectionCost({ field, childComplexity }: ComplexityEstimatorArgs): number | undefined {
  return field.name === "__schema" ? wholeSchema + childComplexity : undefined;
}

/** What a mutation does costs more than what is read of it afterwards. */
function mutationCost({ type, field, childComplexity }: ComplexityEstimatorArgs): number | undefined {
  if (type.name !== "Mutation") return undefined;
  const lookUp = field.name === "proveDomain" ? dear.lookUp : 0;
  return dear.mutation + lookUp + childComplexity;
}

const estimators: ComplexityEstimator[] = [
  introspectionCost,
  mutationCost,
  fieldExtensionsEstimator(),
  simpleEstimator({ defaultComplexity: 1 }),
];

/** How many fields the answer may hold, its pages at their full size, and what does more work as so many more. */
export function costOf({ schema, document, operationName, variables }: CostedOperation): number {
  return getComplexity({
    estimators,
    schema,
    query: document,
    ...(operationName && { operationName }),
    ...(variables && { variables }),
  });
}

/** What the operation costs, or why it is refused: its variables do not fit, or it is too expensive. */
export type Assessment =
  | { readonly cost: number; readonly refusals?: never }
  | { readonly cost?: never; readonly refusals: readonly GraphQLError[] };

/** Of operations of kept documents that cost the same each time. */
const known = new WeakMap<OperationDefinitionNode, number>();

export function assessed(asked: CostedOperation): Assessment {
  const operation = getOperationAST(asked.document, asked.operationName);
  const definitions = operation?.variableDefinitions ?? [];
  const unfit = definitions.length > 0 && unfitVariables(asked, definitions);
  if (unfit) return { refusals: unfit };
  const cost = operation ? known.get(operation) : undefined;
  if (cost !== undefined) return { cost };
  const assessment = counted(asked);
  if (operation && assessment.cost !== undefined && costsTheSame(asked.document, operation))
    known.set(operation, assessment.cost);
  return assessment;
}

function unfitVariables(
  { schema, variables }: CostedOperation,
  definitions: readonly VariableDefinitionNode[],
): readonly GraphQLError[] | undefined {
  const options = { maxErrors: affordableErrors(variables), hideSuggestions: true };
  return getVariableValues(schema, definitions, variables ?? {}, options).errors;
}

function counted(operation: CostedOperation): Assessment {
  try {
    const cost = costOf(operation);
    return cost > limits.cost ? { refusals: [tooExpensive("the cost", limits.cost, cost)] } : { cost };
  } catch (error) {
    return { refusals: [uncountable(error)] };
  }
}

/** Each error repeats the value that it is about, which may be all of them: so many are looked for as can be told. */
function affordableErrors(variables: CostedOperation["variables"]): number {
  const { length } = JSON.stringify(variables ?? {});
  return Math.max(1, Math.min(limits.errors, Math.floor(charactersOfErrors / length)));
}

/**
 * An argument that is null by its variable, where null cannot be, leaves nothing to count with. Else counting itself
 * takes too long, since fragments spread one another; then the cost has no end.
 */
function uncountable(error: unknown): GraphQLError {
  const isUnfit = error instanceof GraphQLError && /^Argument ".+" of /.test(error.message);
  return isUnfit ? badUserInput(error.message) : tooExpensive("the cost", limits.cost);
}
