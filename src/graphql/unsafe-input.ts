import { type DocumentNode, type GraphQLError, Kind, visit } from "graphql";
import { badUserInput } from "./errors.js";
import { isStorable } from "./storable-text.js";

/** No input of the API nests half as deep. */
const maxNesting = 32;

/**
 * Why the input cannot be taken: PostgreSQL has no place for NUL, nor for half of a surrogate pair, in any text; and
 * what nests without end is no input. Undefined when it can.
 */
export function unsafeInput(
  document: DocumentNode,
  variables: Record<string, unknown> | null | undefined,
): GraphQLError | undefined {
  const problem = problemOf(variables, "", 0);
  if (problem) return badUserInput(problem);
  let isUnsafe = false;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.STRING) isUnsafe ||= !isStorable(node.value);
    },
  });
  return isUnsafe ? badUserInput(unstorable("A string")) : undefined;
}

function problemOf(value: unknown, path: string, depth: number): string | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : unstorable(`The variable $${path}`);
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxNesting) return `The variables nest more than ${maxNesting} levels deep.`;
  for (const [name, part] of Object.entries(value)) {
    const problem = problemOf(part, path ? `${path}.${name}` : name, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

function unstorable(subject: string): string {
  return `${subject} holds a NUL character or half of a surrogate pair, which no text can hold.`;
}
