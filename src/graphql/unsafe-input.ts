import { type DocumentNode, type GraphQLError, Kind, visit } from "graphql";
import { badUserInput } from "./errors.js";

/**
 * Why the input cannot be taken: PostgreSQL has no place for NUL, nor for half of a surrogate pair, in any text.
 * Undefined when it can.
 */
export function unsafeInput(
  document: DocumentNode,
  variables: Record<string, unknown> | null | undefined,
): GraphQLError | undefined {
  const path = unsafePath(variables, "$");
  if (path) return refusal(`The variable ${path}`);
  let isUnsafe = false;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.STRING) isUnsafe ||= !isSafe(node.value);
    },
  });
  return isUnsafe ? refusal("A string") : undefined;
}

function refusal(subject: string): GraphQLError {
  return badUserInput(
    `${subject} holds a NUL character or half of a surrogate pair, which no text can hold.`,
  );
}

function unsafePath(value: unknown, path: string): string | undefined {
  if (typeof value === "string") return isSafe(value) ? undefined : path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const found = unsafePath(part, path === "$" ? `$${name}` : `${path}.${name}`);
    if (found) return found;
  }
  return undefined;
}

function isSafe(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
