import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from "graphql";

/**
 * Whether an operation of a valid document costs the same whatever its variables are: it has none, or it is a mutation, all of
 * whose variables have to be there and stand nowhere but in what it is to do.
 */
export function costsTheSame(
  document: DocumentNode,
  { operation, variableDefinitions = [], selectionSet }: OperationDefinitionNode,
): boolean {
  if (variableDefinitions.length === 0) return true;
  if (operation !== "mutation") return false;
  if (variableDefinitions.some(({ type }) => type.kind !== Kind.NON_NULL_TYPE)) return false;
  const inputs = new Set<unknown>(
    selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? field.arguments : [])),
  );
  let countsElsewhere = false;
  visit(document, {
    enter(node) {
      if (inputs.has(node) || node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.VARIABLE) countsElsewhere = true;
      return undefined;
    },
  });
  return !countsElsewhere;
}
